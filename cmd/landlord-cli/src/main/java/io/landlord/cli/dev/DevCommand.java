package io.landlord.cli.dev;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Ink;
import io.landlord.cli.engines.EngineChoice;
import io.landlord.cli.engines.TemporalTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a server with everything in it until it is interrupted. */
@Command(
        name = "dev",
        mixinStandardHelpOptions = true,
        description = "Starts a server here with all it needs: an engine, its database, a PostgreSQL for tenants.",
        footer = {
            "",
            "It listens on this machine alone. Ctrl-C stops it. What it keeps is in the data directory, and there again at the",
            "next start.",
            "",
            "On temporal the server is the worker too, at the Temporal of LANDLORD_TEMPORAL_ADDRESS or of `landlord engines up`,",
            "which is started when there is none, and stays.",
            "",
            "Try:",
            "  landlord dev",
            "  landlord dev --port 8081 --data /tmp/landlord",
            "  landlord dev --fresh",
            "  landlord dev --engine temporal",
            "",
            "Exit codes: 5 the port or the data directory is in use; 7 the server does not come up, or ended by itself;",
            "130 interrupted."
        })
public final class DevCommand implements Callable<Integer> {
    private static final int USUAL_PORT = 8080;

    private final Console console;
    private final Ink ink;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "where it listens; 8080 unless told otherwise, 0 for any")
    private int port = USUAL_PORT;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where it keeps its data; landlord-data in this directory unless told otherwise")
    private @Nullable Path data;

    @Option(names = "--fresh", description = "begin with nothing, in a temporary directory that is deleted at the end")
    private boolean fresh;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "the engine that runs workflows; mock unless told otherwise, or temporal")
    private String engine = "mock";

    public DevCommand(Console console) {
        this.console = console;
        this.ink = new Ink(console.colour());
    }

    @Override
    public Integer call() throws InterruptedException {
        if (fresh && data != null) {
            throw CliFailure.invalid("--fresh and --data cannot go together", "leave out one of them");
        }
        boolean onTemporal = EngineChoice.isTemporal(engine);
        ServerProgram program = ServerProgram.of(console.environment());
        int free = ServerProcess.free(port);
        TemporalTarget temporal = onTemporal
                ? TemporalTarget.find(
                        null, console.environment(), line -> console.err().println("landlord: " + line))
                : null;
        DataDirectory directory =
                fresh ? DataDirectory.temporary() : DataDirectory.at(data == null ? Path.of("landlord-data") : data);
        long begun = System.nanoTime();
        ServerProcess server = ServerProcess.start(program, free, directory, settings(temporal));
        AtomicBoolean interrupted = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, directory, interrupted), "dev-end"));
        if (!server.awaitReady(() -> starting(begun))) {
            return ExitCode.INTERRUPTED;
        }
        ready(server, directory, begun, temporal);
        OptionalInt code = server.awaitEnd();
        if (code.isPresent() && !interrupted.get()) {
            throw server.failed("the server ended by itself, with code " + code.getAsInt());
        }
        return ExitCode.INTERRUPTED;
    }

    private Map<String, String> settings(@Nullable TemporalTarget temporal) {
        Map<String, String> settings = new HashMap<>(console.environment());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_EMBEDDED", "true");
        if (temporal != null) {
            settings.put("LANDLORD_WORKFLOW_DEFAULTPROVIDER", "temporal");
            settings.put("LANDLORD_TEMPORAL_ADDRESS", temporal.address());
            settings.put("LANDLORD_TEMPORAL_NAMESPACE", temporal.namespace());
            String ui = temporal.ui();
            if (ui != null) {
                settings.put("LANDLORD_TEMPORAL_UI", ui);
            }
        }
        return settings;
    }

    private void end(ServerProcess server, DataDirectory directory, AtomicBoolean interrupted) {
        interrupted.set(true);
        server.close();
        directory.close();
    }

    private void starting(long begun) {
        if (console.colour()) {
            console.out().print("\r\u001B[2K" + ink.faint("… starting, " + since(begun)));
            console.out().flush();
        }
    }

    private void ready(ServerProcess server, DataDirectory directory, long begun, @Nullable TemporalTarget temporal) {
        if (console.colour()) {
            console.out().print("\r\u001B[2K");
        }
        String url = server.url();
        String command = console.environment().getOrDefault("LANDLORD_COMMAND", "landlord");
        line(ink.good("✓") + " Landlord is ready (" + since(begun) + ")");
        line("");
        place("API", url + "/v1/tenants");
        place("OpenAPI", url + "/v1/openapi.json");
        place("health", url + "/actuator/health");
        place("metrics", url + "/actuator/prometheus");
        if (temporal != null) {
            place("Temporal", temporal.address());
            String ui = temporal.ui();
            if (ui != null) {
                place("its UI", ui);
            }
        }
        place("data", directory.path() + (fresh ? ", until it ends" : ""));
        place("log", directory.log().toString());
        line("");
        line("Try in another terminal:");
        if (port != USUAL_PORT) {
            line("  export LANDLORD_SERVER=" + url);
        }
        line("  " + command + " tenant apply acme --plan basic --wait");
        line("  " + command + " tenant credentials acme");
        line("");
        line("Ctrl-C stops it.");
        console.out().flush();
    }

    private void place(String name, String where) {
        line("  " + ink.faint(name) + " ".repeat(10 - name.length()) + where);
    }

    private void line(String text) {
        console.out().println(text);
    }

    private static String since(long begun) {
        return DurationText.of(Duration.ofNanos(System.nanoTime() - begun));
    }
}
