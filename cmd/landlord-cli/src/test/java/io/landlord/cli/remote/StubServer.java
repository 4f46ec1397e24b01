package io.landlord.cli.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers as the API's description says a server does. The last answer to a request is given again. */
final class StubServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, List<Reply>> replies = new HashMap<>();
    private final List<String> requests = new ArrayList<>();

    record Reply(int status, String type, String body) {}

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    StubServer on(String request, int status, String body) {
        String type = status >= 400 ? "application/problem+json" : "application/json";
        return on(request, new Reply(status, type, body));
    }

    StubServer events(String request, String... events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append(": still here\n\ndata: ").append(event).append("\n\n");
        }
        return on(request, new Reply(200, "text/event-stream", text.toString()));
    }

    private synchronized StubServer on(String request, Reply reply) {
        replies.computeIfAbsent(request, key -> new ArrayList<>()).add(reply);
        return this;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = next(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body);
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized Reply next(String request, String body) {
        requests.add((request + " " + body).strip());
        List<Reply> left = replies.get(request);
        if (left == null) {
            return new Reply(
                    404, "application/problem+json", "{\"code\": \"not_found\", \"detail\": \"no " + request + "\"}");
        }
        return left.size() > 1 ? left.removeFirst() : left.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
