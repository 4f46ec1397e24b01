package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one Temporal server of this user on this machine, {@code temporal server start-dev} with a database file. It listens on
 * the loopback address, belongs to no terminal and no command, and stays until it is stopped; its executions stay longer.
 */
public final class LocalTemporal {
    private static final Duration TO_SERVE = Duration.ofSeconds(90);
    private static final Duration TO_STOP = Duration.ofSeconds(20);
    private static final long TICK_MILLIS = 100;
    private static final int ATTEMPTS = 3;
    private static final int LINES_TOLD = 8;

    private final Map<String, String> environment;
    private final Folders folders;
    private final TemporalBinary binary;

    private LocalTemporal(Map<String, String> environment, Folders folders) {
        this.environment = environment;
        this.folders = folders;
        this.binary = new TemporalBinary(environment, folders);
    }

    /** The server that a user with these variables has. */
    public static LocalTemporal of(Map<String, String> environment) {
        return new LocalTemporal(environment, Folders.of(environment));
    }

    /** One that keeps everything in this directory, and that nobody else knows of. */
    public static LocalTemporal in(Map<String, String> environment, Path directory) {
        return new LocalTemporal(
                environment, new Folders(Folders.of(environment).cache(), directory.toAbsolutePath()));
    }

    /** What came of a request to start it: where it is, and whether it was started just now. */
    public record Up(TemporalPlace place, boolean started) {}

    /** The server where it runs and serves. */
    public Optional<TemporalPlace> serving() {
        return process().map(this::place).filter(place -> serves(place.uiPort()));
    }

    /** The server's process, whether it serves yet or not. */
    Optional<TemporalPlace> running() {
        return process().map(this::place);
    }

    private Optional<ServerRecord> process() {
        return Files.isDirectory(folders.state())
                ? ServerRecord.running(ServerRecord.read(folders.record()), folders.database())
                : Optional.empty();
    }

    private TemporalPlace place(ServerRecord record) {
        return new TemporalPlace(record.pid(), record.port(), record.uiPort(), folders.database(), folders.log());
    }

    /**
     * Starts it unless it runs, and waits until it serves.
     *
     * @param port where it is to listen; 0 for any port that is free
     * @param tell is told what takes time, before it does
     * @throws CliFailure with what to do, when it cannot be got or does not come up
     */
    public Up up(int port, Consumer<String> tell) throws InterruptedException {
        try (FileChannel channel = locked()) {
            Optional<ServerRecord> known = process();
            if (known.isPresent()) {
                return new Up(place(joined(known.get(), port)), false);
            }
            Path program = binary.find(tell);
            tell.accept("starting Temporal");
            return new Up(place(started(program, port)), true);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot use " + folders.state(), problem);
        }
    }

    /**
     * Stops it, and nothing else.
     *
     * @return whether it ran
     */
    public boolean down() throws InterruptedException {
        if (!Files.isDirectory(folders.state())) {
            return false;
        }
        try (FileChannel channel = locked()) {
            Optional<ServerRecord> known = process();
            if (known.isEmpty()) {
                return false;
            }
            ServerRecord server = known.get();
            Optional<ProcessHandle> process = ProcessHandle.of(server.pid());
            if (process.isPresent()) {
                stop(process.get());
            }
            new ServerRecord(0, server.port(), server.uiPort()).write(folders.record());
            return true;
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot use " + folders.state(), problem);
        }
    }

    /** Deletes what a stopped server kept. */
    void forget() {
        if (process().isPresent()) {
            throw new IllegalStateException("the server still runs");
        }
        try {
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                boolean ignored = Files.deleteIfExists(
                        folders.database().resolveSibling(folders.database().getFileName() + suffix));
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot delete " + folders.database(), problem);
        }
    }

