package io.landlord.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers who looks after the process: {@code /health/live}, {@code /health/ready} and {@code /metrics}, and nothing else.
 * Ready means that the worker polls and reaches what it needs; live that it needs no restart.
 */
final class Probes implements AutoCloseable {
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;

    private Probes(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts answering.
     *
     * @param unready tells why the worker is not ready; {@code null} when it is
     * @throws Misconfiguration when the port cannot be used
     */
    static Probes start(String address, int port, Supplier<@Nullable String> unready, PrometheusMeterRegistry meters) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", exchange -> {
                try (exchange) {
                    answer(exchange, unready, meters);
                }
            });
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return new Probes(server);
        } catch (IOException problem) {
            throw new Misconfiguration("the worker cannot answer on " + address + ":" + port + ": "
                    + problem.getMessage() + "; set landlord.worker.port to another port, or 0 for any");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void answer(
            HttpExchange exchange, Supplier<@Nullable String> unready, PrometheusMeterRegistry meters)
            throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, NOT_ALLOWED, "text/plain", "only GET\n");
            return;
        }
        switch (exchange.getRequestURI().getPath()) {
            case "/health/live" -> send(exchange, 200, "application/json", "{\"status\": \"up\"}\n");
            case "/health/ready" -> {
                String reason = unready.get();
                send(
                        exchange,
                        reason == null ? 200 : UNAVAILABLE,
                        "application/json",
                        reason == null
                                ? "{\"status\": \"up\"}\n"
                                : "{\"status\": \"down\", \"reason\": \"" + reason + "\"}\n");
            }
            case "/metrics" -> send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", meters.scrape());
            default -> send(exchange, NOT_FOUND, "text/plain", "there are /health/live, /health/ready and /metrics\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
