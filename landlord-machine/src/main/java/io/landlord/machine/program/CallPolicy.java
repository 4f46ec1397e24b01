package io.landlord.machine.program;

import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call is made: the handler's defaults with the workflow's own policy folded in.
 *
 * @param timeout how long one attempt may take; {@code null} for no limit
 * @param retry how often and how late a failed attempt is followed by another
 * @param brief whether the handler says that a call is quick and may be made twice
 */
public record CallPolicy(@Nullable Duration timeout, RetryPolicy retry, boolean brief) {

    /** For a call that is not brief. */
    public CallPolicy(@Nullable Duration timeout, RetryPolicy retry) {
        this(timeout, retry, false);
    }
}
