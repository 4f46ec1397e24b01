package io.landlord.handlers.http;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes one HTTP request and answers with its response: the call {@code http} (dsl-reference, "HTTP Call").
 *
 * <p>Arguments, already evaluated:
 *
 * <ul>
 *   <li>{@code method}: in any case; {@code CONNECT} is refused.
 *   <li>{@code endpoint}: an absolute {@code http} or {@code https} URI without user information, as text or as
 *       {@code {uri}}.
 *   <li>{@code headers}: an object of text, numbers and truth values; null leaves a header out.
 *   <li>{@code query}: an object, appended to the URI's own query, percent-encoded; an array repeats the name, null leaves it
 *       out.
 *   <li>{@code body}: sent as JSON; text under a {@code Content-Type} of the caller's own is sent as it is.
 *   <li>{@code output}: {@code content} (the default), {@code response} or {@code raw}, see below.
 *   <li>{@code redirect}: whether a status from 300 to 399 is a success. Redirections are never followed, so that nothing is
 *       sent to a place the definition does not name; with {@code redirect: true} the redirection itself is the result.
 * </ul>
 *
 * <p>{@code content} is parsed JSON for a JSON media type, text for {@code text/*}, base64 for everything else and null when
 * empty; content without a media type is JSON where it reads as JSON. {@code raw} is always base64. {@code response} is
 * {@code {request: {method, uri, headers}, statusCode, headers, content}}; header names are in the form
 * {@code Content-Type}, and values of request headers that look like credentials are {@code ***}.
 *
 * <p>Sent unless given: {@code X-Correlation-Id}, and on all but GET and HEAD {@code Idempotency-Key}, the same for every
 * attempt at one call.
 *
 * <p>Errors are of type {@code communication} with the response's status, 500 without a response; those that may pass (408,
 * 425, 429, 5xx, no connection) are retryable. Wrong arguments are {@code validation}. Details never carry a query, a
 * credential, or more than the beginning of a body. Limits: 10 s to connect, 10 MiB of content. The whole request ends with
 * the calling thread's interruption.
 */
public final class HttpHandler implements TaskHandler {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final int LARGEST_CONTENT = 10 * 1024 * 1024;

    /** Made by the first call: it costs more than many a workflow that makes none. */
    private @Nullable HttpClient client;

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(Redirect.NEVER)
                    .build();
        }
        return client;
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
        HttpCall call = HttpCall.of(arguments, context);
        HttpResponse<LimitedBody.Content> response = send(call);
        if (!call.accepts(response.statusCode())) {
            throw HttpFailures.status(call, response);
        }
        if (response.body().truncated()) {
            throw HttpFailures.unusable(call, "has more than " + LARGEST_CONTENT + " bytes of content");
        }
        return new HttpResult(call, response).output();
    }

    private HttpResponse<LimitedBody.Content> send(HttpCall call) throws InterruptedException {
        try {
            return client().send(call.request(), ignored -> new LimitedBody(LARGEST_CONTENT));
        } catch (IOException failure) {
            throw HttpFailures.noResponse(call, failure);
        }
    }
}
