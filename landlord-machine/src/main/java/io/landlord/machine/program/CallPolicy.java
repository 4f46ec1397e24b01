package io.landlord.machine.program;

import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call is made: the handler's defaults with the workflow's own policy folded in.
 *
 * @param timeout how long one attempt may take; {@code null} for no limit
 * @param retry how often and how late a failed attempt is followed by another
 */
public record CallPolicy(@Nullable Duration timeout, RetryPolicy retry) {}
