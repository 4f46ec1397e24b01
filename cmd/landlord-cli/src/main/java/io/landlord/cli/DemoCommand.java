package io.landlord.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows Landlord at work on a real PostgreSQL. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Provisions tenants on a real PostgreSQL.")
final class DemoCommand implements Callable<Integer> {
    private final Console console;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println("demo");
        return 0;
    }
}
