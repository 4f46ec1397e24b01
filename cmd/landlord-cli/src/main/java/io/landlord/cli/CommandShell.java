package io.landlord.cli;

import io.landlord.api.error.LandlordException;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.local.CheckCommand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns arguments into a command, runs it, and tells its failures in one line each. */
final class CommandShell {
    private final Console console;

    CommandShell(Console console) {
        this.console = console;
    }

    /** Runs the command line; nothing is thrown. */
    int run(String... arguments) {
        try {
            return isPlainCheck(arguments)
                    ? new CheckCommand(console, Arrays.asList(arguments).subList(1, arguments.length)).call()
                    : commandLine(arguments).execute(arguments);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError problem) {
            return failed(problem);
        } finally {
            console.out().flush();
            console.err().flush();
        }
    }

    /**
     * What editors and hooks call all the time needs no parser of arguments, and describing the commands to one would take
     * as long as the check itself. The outcome is the same.
     */
    private static boolean isPlainCheck(String... arguments) {
        return arguments.length > 1
                && arguments[0].equals("check")
                && Arrays.stream(arguments).noneMatch(argument -> argument.startsWith("-"));
    }

    private CommandLine commandLine(String... arguments) {
        CommandLine line = CommandTree.of(console, arguments);
        return line.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(colours())
                .setExpandAtFiles(false)
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(this::wrongArguments)
                .setExecutionExceptionHandler((problem, failed, parsed) -> failed(problem));
    }

    private ColorScheme colours() {
        return CommandLine.Help.defaultColorScheme(console.colour() ? Ansi.ON : Ansi.OFF);
    }

    private int wrongArguments(ParameterException problem, String... arguments) {
        tell(firstLine(problem.getMessage()), "", null);
        UnmatchedArgumentException.printSuggestions(problem, console.err());
        CommandSpec spec = problem.getCommandLine().getCommandSpec();
        console.err().println("see: " + spec.qualifiedName() + " --help");
        return ExitCode.INVALID;
    }

    private int failed(Throwable problem) {
        if (console.debug()) {
            problem.printStackTrace(console.err());
        }
        return switch (problem) {
            case CliFailure failure -> {
                tell(String.valueOf(failure.getMessage()), failure.details(), failure.hint());
                yield failure.exitCode();
            }
            case LandlordException failure -> {
                tell(String.valueOf(failure.getMessage()), "", null);
                failure.diagnostics().forEach(problems -> tell(problems.message(), "", problems.hint()));
                yield ExitCode.of(failure.code().category());
            }
            default -> {
                tell("an unexpected fault: " + problem, "", "LANDLORD_DEBUG=1 shows where it happened");
                yield ExitCode.INTERNAL;
            }
        };
    }

    private void tell(String message, String details, @Nullable String hint) {
        console.err().println("landlord: " + message);
        console.err().print(details);
        if (hint != null) {
            console.err().println("  hint: " + hint);
        }
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "wrong arguments" : message.lines().findFirst().orElse("wrong arguments");
    }
}
