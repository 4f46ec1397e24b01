package io.landlord.cli;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes the script that lets a shell complete commands and options. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = "Writes a script with which a shell completes commands and options.",
        footer = {
            "",
            "Try:",
            "  source <(landlord completion bash)",
            "  landlord completion zsh > ~/.landlord-completion && echo 'source ~/.landlord-completion' >> ~/.zshrc",
            "",
            "Exit codes: 0 done, 2 an unknown shell."
        })
final class CompletionCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh")
    private String shell = "";

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!shell.equals("bash") && !shell.equals("zsh")) {
            throw CliFailure.invalid("'" + shell + "' is not a shell that is known", "known: bash, zsh");
        }
        // One script serves both: in zsh it turns on the emulation of bash's completion by itself.
        console.out().print(AutoComplete.bash("landlord", CommandTree.whole(console)));
        return ExitCode.OK;
    }
}
