package io.landlord.api.handler;

import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a handler's calls have unless the workflow says otherwise.
 *
 * @param timeout how long one attempt may take before it fails with a {@code timeout} error of status 408 that may be tried
 *     again; {@code null} for no limit of its own
 * @param retryPolicy how often a failed call is tried again; replaced by a workflow's own policy
 * @param resultCache how long the result of an attempt is kept to answer its redelivery without calling again;
 *     {@code null} keeps none
 */
public record HandlerOptions(
        @Nullable Duration timeout,
        RetryPolicy retryPolicy,
        @Nullable Duration resultCache) {

    /** One attempt, no limit of time, nothing kept. */
    public static final HandlerOptions NONE = new HandlerOptions(null, RetryPolicy.once(), null);

    /** These options with this time for one attempt. */
    public HandlerOptions withTimeout(Duration newTimeout) {
        return new HandlerOptions(newTimeout, retryPolicy, resultCache);
    }

    /** These options with this retry policy. */
    public HandlerOptions withRetryPolicy(RetryPolicy newRetryPolicy) {
        return new HandlerOptions(timeout, newRetryPolicy, resultCache);
    }

    /** These options with results kept this long. */
    public HandlerOptions withResultCache(Duration newResultCache) {
        return new HandlerOptions(timeout, retryPolicy, newResultCache);
    }
}
