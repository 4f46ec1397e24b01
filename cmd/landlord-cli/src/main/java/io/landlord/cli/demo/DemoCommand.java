package io.landlord.cli.demo;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.dev.ServerProgram;
import io.landlord.cli.engines.EngineChoice;
import io.landlord.cli.remote.Refusal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows Landlord at work, through a server, on a real PostgreSQL. Any surprise ends it with exit code 1. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Gives tenants databases on a real PostgreSQL, through a server, and takes them back.",
        footer = {
            "",
            "Starts a PostgreSQL and a Landlord server of its own in temporary directories, asks for the tenants acme and",
            "globex, shows that each gets into its own database alone, has a third one fail half-way, removes all, and leaves",
            "nothing behind.",
            "",
            "On temporal it uses the Temporal server of LANDLORD_TEMPORAL_ADDRESS or of `landlord engines up`, else one of its own;",
            "the tenants are made by a worker in a process of its own, which is killed in the midst of them and started again.",
            "",
            "Try:",
            "  landlord demo",
            "  landlord demo --engine temporal",
            "",
            "Exit codes: 0 all went as it should; 1 something did not; 130 interrupted."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "the engine that makes the tenants; mock unless told otherwise, or temporal")
    private String engine = "mock";

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean temporal = EngineChoice.isTemporal(engine);
        long begun = System.nanoTime();
        ServerProgram program = ServerProgram.of(console.environment());
        Story story = new Story(console);
        try (DemoServers servers = new DemoServers()) {
            try {
                new Demo(console, story, servers).tell(program, temporal);
            } catch (Refusal refusal) {
                throw refusal.told();
            } catch (CliFailure failure) {
                if (servers.isInterrupted()) {
                    return ExitCode.INTERRUPTED;
                }
                throw failure;
            }
        }
        story.close((temporal
                        ? "Everything it started is stopped, its files are deleted."
                        : "Both servers are stopped, their files are deleted.")
                + " It took " + DemoServers.since(begun) + ".");
        story.close("Your turn: " + console.environment().getOrDefault("LANDLORD_COMMAND", "landlord")
                + " dev starts a server that stays.");
        return ExitCode.OK;
    }
}
