package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** The commands {@code landlord plan ...}. */
final class PlanCommands {
    private PlanCommands() {}

    private static String path(String name) {
        return ApiClient.path("plans", name);
    }

    @Command(
            name = "apply",
            description = "Makes a plan, or replaces it.",
            footer = {
                "",
                "PostgreSQL databases know the limits connections (a number) and statementTimeout (an ISO-8601 duration).",
                "Tenants get new limits when they are applied again.",
                "",
                "Try:",
                "  landlord plan apply gold --limit connections=50 --limit statementTimeout=PT45S",
                "  landlord plan apply gold -f gold.yaml"
            })
    static final class Apply extends RemoteCommand {
        private static final Set<String> FIELDS = Set.of("name", "description", "limits");

        @Parameters(paramLabel = "NAME", description = "the plan")
        private String name = "";

        @Option(
                names = {"-l", "--limit"},
                paramLabel = "KEY=VALUE",
                description = "a limit, its value JSON or text; may be repeated")
        private Map<String, String> limits = new LinkedHashMap<>();

        @Option(names = "--description", paramLabel = "TEXT", description = "what it is for")
        private @Nullable String description;

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "description and limits in YAML or JSON; options go before it")
        private @Nullable String file;

        Apply(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            ObjectNode body = file == null ? JsonText.object() : Bodies.object(this, "", file, FIELDS);
            String named = body.path("name").stringValue(name);
            if (!named.equals(name)) {
                throw CliFailure.invalid("the file is about plan " + named + ", not " + name, null);
            }
            body.remove("name");
            Bodies.put(body, "description", description);
            ObjectNode given = body.withObjectProperty("limits");
            limits.forEach((key, value) -> given.set(key, Bodies.scalar(value)));
            output.show(api.put(path(name), body).body());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "get",
            description = "Shows a plan.",
            footer = {"", "Try:", "  landlord plan get basic"})
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the plan")
        private String name = "";

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return show(api, output, path(name));
        }
    }

    @Command(
            name = "list",
            description = "Lists the plans.",
            footer = {"", "Try:", "  landlord plan list"})
    static final class Lister extends RemoteCommand {
        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return page.list(api, output, console(), ApiClient.path("plans"), Map.of(), Views.PLANS);
        }
    }

    @Command(
            name = "delete",
            description = "Deletes a plan that no tenant is on.",
            footer = {"", "Try:", "  landlord plan delete gold"})
    static final class Delete extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the plan")
        private String name = "";

        Delete(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            return delete(api, output, path(name), "plan " + name);
        }
    }
}
