package io.landlord.cli;

import io.landlord.cli.console.Console;

/** The way in from the launcher. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandShell(Console.ofProcess()).run(arguments));
    }
}
