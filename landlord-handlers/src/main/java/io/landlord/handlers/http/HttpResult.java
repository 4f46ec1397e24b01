package io.landlord.handlers.http;

import io.landlord.jq.JqValues;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Turns a successful response into the call's result (dsl-reference, "HTTP Response"). */
final class HttpResult {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final HttpCall call;
    private final HttpResponse<LimitedBody.Content> response;
    private final byte[] content;

    HttpResult(HttpCall call, HttpResponse<LimitedBody.Content> response) {
        this.call = call;
        this.response = response;
        this.content = response.body().bytes();
    }

    JsonNode output() {
        return switch (call.output()) {
            case CONTENT -> content();
            case RAW -> content.length == 0 ? NullNode.getInstance() : base64();
            case RESPONSE -> whole();
        };
    }

    private JsonNode whole() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("method", call.method());
        request.put("uri", call.uri().toString());
        request.set("headers", object(call.headers().shown()));
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("request", request);
        whole.put("statusCode", response.statusCode());
        whole.set("headers", object(joined(response.headers())));
        whole.set("content", content());
        return whole;
    }

    private JsonNode content() {
        if (content.length == 0) {
            return NullNode.getInstance();
        }
        Optional<String> header = response.headers().firstValue("Content-Type");
        if (header.isEmpty()) {
            JsonNode guessed = parse();
            return guessed == null ? base64() : guessed;
        }
        MediaType type = MediaType.of(header.get());
        if (type.isJson()) {
            return json();
        }
        return type.isText() ? text(type) : base64();
    }

    private JsonNode json() {
        JsonNode value = parse();
        if (value == null) {
            throw HttpFailures.unusable(call, "calls itself JSON and is not");
        }
        return value;
    }

    private @Nullable JsonNode parse() {
        try {
            JsonNode value = JSON.readTree(content);
            return value.isMissingNode() ? null : JqValues.normalize(value);
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private JsonNode text(MediaType type) {
        return StringNode.valueOf(new String(content, type.charset().orElse(StandardCharsets.UTF_8)));
    }

    private JsonNode base64() {
        return StringNode.valueOf(Base64.getEncoder().encodeToString(content));
    }

    private static Map<String, String> joined(HttpHeaders headers) {
        Map<String, String> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.map().forEach((name, values) -> {
            // The second version of HTTP adds pseudo headers such as :status.
            if (!name.startsWith(":")) {
                joined.put(name, String.join(", ", values));
            }
        });
        return joined;
    }

    private static ObjectNode object(Map<String, String> headers) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        headers.forEach((name, value) -> object.put(canonical(name), value));
        return object;
    }

    /** {@code Content-Type}: servers and versions of HTTP differ in case, and workflows compare names exactly. */
    private static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.toLowerCase(Locale.ROOT));
        for (int i = 0; i < canonical.length(); i++) {
            if (i == 0 || canonical.charAt(i - 1) == '-') {
                canonical.setCharAt(i, Character.toUpperCase(canonical.charAt(i)));
            }
        }
        return canonical.toString();
    }
}
