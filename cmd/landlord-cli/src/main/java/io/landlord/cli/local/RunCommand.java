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
import io.landlord.handlers.ShippedHandlers;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DefinitionCompiler.Mode;
import io.landlord.language.DiagnosticText;
import io.landlord.machine.program.Program;
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
        description = "Runs a definition in this process, with nothing installed.",
        footer = {
            "",
            "Definitions can call the task handlers fail, http, log, transform and yaml. An interrupt (Ctrl-C) cancels the",
            "execution and waits until it has undone what it did.",
            "",
            "Try:",
            "  landlord run order.yaml --input '{\"orderId\": 7}'",
            "  landlord run reminder.yaml --virtual-time -o json",
            "",
            "Exit codes: 0 succeeded; 2 wrong arguments or an invalid definition; 3 failed, timed out or cancelled; 130",
            "interrupted."
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
            description = "the engine; mock, the one in this process, unless told otherwise")
    private String engine = "mock";

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
        MockSettings settings = virtualTime ? MockSettings.virtualClock() : MockSettings.wallClock();
        WorkflowSpec spec = WorkflowSpec.of(program.name(), source.text());
        try (LocalEngine landlord = new LocalEngine(handlers, settings, engine)) {
            Report report = switch (format()) {
                case TEXT -> new Report.Text(console, source, spec);
                case JSON -> new Report.Json(console);
            };
            report.begin();
            String execution = landlord.start(spec, value);
            ExecutionStatus status;
            try (Interrupt ignored = Interrupt.cancels(console, () -> landlord.stop(execution, "interrupted"))) {
                status = landlord.await(execution, report::progress);
                report.end(status, () -> landlord.trace(program, execution));
            }
            return ExitCode.of(status.state());
        }
    }
}
