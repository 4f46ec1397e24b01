package io.landlord.cli.dev;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A Landlord worker as a child of this process; it logs into a file. */
public final class WorkerProcess implements AutoCloseable {
    private static final String JAR = "LANDLORD_WORKER_JAR";
    private static final Duration START_TIME = Duration.ofSeconds(90);
    private static final Duration STOP_TIME = Duration.ofSeconds(40);
    private static final long TICK_MILLIS = 50;
    private static final int LINES_TOLD = 8;

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The worker as the launcher has built it. */
    public static Path program(Map<String, String> environment) {
        String jar = environment.getOrDefault(JAR, "");
        if (jar.isEmpty() || !Files.isRegularFile(Path.of(jar))) {
            throw new CliFailure(
                    ExitCode.UNAVAILABLE,
                    jar.isEmpty() ? "where the worker's jar is was not said" : "there is no worker's jar at " + jar,
                    "start with ./landlord, which builds it; or set " + JAR);
        }
        return Path.of(jar);
    }

    /**
     * Starts the worker; it is not ready yet.
     *
     * @param log the file it logs into, its own
     * @param settings its environment, beside that of this process
     */
    public static WorkerProcess start(Path jar, Path log, Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 24) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(settings);
        builder.environment().put("LANDLORD_WORKER_PORT", "0");
        builder.environment().put("LANDLORD_LOGS_FORMAT", "text");
        try {
            return new WorkerProcess(builder.start(), log);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot start the worker", problem);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** Waits until it takes work. */
    public void awaitReady() throws InterruptedException {
        long begun = System.nanoTime();
        while (lines().stream().noneMatch(line -> line.contains("is ready: Temporal at"))) {
            boolean over = process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS);
            if (over || System.nanoTime() - begun > START_TIME.toNanos()) {
                List<String> lines = lines();
                throw new CliFailure(
                        ExitCode.UNAVAILABLE,
                        over
                                ? "the worker did not come up, it ended with code " + process.exitValue()
                                : "the worker is not ready after " + START_TIME.toSeconds() + " s",
                        lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()).stream()
                                .map(line -> "  | " + line + "\n")
                                .collect(Collectors.joining()),
                        null);
            }
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException problem) {
            return List.of();
        }
    }

    /** Ends it as a power failure would, with no word to anybody. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        int ignored = process.waitFor();
    }

    /** Lets it finish what it does, and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interruption) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
