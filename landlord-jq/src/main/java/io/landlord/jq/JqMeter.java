package io.landlord.jq;

import io.landlord.jq.regex.StepCounter;

/**
 * Counts what evaluations spend; the same program and data always count the same.
 *
 * <p>Not thread-safe: a meter belongs to one thread at a time.
 */
public final class JqMeter implements StepCounter {
    private final JqLimits limits;
    private long steps;
    private long size;

    public JqMeter(JqLimits limits) {
        this.limits = limits;
    }

    /** The steps spent so far. */
    public long steps() {
        return steps;
    }

    @Override
    public void step(long n) {
        steps += n;
        if (steps > limits.steps()) {
            throw new JqLimitException("the expression took more than " + limits.steps() + " steps");
        }
    }

    void grow(long bytes) {
        size += bytes;
        if (size > limits.size() || size < 0) {
            throw new JqLimitException("the expression built values of more than " + limits.size() + " bytes");
        }
    }

    void checkLength(long written) {
        if (written > limits.size() || written < 0) {
            throw new JqLimitException("a value of the expression is longer than " + limits.size() + " bytes");
        }
    }

    JqLimits limits() {
        return limits;
    }
}
