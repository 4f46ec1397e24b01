package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands {@code landlord tenant ...}. */
final class TenantCommands {
    private TenantCommands() {}

    private static String path(String name) {
        return ApiClient.path("tenants", name);
    }

    /** Waits for the operation, shows the tenant, and says why when it failed. */
    private static int settle(ApiClient api, Output output, Waiting waiting, String operationId, String name)
            throws InterruptedException {
        JsonNode operation = waiting.operation(operationId);
        JsonNode tenant = api.get(path(name));
        output.show(tenant);
        return outcome(operation, tenant);
    }

    private static int outcome(JsonNode operation, JsonNode tenant) {
        String name = tenant.path("name").asString();
        return switch (operation.path("state").stringValue("")) {
            case "succeeded" -> ExitCode.OK;
            case "superseded" ->
                throw new CliFailure(
                        ExitCode.CONFLICT,
                        "a later request for tenant " + name + " took the place of this one",
                        "landlord tenant history " + name + " shows which; landlord tenant get " + name
                                + " --wait waits for it");
            default -> throw failed(name, operation.path("error"), tenant.path("reason"));
        };
    }

    private static CliFailure failed(String name, JsonNode error, JsonNode reason) {
        JsonNode why = reason.isObject() ? reason : error;
        String task = why.path("task").stringValue("");
        String message = why.path("message").stringValue("no reason was given");
        String pointer = why.path("pointer").stringValue("");
        String details = (task.isEmpty() ? "" : "  task: " + task + (pointer.isEmpty() ? "" : " at " + pointer) + "\n")
                + execution(why);
        return new CliFailure(
                ExitCode.EXECUTION_FAILED,
                "tenant " + name + " failed: " + message,
                details,
                why.path("hint").stringValue(null));
    }

    private static String execution(JsonNode why) {
        String id = why.path("executionId").stringValue("");
        return id.isEmpty() ? "" : "  what it did: landlord execution history " + id + "\n";
    }

    @Command(
            name = "apply",
            description = "Says what a tenant is to be; makes it, or changes it to that.",
            footer = {
                "",
                "What is not given stays as it is; of a new tenant it is the server's default. Values of parameters are JSON",
                "where they can be read as that, else text.",
                "",
                "Try:",
                "  landlord tenant apply acme --plan basic --wait",
                "  landlord tenant apply acme --template shop --param region=eu --param seats=5",
                "  landlord tenant apply -f acme.yaml --wait -o json"
            })
    static final class Apply extends RemoteCommand {
        private static final Set<String> FIELDS = Set.of("name", "plan", "template", "templateVersion", "parameters");

        @Parameters(paramLabel = "NAME", arity = "0..1", description = "the tenant; may stand in the file instead")
        private @Nullable String name;

        @Option(names = "--plan", paramLabel = "PLAN", description = "the plan whose limits hold")
        private @Nullable String plan;

        @Option(names = "--template", paramLabel = "TEMPLATE", description = "the template it is made by")
        private @Nullable String template;

        @Option(names = "--template-version", paramLabel = "N", description = "the version of the template")
        private @Nullable Integer templateVersion;

        @Option(
                names = {"-p", "--param"},
                paramLabel = "KEY=VALUE",
                description = "a parameter of the template; may be repeated")
        private Map<String, String> parameters = new LinkedHashMap<>();

        @Option(
                names = {"-f", "--file"},
                paramLabel = "FILE",
                description = "name, plan, template, templateVersion and parameters in YAML or JSON; - is the standard"
                        + " input; options go before it")
        private @Nullable String file;

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Apply(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            ObjectNode body = body();
            String named = body.path("name").stringValue("");
            String tenant = name == null ? named : name;
            if (tenant.isEmpty()) {
                throw CliFailure.invalid("which tenant? its name is missing", "landlord tenant apply acme");
            }
            if (!named.isEmpty() && !named.equals(tenant)) {
                throw CliFailure.invalid("the file is about tenant " + named + ", not " + tenant, null);
            }
            body.remove("name");
            ApiClient.Answer answer = api.put(path(tenant), body);
            if (answer.status() != 202) {
                output.tell("tenant " + tenant + " is so already");
                output.show(answer.body());
                return ExitCode.OK;
            }
            return underWay(api, output, answer.body(), tenant);
        }

        private int underWay(ApiClient api, Output output, JsonNode operation, String tenant)
                throws InterruptedException {
            if (wait.wanted()) {
                return settle(
                        api,
                        output,
                        waiting(api, output, wait),
                        operation.path("id").asString(),
                        tenant);
            }
            if (output.format() != Format.TABLE) {
                output.show(operation);
            }
            output.tell("tenant " + tenant + " is on its way, by operation "
                    + operation.path("id").asString());
            output.tell("  watch it: landlord tenant get " + tenant + " --watch");
            return ExitCode.OK;
        }

