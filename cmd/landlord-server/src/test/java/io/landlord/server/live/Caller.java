package io.landlord.server.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Sends requests to one server. Bodies are JSON when they begin like it, and YAML otherwise. */
public final class Caller {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI server;

    public Caller(URI server) {
        this.server = server;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, String body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** Any request; headers are names and values by turns and win over those made here. */
    public Answer send(String method, String path, String body, String... headers) {
        try {
            return Answer.of(CLIENT.send(request(method, path, body, headers), BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + path, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** An answer that comes bit by bit. */
    public HttpResponse<InputStream> stream(String path, String... headers) {
        try {
            return CLIENT.send(request("GET", path, "", headers), BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException("GET " + path, failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.setHeader("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml");
        }
        Map<String, String> pairs = pairs(headers);
        pairs.forEach(request::setHeader);
        return request.build();
    }

    private static Map<String, String> pairs(String... headers) {
        Map<String, String> pairs = new java.util.LinkedHashMap<>();
        for (int at = 0; at < headers.length; at += 2) {
            pairs.put(headers[at], headers[at + 1]);
        }
        return pairs;
    }
}
