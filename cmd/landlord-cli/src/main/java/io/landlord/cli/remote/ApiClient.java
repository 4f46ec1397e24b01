package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * Speaks with a Landlord server. A refusal is a {@link Refusal}, a server that cannot be reached a {@link CliFailure} with
 * exit code 7. Made of {@link HttpURLConnection}, because the newer client takes 0.4 s to load.
 */
public final class ApiClient {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 35_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI base;

    private ApiClient(URI base) {
        this.base = base;
    }

    /** The server at this URL, which may have a path. */
    public static ApiClient at(String url) {
        try {
            URI uri = new URI(url.strip().replaceAll("/+$", ""));
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !List.of("http", "https").contains(scheme)) {
                throw notAnAddress(url);
            }
            return new ApiClient(uri);
        } catch (URISyntaxException problem) {
            throw notAnAddress(url);
        }
    }

    private static CliFailure notAnAddress(String url) {
        return CliFailure.invalid("'" + url + "' is not a server's URL", "as in --server http://127.0.0.1:8080");
    }

    /** What a request carries. */
    record Content(String type, byte[] bytes) {
        static Content json(JsonNode value) {
            return new Content("application/json", JSON.writeValueAsBytes(value));
        }

        /** A document in YAML; all JSON is. */
        static Content yaml(String text) {
            return new Content("application/yaml", text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * What the server answered.
     *
     * @param body null without one
     * @param headers by name in lower case
     */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {}

    /** A path of these segments, each of which may hold any character. */
    public static String path(String first, String... segments) {
        StringBuilder path = new StringBuilder("/v1/").append(first);
        for (String segment : segments) {
            if (segment.isBlank()) {
                throw CliFailure.invalid("a name must not be empty", null);
            }
            path.append('/').append(encoded(segment));
        }
        return path.toString();
    }

    /** A path with those of these parameters that have a value; a collection gives one for each of its values. */
    static String query(String path, Map<String, ? extends @Nullable Object> parameters) {
        String query = parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .flatMap(parameter -> values(parameter.getValue())
                        .map(value -> parameter.getKey() + "=" + encoded(String.valueOf(value))))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static Stream<?> values(@Nullable Object value) {
        return value instanceof Collection<?> several ? several.stream() : Stream.ofNullable(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The URL of a path on this server. */
    public String url(String path) {
        return base + path;
    }

    /** The body of what is there. */
    public JsonNode get(String path) {
        return call("GET", path, null, Map.of()).body();
    }

    /** What is there, once it has reached an end state or this time is over. */
    JsonNode await(String path, Duration longest) {
        long seconds = Math.clamp(longest.toSeconds(), 0, 20);
        return call("GET", path, null, Map.of("Prefer", "wait=" + seconds)).body();
    }

    public Answer put(String path, JsonNode body) {
        return call("PUT", path, Content.json(body), Map.of());
    }

    /** Posts under a key of its own, so that a request that is sent twice is done once. */
    public Answer post(String path, JsonNode body) {
        return post(path, Content.json(body));
    }

    Answer post(String path, Content content) {
        return call(
                "POST",
                path,
                content,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    public Answer delete(String path) {
        return call("DELETE", path, null, Map.of());
    }

    /** Sends a request and reads its answer; anything but a 2xx is thrown as a {@link Refusal}. */
    Answer call(String method, String path, @Nullable Content content, Map<String, String> headers) {
        try {
            HttpURLConnection connection = open(method, path, headers);
            connection.setReadTimeout(READ_MILLIS);
            if (content != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", content.type());
                connection.setFixedLengthStreamingMode(content.bytes().length);
                connection.getOutputStream().write(content.bytes());
            }
            return answer(connection);
        } catch (IOException problem) {
            throw unreachable(problem);
        }
    }

    /**
     * A stream of server-sent events.
     *
     * @param lastEventId after which event it is to begin; negative for the first
     */
    InputStream events(String path, long lastEventId) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/event-stream, application/problem+json"));
        if (lastEventId >= 0) {
            headers.put("Last-Event-ID", Long.toString(lastEventId));
        }
        HttpURLConnection connection = open("GET", path, headers);
        connection.setReadTimeout(READ_MILLIS);
        if (connection.getResponseCode() >= 300) {
            Answer unexpected = answer(connection);
            throw new IOException("status " + unexpected.status() + " instead of events");
        }
        return connection.getInputStream();
    }

    private HttpURLConnection open(String method, String path, Map<String, String> headers) throws IOException {
        HttpURLConnection connection;
        try {
            connection = (HttpURLConnection) URI.create(base + path).toURL().openConnection();
        } catch (IllegalArgumentException | MalformedURLException problem) {
            throw notAnAddress(base + path);
        }
        connection.setRequestMethod(method);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        connection.setRequestProperty("User-Agent", "landlord-cli");
        headers.forEach(connection::setRequestProperty);
        return connection;
    }

    private Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        String type =
                Objects.requireNonNullElse(connection.getContentType(), "").toLowerCase(Locale.ROOT);
        byte[] bytes = read(status >= 400 ? connection.getErrorStream() : connection.getInputStream());
        JsonNode body = NullNode.getInstance();
        if (bytes.length > 0) {
            if (!type.contains("json")) {
                throw notLandlord(status, type);
            }
            try {
                body = JSON.readTree(bytes);
            } catch (JacksonException problem) {
                throw notLandlord(status, type);
            }
        }
        if (status >= 300) {
            throw new Refusal(status, body);
        }
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name.toLowerCase(Locale.ROOT), values.getFirst());
            }
        });
        return new Answer(status, body, Map.copyOf(headers));
    }

    private static byte[] read(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            return stream.readAllBytes();
        }
    }

    private CliFailure notLandlord(int status, String type) {
        return new CliFailure(
                ExitCode.UNAVAILABLE,
                "what answers at " + base + " is not a Landlord server (status " + status + ", "
                        + (type.isEmpty() ? "no content type" : type) + ")",
                "name the right one: --server URL");
    }

    private CliFailure unreachable(IOException problem) {
        String why = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        return new CliFailure(
                ExitCode.UNAVAILABLE,
                "no server answers at " + base + " (" + why + ")",
                "start one with: landlord dev; or name another with --server URL or LANDLORD_SERVER");
    }
}
