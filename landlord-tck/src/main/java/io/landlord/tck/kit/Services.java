package io.landlord.tck.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** The services that the kit's definitions call, in this process, in the place of those on the internet. */
final class Services implements AutoCloseable {
    private final HttpServer server;

    private Services(HttpServer server) {
        this.server = server;
    }

    static Services start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/v2/pet/findByStatus", exchange -> answer(exchange, 200, "[" + pet("1") + "]"));
            server.createContext("/v2/pet/", exchange -> answer(exchange, 200, pet(lastSegment(exchange))));
            server.createContext(
                    "/v2/pet/getPetByName/", exchange -> answer(exchange, 404, "{\"message\": \"Pet not found\"}"));
            server.start();
            return new Services(server);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    /** The definition with its calls going here. */
    String redirect(String definition) {
        String here = "http://localhost:" + server.getAddress().getPort();
        return definition.replace("https://petstore.swagger.io", here).replace("https://httpbin.org", here);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String pet(String id) {
        return "{\"id\": " + id + ", \"name\": \"Rex\", \"status\": \"available\"}";
    }

    private static String lastSegment(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
