package io.landlord.machine.program;

import org.jspecify.annotations.Nullable;

/**
 * When a {@code try} runs its block again (dsl-reference, "Retry").
 *
 * @param when a condition that must hold
 * @param exceptWhen a condition that must not hold
 * @param delay the time before the first rerun; {@code null} for none
 * @param backoff how the delay grows
 * @param jitter what is added to the delay; {@code null} for nothing
 * @param count how many reruns at the most; {@code null} for no limit
 * @param attemptDuration how long each attempt may take; {@code null} for no limit
 * @param duration how long the whole of it may take before no further rerun begins; {@code null} for no limit
 */
public record Retry(
        @Nullable Expression when,
        @Nullable Expression exceptWhen,
        @Nullable Delay delay,
        Backoff backoff,
        @Nullable Jitter jitter,
        @Nullable Integer count,
        @Nullable Delay attemptDuration,
        @Nullable Delay duration) {

    /** How the delay grows from one rerun to the next: not at all, by itself each time, or doubling. */
    public enum Backoff {
        CONSTANT,
        LINEAR,
        EXPONENTIAL
    }

    /** A time between the two is added to each delay. */
    public record Jitter(Delay from, Delay to) {}
}
