package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands {@code landlord template ...}. */
final class TemplateCommands {
    private TemplateCommands() {}

    private static String path(String name) {
        return ApiClient.path("templates", name);
    }

    @Command(
            name = "apply",
            description = "Makes a template; other content becomes its next version.",
            footer = {
                "",
                "A template has two definitions: one makes what a tenant needs, the other removes it. Tenants keep the",
                "version they were made with.",
                "",
                "Try:",
                "  landlord template apply shop --definition shop.yaml --removal shop-removal.yaml",
                "  landlord template apply shop -f shop-template.yaml --description 'A shop with a database'"
            })
    static final class Apply extends RemoteCommand {
        private static final Set<String> FIELDS = Set.of("name", "description", "parameters", "definition", "removal");

        @Parameters(paramLabel = "NAME", description = "the template")
        private String name = "";

        @Option(names = "--definition", paramLabel = "FILE", description = "the definition that makes a tenant")
        private @Nullable String definition;

        @Option(names = "--removal", paramLabel = "FILE", description = "the definition that removes a tenant")
        private @Nullable String removal;

        @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
        private @Nullable String description;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "description, parameters, definition and removal in YAML or JSON; options go before it")
        private @Nullable String file;

        Apply(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            ObjectNode body = JsonText.object();
            if (file != null) {
                body.setAll(Bodies.object(this, "", file, FIELDS));
            }
            String named = body.path("name").stringValue(name);
            if (!named.equals(name)) {
                throw CliFailure.invalid("the file is about template " + named + ", not " + name, null);
            }
            body.remove("name");
            Bodies.put(body, "description", description);
            if (definition != null) {
                body.put("definition", sent("/definition", definition).text());
            }
            if (removal != null) {
                body.put("removal", sent("/removal", removal).text());
            }
            if (!body.has("definition") || !body.has("removal")) {
                throw CliFailure.invalid(
                        "a template needs a definition and a removal",
                        "give --definition FILE and --removal FILE, or a file with both: -f FILE");
            }
            ApiClient.Answer answer = api.put(path(name), body);
            if (output.format() != Format.TABLE) {
                output.show(answer.body());
            }
            output.tell("template " + name + ", version "
                    + answer.body().path("version").asString()
                    + (answer.status() == 201 ? "" : ", as it was already"));
            return ExitCode.OK;
        }
    }

    @Command(
            name = "get",
            description = "Shows a template.",
            footer = {
                "",
                "Try:",
                "  landlord template get tenant-database",
                "  landlord template get tenant-database --at 1 --definition > tenant-database.yaml"
            })
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the template")
        private String name = "";

        @Option(names = "--at", paramLabel = "VERSION", description = "this version; the newest otherwise")
        private @Nullable Integer version;

        @Option(names = "--definition", description = "only the definition that makes a tenant")
        private boolean definition;

        @Option(names = "--removal", description = "only the definition that removes a tenant")
        private boolean removal;

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            JsonNode template = api.get(
                    version == null
                            ? path(name)
                            : ApiClient.path("templates", name, "versions", Integer.toString(version)));
            if (!definition && !removal) {
                output.show(template);
                return ExitCode.OK;
            }
            JsonNode text = template.path(definition ? "definition" : "removal");
            console().out().print(text.isString() ? text.stringValue() : JsonText.pretty(text) + "\n");
            return ExitCode.OK;
        }
    }

    @Command(
            name = "list",
            description = "Lists the templates.",
            footer = {"", "Try:", "  landlord template list"})
    static final class Lister extends RemoteCommand {
        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return page.list(api, output, console(), ApiClient.path("templates"), Map.of(), Views.TEMPLATES);
        }
    }

    @Command(
            name = "versions",
            description = "Lists the versions of a template.",
            footer = {"", "Try:", "  landlord template versions tenant-database"})
    static final class Versions extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the template")
        private String name = "";

        Versions(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.list(api.get(ApiClient.path("templates", name, "versions")), Views.TEMPLATES);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a template that no tenant was made by.",
            footer = {"", "Try:", "  landlord template delete shop"})
    static final class Delete extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the template")
        private String name = "";

        Delete(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return delete(api, output, path(name), "template " + name);
        }
    }
}
