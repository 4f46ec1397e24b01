package io.landlord.handlers.http;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How requests fail: {@code communication} errors whose details tell enough to act on and nothing that is secret. */
final class HttpFailures {
    private static final int EXCERPT = 200;
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private HttpFailures() {}

    /** The response's status is no success. */
    static TaskFailure status(HttpCall call, HttpResponse<LimitedBody.Content> response) {
        int status = response.statusCode();
        String detail = call.describe() + " answered " + status;
        if (status >= 300 && status <= 399) {
            detail += ", a redirection; it is a success only with redirect: true, and never followed";
        }
        String excerpt = excerpt(call, response.body().bytes());
        if (!excerpt.isEmpty()) {
            detail += ": " + excerpt;
        }
        boolean passing = status >= 500 || PASSING.contains(status);
        return failure(status, call.redact(detail), passing, null);
    }

    /** There was no response at all. */
    static TaskFailure noResponse(HttpCall call, IOException failure) {
        String problem = switch (failure) {
            case HttpConnectTimeoutException ignored -> "could not connect in time";
            case ConnectException ignored -> "could not connect";
            default ->
                "failed: " + failure.getClass().getSimpleName()
                        + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
        };
        String detail = call.redact(call.describe() + " " + problem);
        return failure(StandardError.COMMUNICATION.status(), detail, true, failure);
    }

    /** There was a response, but it is of no use. */
    static TaskFailure unusable(HttpCall call, String problem) {
        String detail = call.redact(call.describe() + " answered, but the response " + problem);
        return failure(StandardError.COMMUNICATION.status(), detail, false, null);
    }

    private static TaskFailure failure(int status, String detail, boolean retryable, @Nullable IOException cause) {
        StandardError error = StandardError.COMMUNICATION;
        return new TaskFailure(error.type(), status, error.title(), detail, retryable, cause);
    }

    /** Redacted before it is cut, so that no part of a credential is left at the cut. */
    private static String excerpt(HttpCall call, byte[] content) {
        String text = new String(content, 0, Math.min(content.length, 20 * EXCERPT), StandardCharsets.UTF_8);
        String line = call.redact(text).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT) + "…";
    }
}
