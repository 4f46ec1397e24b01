package io.landlord.cli.dev;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * A Landlord server as a child of this process, on the loopback address; it logs into a file. A signal that ends this process
 * does not end the child: whoever starts one closes it.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofSeconds(120);
    private static final Duration STOP_TIME = Duration.ofSeconds(40);
    private static final long TICK_MILLIS = 50;
    private static final int LOG_LINES = 15;
    private static final int LOG_TAIL = 16_384;

    /** How the server tells people why it cannot start; what to do is the line after it. */
    private static final String EXPLANATION = "landlord: cannot start: ";

    /** SIGINT reaches the whole group of a terminal, SIGTERM is what {@link #close} sends. */
    private static final Set<Integer> SIGNALLED = Set.of(130, 143);

    private final Process process;
    private final int port;
    private final DataDirectory directory;
    private final long logBegin;

    private ServerProcess(Process process, int port, DataDirectory directory, long logBegin) {
        this.process = process;
        this.port = port;
        this.directory = directory;
        this.logBegin = logBegin;
    }

    /**
     * Starts the server; it is not ready yet.
     *
     * @param port where it listens; 0 for one that is free
     * @param directory where it keeps its data and its log
     * @param settings its environment, beside that of this process: passwords must not stand in its arguments
     */
    public static ServerProcess start(
            ServerProgram program, int port, DataDirectory directory, Map<String, String> settings) {
        int chosen = free(port);
        Path log = directory.log();
        ProcessBuilder builder = new ProcessBuilder(program.command(chosen))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(settings);
        builder.environment().put("LANDLORD_DATA_DIRECTORY", directory.path().toString());
        builder.environment().put("LANDLORD_LOGS_FORMAT", "text");
        try {
            long begin = Files.exists(log) ? Files.size(log) : 0;
            return new ServerProcess(builder.start(), chosen, directory, begin);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot start the server", problem);
        }
    }

    /** A port of the loopback address that nobody listens on: this one, or any for 0. */
    public static int free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return socket.getLocalPort();
        } catch (IllegalArgumentException problem) {
            throw CliFailure.invalid("there is no port " + port, "ports are 1 to 65535; 0 takes one that is free");
        } catch (IOException problem) {
            boolean ours = answers("http://127.0.0.1:" + port + "/actuator/health/liveness");
            throw new CliFailure(
                    ExitCode.CONFLICT,
                    "port " + port + " cannot be used: "
                            + (ours ? "a Landlord server listens there already" : problem.getMessage()),
                    (ours ? "use that one, or choose" : "choose") + " another port: --port " + (port + 1)
                            + ", or --port 0 for any that is free");
        }
    }

    /** Where it is asked. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * Waits until the server takes requests; calls back a few times a second meanwhile.
     *
     * @return whether it does; not when a signal ended it before
     */
    public boolean awaitReady(Runnable tick) throws InterruptedException {
        long begun = System.nanoTime();
        while (!answers(url() + "/actuator/health/readiness")) {
            tick.run();
            if (process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (SIGNALLED.contains(process.exitValue())) {
                    return false;
                }
                throw failed("the server did not come up, it ended with code " + process.exitValue());
            }
            if (System.nanoTime() - begun > START_TIME.toNanos()) {
                throw failed("the server is not ready after " + START_TIME.toSeconds() + " s");
            }
        }
        return true;
    }

    private static boolean answers(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() == 200;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits until the process ends: empty when a signal ended it, else its exit code. */
    public OptionalInt awaitEnd() throws InterruptedException {
        int code = process.waitFor();
        return SIGNALLED.contains(code) ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** A failure of the server: as it explained it itself, else with the last lines it wrote. */
    public CliFailure failed(String message) {
        List<String> lines = lastLines();
        int explained = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).startsWith(EXPLANATION))
                .findFirst()
                .orElse(lines.size());
        if (explained < lines.size()) {
            String hint = explained + 1 < lines.size() ? lines.get(explained + 1) : "";
            return new CliFailure(
                    ExitCode.UNAVAILABLE,
                    "the server did not come up: " + lines.get(explained).substring(EXPLANATION.length()),
                    hint.isEmpty() || isLogged(hint) ? directory.whereItsLogIs() : hint);
        }
        StringBuilder text = new StringBuilder();
        lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())
                .forEach(line -> text.append("  | ").append(line).append('\n'));
        return new CliFailure(ExitCode.UNAVAILABLE, message, text.toString(), directory.whereItsLogIs());
    }

    private static boolean isLogged(String line) {
        return Character.isDigit(line.charAt(0));
    }

    private List<String> lastLines() {
        try (RandomAccessFile file = new RandomAccessFile(directory.log().toFile(), "r")) {
            long from = Math.max(logBegin, file.length() - LOG_TAIL);
            byte[] tail = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException problem) {
            return List.of(directory.log() + " cannot be read: " + problem.getMessage());
        }
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
