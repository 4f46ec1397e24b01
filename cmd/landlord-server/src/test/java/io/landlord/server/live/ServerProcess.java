package io.landlord.server.live;

import io.landlord.server.LandlordServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, as people start it. */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final int port;
    private final Path out;
    private final Path err;

    private ServerProcess(Process process, int port, Path out, Path err) {
        this.process = process;
        this.port = port;
        this.out = out;
        this.err = err;
    }

    /** Starts one that logs into this directory, and returns at once. */
    public static ServerProcess start(Path logs, String... arguments) {
        int port = freePort();
        Path out = logs.resolve(port + ".out");
        Path err = logs.resolve(port + ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LandlordServer.class.getName(),
                "--server.port=" + port));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new ServerProcess(process, port, out, err);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Caller caller() {
        return new Caller(URI.create("http://127.0.0.1:" + port));
    }

    /** Returns once it is ready. */
    public ServerProcess ready() {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (Instant.now().isAfter(deadline) || ended(Duration.ofMillis(100))) {
                throw new IllegalStateException("the server is not ready: " + out() + err());
            }
        }
        return this;
    }

    private boolean isReady() {
        try {
            return caller().get("/actuator/health/readiness").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    /** Asks it to stop (SIGTERM). */
    public void terminate() {
        process.destroy();
    }

    /** The exit code, once it has ended by itself. */
    public int exitCode() {
        if (!ended(PATIENCE)) {
            throw new IllegalStateException("the server does not end: " + out() + err());
        }
        return process.exitValue();
    }

    private boolean ended(Duration time) {
        try {
            return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    public String out() {
        return read(out);
    }

    public String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        boolean ignored = ended(PATIENCE);
    }
}