    private static void stop(ProcessHandle process) throws InterruptedException {
        CompletableFuture<ProcessHandle> end = process.onExit();
        boolean ignored = process.destroy();
        try {
            ProcessHandle ended = end.get(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException deaf) {
            // Its database is a journal of what it has promised: killing it loses nothing.
            boolean killed = process.destroyForcibly();
            ProcessHandle ended = end.join();
        } catch (ExecutionException problem) {
            throw new IllegalStateException("cannot wait for the end of process " + process.pid(), problem);
        }
    }

    /** One command at a time starts or stops it; the lock ends with the process that holds it. */
    private FileChannel locked() throws IOException {
        Files.createDirectories(folders.state());
        FileChannel channel = FileChannel.open(folders.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock ignored = channel.lock();
        return channel;
    }

    private ServerRecord joined(ServerRecord server, int port) throws InterruptedException {
        if (port != 0 && port != server.port()) {
            throw new CliFailure(
                    ExitCode.CONFLICT,
                    "Temporal is up already, on port " + server.port(),
                    "use that one, or stop it first: landlord engines down temporal");
        }
        if (!awaitServing(server, null)) {
            throw new CliFailure(
                    ExitCode.UNAVAILABLE,
                    "Temporal runs as process " + server.pid() + ", but does not answer",
                    lastLines(),
                    "stop it and start it again: landlord engines down temporal");
        }
        return server;
    }

    private ServerRecord started(Path program, int port) throws InterruptedException, IOException {
        CliFailure failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<ServerRecord> before = attempt == 0 ? ServerRecord.read(folders.record()) : Optional.empty();
            int frontend = port != 0
                    ? asked(port)
                    : free(before.map(ServerRecord::port).orElse(0));
            int ui = free(before.map(ServerRecord::uiPort).orElse(0));
            Process process = start(program, frontend, ui);
            ServerRecord server = new ServerRecord(process.pid(), frontend, ui);
            server.write(folders.record());
            if (awaitServing(server, process)) {
                return server;
            }
            process.destroyForcibly();
            int code = process.waitFor();
            new ServerRecord(0, frontend, ui).write(folders.record());
            failure = new CliFailure(
                    ExitCode.UNAVAILABLE,
                    "Temporal did not come up; its program is " + program + ", it ended with code " + code,
                    lastLines(),
                    "its log is " + folders.log());
            if (!lastLines().contains("in use")) {
                break;
            }
            // Somebody took a port between the look and the start.
        }
        throw failure == null ? new IllegalStateException("never tried") : failure;
    }

    private Process start(Path program, int port, int uiPort) throws IOException {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C at the terminal where it was started is not meant for it.
        TemporalBinary.onPath(environment, "setsid").ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-ip",
                "127.0.0.1",
                "--ui-port",
                Integer.toString(uiPort),
                "--db-filename",
                folders.database().toString(),
                "--log-level",
                "warn",
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=NORMAL"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folders.state().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folders.log().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static boolean awaitServing(ServerRecord server, @Nullable Process process) throws InterruptedException {
        long begun = System.nanoTime();
        while (!serves(server.uiPort())) {
            if (System.nanoTime() - begun > TO_SERVE.toNanos() || (process != null && !process.isAlive())) {
                return false;
            }
            Thread.sleep(TICK_MILLIS);
        }
        return true;
    }

    /** The UI answers this only once it has asked the frontend, and that its database. */
    static boolean serves(int uiPort) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + uiPort + "/api/v1/namespaces/default")
                            .toURL()
                            .openConnection();
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

    private static int asked(int port) {
        if (!isFree(port)) {
            throw new CliFailure(
                    ExitCode.CONFLICT,
                    "port " + port + " cannot be used: somebody listens there",
                    "choose another one: --port PORT, or leave it out for any that is free");
        }
        return port;
    }

    /** This port if nobody has it, else any that is free. */
    private static int free(int wanted) throws IOException {
        if (wanted != 0 && isFree(wanted)) {
            return wanted;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 1);
            return true;
        } catch (IllegalArgumentException problem) {
            throw CliFailure.invalid("there is no port " + port, "ports are 1 to 65535");
        } catch (IOException taken) {
            return false;
        }
    }

    private String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(folders.log()), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            StringBuilder text = new StringBuilder();
            lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size())
                    .forEach(line -> text.append("  | ").append(line).append('\n'));
            return text.toString();
        } catch (IOException none) {
            return "";
        }
    }
}
