package io.landlord.server.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user of several servers that serve one database: a request goes to the next server when one does not answer, as behind a
 * load balancer.
 */
final class Api {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final List<URI> servers;
    private final AtomicInteger turn = new AtomicInteger();

    Api(List<URI> servers) {
        this.servers = List.copyOf(servers);
    }

    /** An answer of any server. */
    record Answer(int status, JsonNode body) {}

    Answer get(String path) throws InterruptedException {
        return send("GET", path, "");
    }

    Answer put(String path, String body) throws InterruptedException {
        return send("PUT", path, body);
    }

    Answer delete(String path) throws InterruptedException {
        return send("DELETE", path, "");
    }

    /** Every item of a list, over all its pages. */
    List<JsonNode> all(String path) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            String separator = path.contains("?") ? "&" : "?";
            Answer page = get(path + separator + "limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            if (page.status() != 200) {
                throw new IllegalStateException("GET " + path + " answered " + page);
            }
            page.body().path("items").forEach(items::add);
            cursor = page.body().path("next").asString("");
        } while (!cursor.isEmpty());
        return items;
    }

    boolean isReady(URI server) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/actuator/health/readiness"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Answer send(String method, String path, String body) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            URI server = servers.get(Math.floorMod(turn.getAndIncrement(), servers.size()));
            HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                    .timeout(Duration.ofSeconds(10))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                if (response.statusCode() != 503) {
                    JsonNode answer = response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body());
                    return new Answer(response.statusCode(), answer);
                }
            } catch (IOException unreachable) {
                // A killed or frozen server; the next one is asked.
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(method + " " + path + " found no server within " + PATIENCE);
            }
            Poll.pass(Duration.ofMillis(50));
        }
    }
}
