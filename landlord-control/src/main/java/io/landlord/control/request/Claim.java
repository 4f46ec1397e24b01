package io.landlord.control.request;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link RequestLedger#begin} answers. */
public sealed interface Claim {

    /** The request is new: do it, then {@link RequestLedger#complete} it. */
    record New() implements Claim {}

    /**
     * The request was done before: answer the same.
     *
     * @param status the HTTP status
     * @param headers the headers that belong to the answer
     * @param body the body; {@code null} when there was none
     */
    record Replay(
            int status,
            Map<String, String> headers,
            @Nullable String body) implements Claim {
        public Replay {
            headers = Map.copyOf(headers);
        }
    }

    /** The key was used for another request: refuse it. */
    record Reused() implements Claim {}

    /**
     * The same request is being done outside of a transaction: it may be sent again a little later.
     *
     * @param since when it began
     */
    record Underway(Instant since) implements Claim {}
}
