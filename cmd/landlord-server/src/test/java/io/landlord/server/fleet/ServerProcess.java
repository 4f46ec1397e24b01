package io.landlord.server.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, on a port that it keeps, which can be killed, frozen and started again. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);

    private final String name;
    private final Path directory;
    private final Map<String, String> properties;
    private final int port;
    private @Nullable Process process;

    ServerProcess(String name, Path directory, Map<String, String> properties) {
        this.name = name;
        this.directory = directory;
        this.properties = properties;
        this.port = freePort();
    }

    String name() {
        return name;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    long pid() {
        return running().pid();
    }

    /** Starts it and returns at once. */
    void launch() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "io.landlord.server.LandlordServer",
                "--server.port=" + port));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            Files.createDirectories(directory);
            process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start server " + name, e);
        }
    }

    /** Waits until it answers as ready. */
    void awaitReady() throws InterruptedException {
        Api api = new Api(List.of(uri()));
        boolean ready = Poll.until(START, Duration.ofMillis(200), () -> {
            if (!running().isAlive()) {
                throw new IllegalStateException("server " + name + " ended; see " + log());
            }
            return api.isReady(uri());
        });
        if (!ready) {
            throw new IllegalStateException("server " + name + " is not ready after " + START + "; see " + log());
        }
    }

    /** Kills it as a loss of power would. */
    void kill() throws InterruptedException {
        running().destroyForcibly();
        if (!running().waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("server " + name + " does not die");
        }
    }

    /** Has it stand still, its connections open. */
    void freeze() {
        signal("-STOP");
    }

    /** Has a frozen server go on, without knowing that time has passed. */
    void thaw() {
        signal("-CONT");
    }

    boolean isAlive() {
        return process != null && running().isAlive();
    }

    Path log() {
        return directory.resolve(name + ".log");
    }

    private void signal(String signal) {
        try {
            int exit = new ProcessBuilder("kill", signal, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("kill " + signal + " of server " + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("server " + name + " was never started");
        }
        return process;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