        private ObjectNode body() {
            ObjectNode body = JsonText.object();
            if (file != null) {
                body.setAll(Bodies.object(this, "", file, FIELDS));
            }
            Bodies.put(body, "plan", plan);
            Bodies.put(body, "template", template);
            if (templateVersion != null) {
                body.put("templateVersion", templateVersion);
            }
            if (!parameters.isEmpty()) {
                ObjectNode given = body.withObjectProperty("parameters");
                parameters.forEach((key, value) -> given.set(key, Bodies.scalar(value)));
            }
            return body;
        }
    }

    @Command(
            name = "get",
            description = "Shows a tenant.",
            footer = {
                "",
                "Try:",
                "  landlord tenant get acme",
                "  landlord tenant get acme --watch",
                "  landlord tenant get acme -o yaml"
            })
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            JsonNode tenant = api.get(path(name));
            String operation = tenant.path("operation").stringValue("");
            if (!wait.wanted() || operation.isEmpty()) {
                output.show(tenant);
                return ExitCode.OK;
            }
            return settle(api, output, waiting(api, output, wait), operation, name);
        }
    }

    @Command(
            name = "list",
            description = "Lists the tenants.",
            footer = {
                "",
                "Deleted ones are only shown with --state deleted.",
                "",
                "Try:",
                "  landlord tenant list",
                "  landlord tenant list --state failed --plan premium --all -o json"
            })
    static final class Lister extends RemoteCommand {
        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "only those that are requested, provisioning, ready, failed, deleting or deleted")
        private @Nullable String state;

        @Option(names = "--plan", paramLabel = "PLAN", description = "only those on this plan")
        private @Nullable String plan;

        @Option(names = "--template", paramLabel = "TEMPLATE", description = "only those of this template")
        private @Nullable String template;

        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            Map<String, Object> filters = new LinkedHashMap<>();
            Bodies.filter(filters, "state", state);
            Bodies.filter(filters, "plan", plan);
            Bodies.filter(filters, "template", template);
            return page.list(api, output, console(), ApiClient.path("tenants"), filters, Views.TENANTS);
        }
    }

    @Command(
            name = "delete",
            description = "Removes a tenant with all it has.",
            footer = {
                "",
                "What was made for the tenant is removed by its template, with the data in it. Its history stays.",
                "",
                "Try:",
                "  landlord tenant delete acme --wait"
            })
    static final class Delete extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Delete(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            JsonNode operation = api.delete(path(name)).body();
            String id = operation.path("id").asString();
            if (!wait.wanted()) {
                if (output.format() != Format.TABLE) {
                    output.show(operation);
                }
                output.tell("tenant " + name + " is being removed, by operation " + id);
                output.tell("  watch it: landlord tenant get " + name + " --watch");
                return ExitCode.OK;
            }
            JsonNode ended = waiting(api, output, wait).operation(id);
            JsonNode tenant = api.get(path(name));
            if (output.format() != Format.TABLE) {
                output.show(tenant);
            } else if (ended.path("state").stringValue("").equals("succeeded")) {
                output.tell("tenant " + name + " is deleted");
            }
            return outcome(ended, tenant);
        }
    }

    @Command(
            name = "credentials",
            description = "Shows what a tenant logs in with.",
            footer = {
                "",
                "The answer has passwords in plain text.",
                "",
                "Try:",
                "  landlord tenant credentials acme",
                "  landlord tenant credentials acme -o json"
            })
    static final class Credentials extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        Credentials(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            JsonNode credentials = api.get(ApiClient.path("tenants", name, "credentials"));
            if (output.format() != Format.TABLE || credentials.path("items").isEmpty()) {
                output.list(credentials, Views.CREDENTIALS);
                return ExitCode.OK;
            }
            List<String> gap = new ArrayList<>();
            for (JsonNode credential : credentials.path("items")) {
                gap.forEach(output::tell);
                gap = List.of("");
                output.show(credential);
            }
            return ExitCode.OK;
        }
    }

    @Command(
            name = "history",
            description = "Shows everything that happened to a tenant, oldest first.",
            footer = {"", "Try:", "  landlord tenant history acme"})
    static final class History extends RemoteCommand {
        @Parameters(paramLabel = "NAME", description = "the tenant")
        private String name = "";

        History(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.list(api.get(ApiClient.path("tenants", name, "history")), Views.TENANT_EVENTS);
            return ExitCode.OK;
        }
    }
}
