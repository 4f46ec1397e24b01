package io.landlord.provider.temporal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of one's own that can be killed and started again on the same port with the same database. */
public final class OwnServer implements AutoCloseable {
    private final Path folder;
    private final int port;
    private final List<String> options;
    private Process process;

    public OwnServer(Path folder, String... options) throws IOException {
        this.folder = folder;
        this.options = List.of(options);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        this.process = start();
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                TemporalServer.binary()
                        .orElseThrow(() -> new IllegalStateException("there is no temporal binary"))
                        .toString(),
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
                "error"));
        command.addAll(options);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        TemporalServer.awaitPort(port, started);
        return started;
    }

    /** As {@code kill -9} does it. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        int ignored = process.waitFor();
    }

    void startAgain() throws IOException {
        process = start();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
