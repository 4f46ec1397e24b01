package io.landlord.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits, within a bound of wall time, for what another thread or process is about to do. */
public final class Patience {
    private static final Duration FIRST_LOOK = Duration.ofMillis(1);
    private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

    private final Duration bound;

    /** @param bound how long to wait before giving up */
    public Patience(Duration bound) {
        this.bound = bound;
    }

    /** Returns once the condition holds; fails when it does not in time. */
    public void until(Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        Duration pause = FIRST_LOOK;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited " + bound + " in vain for " + what.get());
            }
            LockSupport.parkNanos(pause.toNanos());
            pause = pause.multipliedBy(2).compareTo(LONGEST_LOOK) < 0 ? pause.multipliedBy(2) : LONGEST_LOOK;
        }
    }
}
