package io.landlord.cli.remote;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.Pointers;
import io.landlord.cli.console.Progress;
import io.landlord.language.DiagnosticText;
import io.landlord.language.reader.Place;
import java.util.ArrayList;
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

/** The commands {@code landlord execution ...}. */
final class ExecutionCommands {
    private ExecutionCommands() {}

    private static String path(String id) {
        return ApiClient.path("executions", id);
    }

    /** The exit code of an ended execution; one that did not succeed says why. */
    static int outcome(JsonNode execution, String definition, @Nullable String file) {
        if (execution.path("state").stringValue("").equals("succeeded")) {
            return ExitCode.OK;
        }
        JsonNode error = execution.path("error");
        String title = error.path("title").stringValue("");
        String detail = error.path("detail").stringValue("");
        String why = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
        String at = error.path("instance").stringValue(error.path("pointer").stringValue(""));
        String id = execution.path("id").asString();
        throw new CliFailure(
                ExitCode.EXECUTION_FAILED,
                "execution " + id + " " + execution.path("state").asString().replace('_', ' ')
                        + (why.isEmpty() ? "" : ": " + why),
                at.isEmpty() ? "" : place(at, definition, file),
                "landlord execution history " + id + " shows each step");
    }

    /** Where in the definition it happened, with its line when the text is at hand. */
    private static String place(String pointer, String definition, @Nullable String file) {
        if (file == null) {
            return "  at " + pointer + "\n";
        }
        Place place = Pointers.find(definition, pointer);
        Diagnostic here = new Diagnostic(
                Severity.ERROR, "failed", pointer, place.line(), place.column(), "this task failed", "at " + pointer);
        return DiagnosticText.render(List.of(here), definition, file);
    }

    /** What a start and a run have in common. */
    private abstract static class Starting extends RemoteCommand {
        @Option(
                names = {"-i", "--input"},
                paramLabel = "JSON|@FILE|-",
                description = "the input; {} unless told otherwise")
        private @Nullable String input;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "a name: the same name and input again is the same execution")
        private @Nullable String name;

        @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag; may be repeated")
        private Map<String, String> tags = new LinkedHashMap<>();

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Starting(Console console) {
            super(console);
        }

        ObjectNode body() {
            ObjectNode body = JsonText.object();
            Bodies.put(body, "name", name);
            if (input != null) {
                body.set("input", inputs().json("--input", input));
            }
            if (!tags.isEmpty()) {
                ObjectNode given = body.putObject("tags");
                tags.forEach(given::put);
            }
            return body;
        }

        boolean readsStandardInput() {
            return "-".equals(input);
        }

        int started(ApiClient api, Output output, JsonNode answer, String definition, @Nullable String file)
                throws InterruptedException {
            String id = answer.path("id").asString();
            if (wait.wanted()) {
                JsonNode execution = waiting(api, output, wait).execution(id);
                output.show(execution);
                return outcome(execution, definition, file);
            }
            if (output.format() != Format.TABLE) {
                output.show(answer);
            }
            output.tell("execution " + id + (answer.path("created").booleanValue(true) ? "" : ", started before"));
            output.tell("  watch it: landlord execution watch " + id);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "start",
            description = "Starts a workflow that was deployed.",
            footer = {
                "",
                "Try:",
                "  landlord execution start order --input '{\"orderId\": 7}'",
                "  landlord execution start order --input @order.json --name order-7 --watch"
            })
    static final class Start extends Starting {
        @Parameters(paramLabel = "WORKFLOW", description = "the workflow's id")
        private String workflow = "";

        Start(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            String path = ApiClient.path("workflows", workflow, "executions");
            return started(api, output, api.post(path, body()).body(), "", null);
        }
    }

    @Command(
            name = "run",
            description = "Deploys a definition and starts it, in one.",
            footer = {
                "",
                "It runs on the server; landlord run runs a definition here.",
                "",
                "Try:",
                "  landlord execution run order.yaml --input '{\"orderId\": 7}' --watch"
            })
    static final class Run extends Starting {
        @Parameters(paramLabel = "FILE", description = "a definition in YAML or JSON; - is the standard input")
        private String file = "-";

        @Option(names = "--provider", paramLabel = "NAME", description = "the engine; the server's default otherwise")
        private @Nullable String provider;

        Run(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            if (file.equals("-") && readsStandardInput()) {
                throw CliFailure.invalid("the definition and the input cannot both be the standard input", null);
            }
            Inputs.Source source = sent("", file);
            ObjectNode body = body().put("definition", source.text());
            Bodies.put(body, "provider", provider);
            JsonNode answer = api.post(ApiClient.path("executions"), body).body();
            return started(api, output, answer, source.text(), source.name());
        }
    }

