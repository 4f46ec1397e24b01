package io.landlord.cli.remote;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.language.DiagnosticText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands {@code landlord workflow ...}. */
final class WorkflowCommands {
    private WorkflowCommands() {}

    private static String path(String id) {
        return ApiClient.path("workflows", id);
    }

    @Command(
            name = "deploy",
            description = "Deploys a definition; other content becomes a new version.",
            footer = {
                "",
                "Try:",
                "  landlord workflow deploy order.yaml",
                "  landlord workflow deploy order.yaml --id order --provider mock",
                "  landlord workflow deploy order.yaml --dry-run"
            })
    static final class Deploy extends RemoteCommand {
        @Parameters(paramLabel = "FILE", description = "a definition in YAML or JSON; - is the standard input")
        private String file = "-";

        @Option(names = "--id", paramLabel = "ID", description = "the workflow's id; the document's name otherwise")
        private @Nullable String id;

        @Option(names = "--provider", paramLabel = "NAME", description = "the engine; the server's default otherwise")
        private @Nullable String provider;

        @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
        private @Nullable String description;

        @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag; may be repeated")
        private Map<String, String> tags = new LinkedHashMap<>();

        @Option(names = "--dry-run", description = "only say whether it could be deployed")
        private boolean dryRun;

        Deploy(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            Inputs.Source source = sent("", file);
            Map<String, @Nullable Object> query = new LinkedHashMap<>();
            query.put("dryRun", dryRun ? Boolean.TRUE : null);
            boolean bare = provider == null && description == null && tags.isEmpty();
            query.put("id", bare ? id : null);
            String path = ApiClient.query(ApiClient.path("workflows"), query);
            JsonNode answer = api.post(path, bare ? ApiClient.Content.yaml(source.text()) : envelope(source))
                    .body();
            warn(source, answer.path("diagnostics"));
            return dryRun ? tried(output, answer) : deployed(output, answer);
        }

        private ApiClient.Content envelope(Inputs.Source source) {
            ObjectNode body = JsonText.object();
            Bodies.put(body, "id", id);
            Bodies.put(body, "provider", provider);
            Bodies.put(body, "description", description);
            if (!tags.isEmpty()) {
                ObjectNode given = body.putObject("tags");
                tags.forEach(given::put);
            }
            body.put("definition", source.text());
            return ApiClient.Content.json(body);
        }

        private void warn(Inputs.Source source, JsonNode diagnostics) {
            List<Diagnostic> all =
                    diagnostics.valueStream().map(Refusal::diagnostic).toList();
            console().err().print(DiagnosticText.render(all, source.text(), source.name()));
        }

        private static int tried(Output output, JsonNode answer) {
            boolean valid = answer.path("valid").booleanValue(false);
            if (output.format() != Format.TABLE) {
                output.show(answer);
            }
            output.tell(valid ? "it could be deployed" : "it could not be deployed");
            return valid ? ExitCode.OK : ExitCode.INVALID;
        }

        private static int deployed(Output output, JsonNode answer) {
            if (output.format() != Format.TABLE) {
                output.show(answer);
            }
            String workflow = answer.path("id").asString();
            output.tell("workflow " + workflow + ", version "
                    + answer.path("version").asString() + " on "
                    + answer.path("provider").asString()
                    + (answer.path("created").booleanValue(true) ? "" : ", as it was already"));
            output.tell("  start it: landlord execution start " + workflow + " --watch");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "get",
            description = "Shows a workflow and its definition.",
            footer = {
                "",
                "Try:",
                "  landlord workflow get order",
                "  landlord workflow get order --definition > order.yaml"
            })
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the workflow")
        private String id = "";

        @Option(names = "--definition", description = "only the definition, as it was deployed")
        private boolean definition;

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            JsonNode workflow = api.get(path(id));
            if (!definition) {
                output.show(workflow);
                return ExitCode.OK;
            }
            JsonNode text = workflow.path("definition");
            console().out().print(text.isString() ? text.stringValue() : JsonText.pretty(text) + "\n");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "list",
            description = "Lists the workflows.",
            footer = {"", "Try:", "  landlord workflow list"})
    static final class Lister extends RemoteCommand {
        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return page.list(api, output, console(), ApiClient.path("workflows"), Map.of(), Views.WORKFLOWS);
        }
    }

    @Command(
            name = "versions",
            description = "Lists the versions of a workflow.",
            footer = {"", "Try:", "  landlord workflow versions order"})
    static final class Versions extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the workflow")
        private String id = "";

        Versions(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.list(api.get(ApiClient.path("workflows", id, "versions")), Views.WORKFLOW_VERSIONS);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a workflow of which nothing runs.",
            footer = {"", "Try:", "  landlord workflow delete order"})
    static final class Delete extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the workflow")
        private String id = "";

        Delete(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return delete(api, output, path(id), "workflow " + id);
        }
    }
}
