package io.landlord.cli.local;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.engines.EngineChoice;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DefinitionCompiler.Mode;
import io.landlord.language.DiagnosticText;
import io.landlord.language.portability.EngineProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is wrong with definitions, like a compiler does, and runs nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Says what is wrong with definitions, and where.",
        footer = {
            "",
            "Try:",
            "  landlord check order.yaml payment.yaml",
            "  landlord check order.yaml -o json",
            "  landlord check order.yaml --engine temporal",
            "",
            "Exit codes: 0 valid, perhaps with warnings; 2 invalid; 6 valid, but not for the engine."
        })
public final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "definitions in YAML or JSON; - is the standard input")
    private List<String> files;

    @Option(
            names = {"--engine"},
            paramLabel = "ENGINE",
            split = ",",
            description =
                    "mock, temporal or both: also says what of the definitions it cannot run. No server is needed")
    private List<String> engines = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json; text unless told otherwise")
    private OutputFormat format = OutputFormat.TEXT;

    public CheckCommand(Console console) {
        this(console, List.of());
    }

    public CheckCommand(Console console, List<String> files) {
        this.console = console;
        this.files = files;
    }

    private record Checked(String file, String text, List<Diagnostic> diagnostics) {}

    @Override
    public Integer call() {
        TaskHandlers handlers = KnownHandlers.named();
        List<EngineProfile> profiles =
                engines.stream().distinct().map(EngineChoice::profile).toList();
        Inputs inputs = new Inputs(console.in());
        List<Checked> checked = files.stream()
                .map(file -> check(file, inputs, handlers, profiles))
                .toList();
        switch (format) {
            case TEXT -> writeText(checked);
            case JSON -> writeJson(checked);
        }
        if (errors(checked) == 0) {
            return ExitCode.OK;
        }
        return checked.stream().flatMap(one -> one.diagnostics().stream()).allMatch(CheckCommand::isOfEngine)
                ? ExitCode.UNSUPPORTED
                : ExitCode.INVALID;
    }

    private static boolean isOfEngine(Diagnostic diagnostic) {
        return !diagnostic.isError() || diagnostic.code().equals(EngineProfile.CODE);
    }

    private static Checked check(String file, Inputs inputs, TaskHandlers handlers, List<EngineProfile> profiles) {
        Inputs.Source source;
        try {
            source = inputs.definition(file);
        } catch (CliFailure failure) {
            return new Checked(file, "", List.of(unreadable(failure)));
        }
        Compilation compilation =
                DefinitionCompiler.compile(WorkflowSpec.of("check", source.text()), handlers, Mode.CHECK);
        List<Diagnostic> diagnostics = new ArrayList<>(compilation.diagnostics());
        profiles.forEach(profile -> diagnostics.addAll(profile.problems(compilation, source.text())));
        return new Checked(source.name(), source.text(), diagnostics);
    }

    /** A file that could not be read, as a problem of its definition. */
    static Diagnostic unreadable(CliFailure failure) {
        return Diagnostic.error("unreadable-file", "", String.valueOf(failure.getMessage()), failure.hint());
    }

    private void writeText(List<Checked> checked) {
        for (Checked one : checked) {
            if (!one.diagnostics().isEmpty()) {
                console.out()
                        .println(DiagnosticText.render(one.diagnostics(), one.text(), one.file())
                                .stripTrailing());
                console.out().println();
            }
        }
        String subject = checked.size() == 1 ? checked.getFirst().file() : checked.size() + " files";
        console.out().println(subject + ": " + summary(errors(checked), warnings(checked)));
    }

    static String summary(long errors, long warnings) {
        if (errors == 0 && warnings == 0) {
            return "valid";
        }
        String counted = counted(errors, "error") + ", " + counted(warnings, "warning");
        return errors == 0 ? "valid, " + counted(warnings, "warning") : "invalid, " + counted;
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void writeJson(List<Checked> checked) {
        ObjectNode answer = JsonText.object();
        ArrayNode all = answer.putArray("diagnostics");
        checked.forEach(one -> all.addAll(JsonText.diagnostics(one.file(), one.diagnostics())));
        answer.put("errors", errors(checked)).put("warnings", warnings(checked));
        console.out().println(JsonText.pretty(answer));
    }

    private static long errors(List<Checked> checked) {
        return count(checked, true);
    }

    private static long warnings(List<Checked> checked) {
        return count(checked, false);
    }

    private static long count(List<Checked> checked, boolean error) {
        return checked.stream()
                .flatMap(one -> one.diagnostics().stream())
                .filter(diagnostic -> diagnostic.isError() == error)
                .count();
    }
}
