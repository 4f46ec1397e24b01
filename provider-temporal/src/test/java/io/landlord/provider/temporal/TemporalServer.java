package io.landlord.provider.temporal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real server that tests run on: the one that TEMPORAL_ADDRESS names, or one that is started from a {@code temporal}
 * binary on the path or in the cache. Where there is neither, the tests say so loudly.
 */
public final class TemporalServer implements ExecutionCondition {
    private static final Duration TO_START = Duration.ofSeconds(60);
    private static @Nullable String address;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (System.getenv("TEMPORAL_ADDRESS") != null || binary().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a server");
        }
        String message = context.getDisplayName()
                + " DID NOT RUN: there is no Temporal server. Set TEMPORAL_ADDRESS to an address, or get one with:"
                + " ./landlord engines up temporal";
        System.err.println(message);
        return ConditionEvaluationResult.disabled(message);
    }

    public static synchronized String address() {
        String known = address;
        if (known == null) {
            String given = System.getenv("TEMPORAL_ADDRESS");
            known = given != null ? given : start(binary().orElseThrow());
            address = known;
        }
        return known;
    }

    static Optional<Path> binary() {
        Stream<Path> path = Arrays.stream(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "temporal"));
        Stream<Path> cache =
                Stream.of(Path.of(System.getProperty("user.home"), ".cache/landlord/temporal/venv/bin/temporal"));
        return Stream.concat(path, cache).filter(Files::isExecutable).findFirst();
    }

    private static String start(Path binary) {
        try {
            int port = freePort();
            Path folder = Files.createTempDirectory("landlord-temporal-");
            Process process = new ProcessBuilder(List.of(
                            binary.toString(),
                            "server",
                            "start-dev",
                            "--headless",
                            "--ip",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--db-filename",
                            folder.resolve("temporal.db").toString(),
                            "--log-level",
                            "error",
                            "--sqlite-pragma",
                            "journal_mode=WAL",
                            "--sqlite-pragma",
                            "synchronous=OFF"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            awaitPort(port, process);
            return "127.0.0.1:" + port;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void awaitPort(int port, Process process) {
        long end = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() - end < 0 && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return;
            } catch (IOException notYet) {
                try {
                    boolean ignored = process.waitFor(100, TimeUnit.MILLISECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        throw new IllegalStateException("the server did not start");
    }
}
