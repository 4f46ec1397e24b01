package io.landlord.jq;

/**
 * What an evaluation may spend before it ends in a {@link JqLimitException}.
 *
 * @param steps instructions and their like: bounds the time. A step takes some tens of nanoseconds
 * @param size roughly the bytes of all values built, also of those that are dropped again, and the length of any one
 *     value when written out: bounds the memory
 * @param depth how deep arrays and objects may nest in any value
 */
public record JqLimits(long steps, long size, int depth) {
    /** Ends a runaway program well within a second. */
    public static final JqLimits DEFAULT = new JqLimits(10_000_000, 128_000_000, 512);
}
