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
 * @param brief whether a call takes a few seconds at the most and may well be made twice. An engine may then make it beside its
 *     own work, without recording that it began: cheaper, but made again when its worker is lost, and so are the brief calls
 *     before it that were not recorded yet
 */
public record HandlerOptions(
        @Nullable Duration timeout,
        RetryPolicy retryPolicy,
        @Nullable Duration resultCache,
        boolean brief) {

    /** One attempt, no limit of time, nothing kept, not brief. */
    public static final HandlerOptions NONE = new HandlerOptions(null, RetryPolicy.once(), null, false);

    /** These options with this time for one attempt. */
    public HandlerOptions withTimeout(Duration newTimeout) {
        return new HandlerOptions(newTimeout, retryPolicy, resultCache, brief);
    }

    /** These options with this retry policy. */
    public HandlerOptions withRetryPolicy(RetryPolicy newRetryPolicy) {
        return new HandlerOptions(timeout, newRetryPolicy, resultCache, brief);
    }

    /** These options with results kept this long. */
    public HandlerOptions withResultCache(Duration newResultCache) {
        return new HandlerOptions(timeout, retryPolicy, newResultCache, brief);
    }

    /** These options for a handler that is quick and does no harm when it is called twice. */
    public HandlerOptions withBrief(boolean newBrief) {
        return new HandlerOptions(timeout, retryPolicy, resultCache, newBrief);
    }
}
