package io.landlord.cli.local;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.graph.NodeModule;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.Interrupt;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.engines.EngineChoice;
import io.landlord.cli.engines.TemporalTarget;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DefinitionCompiler.Mode;
import io.landlord.language.DiagnosticText;
import io.landlord.machine.program.Program;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs a definition in this process, with the shipped task handlers, and tells how it went. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Runs a definition in this process, with nothing installed, or on a Temporal server.",
        footer = {
            "",
            "Definitions can call the task handlers fail, http, log, transform and yaml. An interrupt (Ctrl-C) cancels the",
            "execution and waits until it has undone what it did, on every engine.",
            "",
            "On Temporal this process is the worker of the execution. It uses the server at --temporal-address or in",
            "LANDLORD_TEMPORAL_ADDRESS, else the one that `landlord engines up` started, which it starts when there is none.",
            "When it is killed, the execution waits at the server: the same command with --name NAME goes on with it, and the",
            "same name and input give the same execution also after its end.",
            "",
            "Try:",
            "  landlord run order.yaml --input '{\"orderId\": 7}'",
            "  landlord run reminder.yaml --virtual-time -o json",
            "  landlord run order.yaml --engine temporal --name order-7",
            "",
            "Exit codes: 0 succeeded; 2 wrong arguments or an invalid definition; 3 failed, timed out or cancelled; 5 the name",
            "is that of another execution; 7 the engine cannot be reached; 130 interrupted."
        })
public final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "a definition in YAML or JSON; - is the standard input")
    private String file = "-";

    @Option(
            names = {"-i", "--input"},
            paramLabel = "JSON|@FILE|-",
            description = "the input; {} unless told otherwise")
    private String input = "{}";

    @Option(
            names = {"--engine"},
            paramLabel = "NAME",
            description = "mock, in this process, unless told otherwise; or temporal")
    private String engine = MockProvider.NAME;

    @Option(
            names = {"--name"},
            paramLabel = "NAME",
            description = "the execution's name; on temporal, what was started under it before goes on")
    private @Nullable String name;

    @Option(
            names = {"--temporal-address"},
            paramLabel = "HOST:PORT",
            description =
                    "the Temporal server; LANDLORD_TEMPORAL_ADDRESS or the one on this machine unless told otherwise")
    private @Nullable String temporalAddress;

    @Option(
            names = {"--task-queue"},
            paramLabel = "QUEUE",
            description =
                    "the task queue on Temporal; one for this execution alone unless told otherwise. Workers on the same "
                            + "queue take part in its work, and this process in theirs")
    private @Nullable String taskQueue;

    @Option(
            names = {"--virtual-time"},
            description = "waits and delays are over at once")
    private boolean virtualTime;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, live as it runs; or json; text on a terminal, else json")
    private @Nullable OutputFormat format;

    public RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (file.equals("-") && input.equals("-")) {
            throw CliFailure.invalid("the definition and the input cannot both be the standard input", null);
        }
        Inputs inputs = new Inputs(console.in());
        Inputs.Source source;
        try {
            source = inputs.definition(file);
        } catch (CliFailure failure) {
            if (format() == OutputFormat.JSON) {
                writeDiagnostics(file, List.of(CheckCommand.unreadable(failure)));
            }
            throw failure;
        }
        JsonNode value = inputs.json("--input", input);
        TaskHandlers handlers =
                NodeModule.load(ShippedHandlers.register(new TaskHandlers()), RunCommand.class.getClassLoader());
        Compilation compilation =
                DefinitionCompiler.compile(WorkflowSpec.of("run", source.text()), handlers, Mode.DEPLOY);
        Program program = compilation.program();
        if (program == null) {
            return refuse(source, compilation.diagnostics());
        }
        warn(source, compilation.diagnostics());
        return run(source, program, value, handlers);
    }

    private OutputFormat format() {
        if (format != null) {
            return format;
        }
        return console.terminal() ? OutputFormat.TEXT : OutputFormat.JSON;
    }

    private int refuse(Inputs.Source source, List<Diagnostic> diagnostics) {
        warn(source, diagnostics);
        if (format() == OutputFormat.JSON) {
            writeDiagnostics(source.name(), diagnostics);
        }
        return ExitCode.INVALID;
    }

    private void warn(Inputs.Source source, List<Diagnostic> diagnostics) {
        if (!diagnostics.isEmpty()) {
            console.err().println(DiagnosticText.render(diagnostics, source.text(), source.name()));
        }
    }

    private void writeDiagnostics(String name, List<Diagnostic> diagnostics) {
        ObjectNode answer = JsonText.object();
        ArrayNode all = JsonText.diagnostics(name, diagnostics);
        answer.set("diagnostics", all);
        console.out().println(JsonText.pretty(answer));
    }

    private int run(Inputs.Source source, Program program, JsonNode value, TaskHandlers handlers)
            throws InterruptedException {
        WorkflowSpec spec = WorkflowSpec.of(program.name(), source.text());
        try (Engine landlord = engine(handlers, program)) {
            Report report = switch (format()) {
                case TEXT -> new Report.Text(console, source, spec);
                case JSON -> new Report.Json(console);
            };
            String execution = landlord.start(spec, value, name);
            if (landlord instanceof TemporalEngine temporal) {
                temporal.check(program);
            }
            report.begin(landlord.place(execution).orElse(null));
            ExecutionStatus status;
            try (Interrupt ignored = Interrupt.cancels(console, () -> landlord.stop(execution, "interrupted"))) {
                status = landlord.await(execution, report::progress);
                report.end(status, landlord.place(execution).orElse(null), () -> landlord.trace(program, execution));
            }
            return ExitCode.of(status.state());
        }
    }

    private Engine engine(TaskHandlers handlers, Program program) throws InterruptedException {
        if (!EngineChoice.isTemporal(engine)) {
            refuse(temporalAddress, "--temporal-address");
            refuse(taskQueue, "--task-queue");
            MockSettings settings = virtualTime ? MockSettings.virtualClock() : MockSettings.wallClock();
            return new LocalEngine(handlers, settings, engine);
        }
        if (virtualTime) {
            throw new CliFailure(
                    ExitCode.UNSUPPORTED,
                    "--virtual-time is of the engine mock alone: on temporal, time is the server's",
                    "leave out --virtual-time or --engine");
        }
        TemporalTarget target = TemporalTarget.find(
                temporalAddress, console.environment(), line -> console.err().println("landlord: " + line));
        return new TemporalEngine(handlers, target, program, name, taskQueue, format() == OutputFormat.TEXT);
    }

    private static void refuse(@Nullable String option, String name) {
        if (option != null) {
            throw CliFailure.invalid(name + " is for the engine temporal alone", "add --engine temporal");
        }
    }
}
