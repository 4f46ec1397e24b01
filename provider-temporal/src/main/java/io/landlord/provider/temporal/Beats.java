package io.landlord.provider.temporal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Tells from time to time that calls go on, each of them once a heartbeat. Most calls are over before their first beat: a timer
 * for each would be made, and wake a thread, for nothing. So somebody looks at all that are under way, some times a heartbeat.
 */
final class Beats {
    /** How often {@link #look} is to be called in the time of a heartbeat: by this part of it a beat may be late. */
    static final int LOOKS = 4;

    private static final long UNDER_WAY = Long.MAX_VALUE;

    /** When each call began or its last beat ended. */
    private final Map<Runnable, Long> calls = new ConcurrentHashMap<>();

    private final long period;
    private final LongSupplier clock;
    private final Executor executor;

    /** @param clock nanoseconds, from any beginning */
    Beats(Duration heartbeat, LongSupplier clock, Executor executor) {
        this.period = heartbeat.toNanos();
        this.clock = clock;
        this.executor = executor;
    }

    /** From now on this is run once a heartbeat, not at once, and never twice at the same time. */
    void begin(Runnable beat) {
        calls.put(beat, clock.getAsLong());
    }

    /** From now on it is not begun any more. */
    void end(Runnable beat) {
        calls.remove(beat);
    }

    /** Has the beats made that are due. */
    void look() {
        long now = clock.getAsLong();
        calls.forEach((beat, since) -> {
            if (since != UNDER_WAY && now - since >= period && calls.replace(beat, since, UNDER_WAY)) {
                executor.execute(() -> make(beat));
            }
        });
    }

    private void make(Runnable beat) {
        if (!calls.containsKey(beat)) {
            return;
        }
        try {
            beat.run();
        } finally {
            var ignored = calls.replace(beat, UNDER_WAY, clock.getAsLong());
        }
    }
}
