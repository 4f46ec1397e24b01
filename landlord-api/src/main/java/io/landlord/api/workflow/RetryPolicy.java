package io.landlord.api.workflow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;

/**
 * How often and how late a failed call is tried again.
 *
 * <p>The delay before attempt {@code n + 1} is {@code initialInterval * multiplier^(n - 1)}, at most {@code maxInterval},
 * moved by at most {@code jitter} of itself in either direction. The jitter is a hash of execution, path and attempt, so
 * that every engine and every replay waits equally long. A failure that its handler typed as not retryable, or whose type
 * is among {@code nonRetryableTypes}, is never tried again.
 *
 * @param maxAttempts attempts in all, the first included; at least 1
 * @param initialInterval the delay before the second attempt; not negative
 * @param multiplier the growth of the delay from one attempt to the next; at least 1
 * @param maxInterval the longest delay; not shorter than {@code initialInterval}
 * @param jitter the part of the delay that may be added or taken away, from 0 to 1
 * @param nonRetryableTypes error types that end the attempts at once
 */
public record RetryPolicy(
        int maxAttempts,
        Duration initialInterval,
        double multiplier,
        Duration maxInterval,
        double jitter,
        Set<String> nonRetryableTypes) {

    public RetryPolicy {
        requireNonNull(initialInterval, "initialInterval");
        requireNonNull(maxInterval, "maxInterval");
        nonRetryableTypes = Set.copyOf(nonRetryableTypes);
        require(maxAttempts >= 1, "maxAttempts must be at least 1, not " + maxAttempts);
        require(!initialInterval.isNegative(), "initialInterval must not be negative: " + initialInterval);
        require(multiplier >= 1 && Double.isFinite(multiplier), "multiplier must be at least 1, not " + multiplier);
        require(
                maxInterval.compareTo(initialInterval) >= 0,
                "maxInterval " + maxInterval + " must not be shorter than initialInterval " + initialInterval);
        require(jitter >= 0 && jitter <= 1, "jitter must be between 0 and 1, not " + jitter);
    }

    /** One attempt and no more. */
    public static RetryPolicy once() {
        return attempts(1, Duration.ZERO);
    }

    /** So many attempts in all, with the same delay before each further one. */
    public static RetryPolicy attempts(int maxAttempts, Duration delay) {
        return new RetryPolicy(maxAttempts, delay, 1, delay, 0, Set.of());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
