package io.landlord.handlers.http;

import io.landlord.api.handler.TaskContext;
import io.landlord.handlers.Arguments;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One request as the workflow asked for it.
 *
 * @param method the method as it was written
 * @param uri where it goes, with the query
 * @param headers what is sent along
 * @param output what becomes of the response
 * @param redirect whether a redirection is a success
 * @param request the request for the client
 */
record HttpCall(
        String method, URI uri, RequestHeaders headers, HttpOutput output, boolean redirect, HttpRequest request) {
    private static final List<String> KNOWN =
            List.of("method", "endpoint", "headers", "query", "body", "output", "redirect");
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,32}");
    private static final Set<String> WITHOUT_KEY = Set.of("GET", "HEAD");
    private static final String CONTENT_TYPE = "Content-Type";

    static HttpCall of(JsonNode values, TaskContext context) {
        Arguments arguments = Arguments.of("http", values, KNOWN);
        String method = arguments.requiredText("method");
        if (!METHOD.matcher(method).matches() || method.equalsIgnoreCase("CONNECT")) {
            throw arguments.invalid("'method' must be an HTTP method other than CONNECT");
        }
        URI uri = RequestUri.of(arguments);
        RequestHeaders headers = RequestHeaders.of(arguments);
        headers.addIfAbsent("X-Correlation-Id", context.correlationId());
        String upper = method.toUpperCase(Locale.ROOT);
        if (!WITHOUT_KEY.contains(upper)) {
            headers.addIfAbsent("Idempotency-Key", context.idempotencyKey());
        }
        BodyPublisher body = body(arguments, headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(upper, body);
        headers.forEach((name, value) -> set(request, name, value, arguments));
        if ("http".equalsIgnoreCase(uri.getScheme())) {
            // Without TLS the second version would begin with an upgrade, which many servers answer wrongly.
            request.version(HttpClient.Version.HTTP_1_1);
        }
        return new HttpCall(
                method,
                uri,
                headers,
                HttpOutput.of(arguments),
                arguments.flag("redirect").orElse(false),
                request.build());
    }

    boolean accepts(int status) {
        return status >= 200 && status <= (redirect ? 399 : 299);
    }

    /** The request in a sentence: the method and where it went, without the query. */
    String describe() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return method.toUpperCase(Locale.ROOT) + " " + uri.getScheme() + "://" + uri.getRawAuthority() + path;
    }

    /** The text with every credential of this request blotted out. */
    String redact(String text) {
        return headers.redact(text);
    }

    private static void set(HttpRequest.Builder request, String name, String value, Arguments arguments) {
        try {
            request.setHeader(name, value);
        } catch (IllegalArgumentException restricted) {
            throw arguments.invalid("header '" + name + "' is the client's own to set");
        }
    }

    private static BodyPublisher body(Arguments arguments, RequestHeaders headers) {
        Optional<JsonNode> body = arguments.value("body");
        if (body.isEmpty()) {
            return BodyPublishers.noBody();
        }
        JsonNode value = body.get();
        Optional<String> type = headers.value(CONTENT_TYPE);
        if (value.isString() && type.isPresent()) {
            return BodyPublishers.ofString(
                    value.stringValue(), MediaType.of(type.get()).charset().orElse(StandardCharsets.UTF_8));
        }
        if (type.isPresent() && !MediaType.of(type.get()).isJson()) {
            throw arguments.invalid("'body' must be text when its Content-Type is not JSON");
        }
        headers.addIfAbsent(CONTENT_TYPE, "application/json");
        return BodyPublishers.ofString(value.toString(), StandardCharsets.UTF_8);
    }
}
