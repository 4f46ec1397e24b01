package io.landlord.cli.demo;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows Landlord at work on a real PostgreSQL. Any surprise ends it with exit code 1. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Gives two tenants databases on a real PostgreSQL, and takes them back.",
        footer = {
            "",
            "Starts a PostgreSQL of its own in a temporary directory, provisions the tenants acme and globex, shows that each",
            "gets into its own database alone, lets a third one fail half-way, removes all, and leaves nothing behind.",
            "",
            "Exit codes: 0 all went as it should; 1 something did not; 130 interrupted."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Console console;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        long begun = System.nanoTime();
        Story story = new Story(console);
        try (DemoServer server = DemoServer.start(story)) {
            new Demo(story, server).tell();
        }
        story.close("PostgreSQL is stopped, its files are deleted. It took "
                + DurationText.of(Duration.ofNanos(System.nanoTime() - begun)) + ".");
        return ExitCode.OK;
    }
}
