package io.landlord.machine;

/**
 * How much the machine may do before it hands back to its host. What is counted is work, never time, so that every host is
 * blocked for long by nothing and every replay stops at the same places when asked to.
 *
 * @param steps how many steps at the most; a task is a step or a few, a costly expression one for each thousand of its own
 * @param hold records what happened and starts nothing new, to drain an execution before it is handed over
 */
public record Budget(int steps, boolean hold) {
    /** What a host gives in one slice: a few milliseconds of work. */
    public static final Budget SLICE = new Budget(10_000, false);

    /** Take the event in and leave all that follows for later. */
    public static final Budget NOTHING = new Budget(0, false);

    /** Record what happened and start nothing, however often the machine is run. */
    public static final Budget HOLD = new Budget(0, true);

    public Budget {
        if (steps < 0) {
            throw new IllegalArgumentException("steps must not be negative: " + steps);
        }
    }
}