    @Command(
            name = "get",
            description = "Shows an execution.",
            footer = {"", "Try:", "  landlord execution get ID", "  landlord execution get ID --wait -o json"})
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            if (!wait.wanted()) {
                return show(api, output, path(id));
            }
            JsonNode execution = waiting(api, output, wait).execution(id);
            output.show(execution);
            return outcome(execution, "", null);
        }
    }

    @Command(
            name = "list",
            description = "Lists executions, the newest first.",
            footer = {
                "",
                "Try:",
                "  landlord execution list",
                "  landlord execution list --workflow order --state failed --started-after 2026-01-31T00:00:00Z",
                "  landlord execution list --tenant acme --tag team=payments"
            })
    static final class Lister extends RemoteCommand {
        @Option(names = "--workflow", paramLabel = "ID", description = "only those of this workflow")
        private @Nullable String workflow;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "only those that are pending, running, paused, succeeded, failed, timed_out or cancelled")
        private @Nullable String state;

        @Option(
                names = "--workflow-version",
                paramLabel = "VERSION",
                description = "only those of this version of the workflow")
        private @Nullable String version;

        @Option(names = "--tenant", paramLabel = "TENANT", description = "only those of this tenant")
        private @Nullable String tenant;

        @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "only those with this tag; may be repeated")
        private List<String> tags = new ArrayList<>();

        @Option(names = "--provider", paramLabel = "NAME", description = "only those on this engine")
        private @Nullable String provider;

        @Option(names = "--started-after", paramLabel = "TIME", description = "only those that started later")
        private @Nullable String startedAfter;

        @Option(names = "--started-before", paramLabel = "TIME", description = "only those that started earlier")
        private @Nullable String startedBefore;

        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            Map<String, Object> filters = new LinkedHashMap<>();
            Bodies.filter(filters, "workflow", workflow);
            Bodies.filter(filters, "state", state);
            Bodies.filter(filters, "workflowVersion", version);
            Bodies.filter(filters, "tenant", tenant);
            filters.put("tag", tags);
            Bodies.filter(filters, "provider", provider);
            Bodies.filter(filters, "startedAfter", startedAfter);
            Bodies.filter(filters, "startedBefore", startedBefore);
            return page.list(api, output, console(), ApiClient.path("executions"), filters, Views.EXECUTIONS);
        }
    }

    @Command(
            name = "watch",
            description = "Shows each step of an execution as it happens, until it has ended.",
            footer = {
                "",
                "Steps of the past are shown first. With -o json each event is one line of JSON.",
                "",
                "Try:",
                "  landlord execution watch ID",
                "  landlord execution watch ID -o json | jq .type"
            })
    static final class Watch extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        Watch(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            Waiting.Steps steps = output.format() == Format.TABLE
                    ? new Waiting.Lines(new Progress(console().out(), console().colour(), ""))
                    : new Waiting.JsonLines(console());
            JsonNode known = api.get(path(id));
            output.tell("execution " + id + " of workflow "
                    + known.path("workflowId").asString());
            JsonNode execution = new Waiting(api, console(), new WaitOptions().longest(), steps).execution(id);
            output.tell(View.state(execution.path("state").asString(), output.ink()));
            console().out().flush();
            return outcome(execution, "", null);
        }
    }

    @Command(
            name = "history",
            description = "Lists everything an execution did, oldest first.",
            footer = {"", "Try:", "  landlord execution history ID", "  landlord execution history ID -o json"})
    static final class History extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        History(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.list(api.get(ApiClient.path("executions", id, "history")), Views.EXECUTION_EVENTS);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "stop",
            description = "Cancels an execution; it undoes what it did.",
            footer = {"", "Try:", "  landlord execution stop ID --reason 'ordered twice' --wait"})
    static final class Stop extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "why, for its history")
        private @Nullable String reason;

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Stop(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            ObjectNode body = JsonText.object();
            Bodies.put(body, "reason", reason);
            JsonNode execution =
                    api.post(ApiClient.path("executions", id, "stop"), body).body();
            if (wait.wanted()) {
                execution = waiting(api, output, wait).execution(id);
            }
            output.show(execution);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "pause",
            description = "Lets an execution begin nothing new until it is resumed.",
            footer = {"", "Try:", "  landlord execution pause ID"})
    static final class Pause extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        Pause(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.show(api.post(ApiClient.path("executions", id, "pause"), JsonText.object())
                    .body());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "resume",
            description = "Lets a paused execution go on.",
            footer = {"", "Try:", "  landlord execution resume ID"})
    static final class Resume extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the execution")
        private String id = "";

        Resume(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.show(api.post(ApiClient.path("executions", id, "resume"), JsonText.object())
                    .body());
            return ExitCode.OK;
        }
    }
}
