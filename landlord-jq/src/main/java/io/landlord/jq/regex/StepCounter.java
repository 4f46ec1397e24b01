package io.landlord.jq.regex;

/** Is told of all work done, in small portions, and ends it by throwing an unchecked exception of its own. */
@FunctionalInterface
public interface StepCounter {
    /** Counts {@code n} steps, each of roughly the same constant cost; throws when no more may be spent. */
    void step(long n);
}
