package io.landlord.provider.mock;

import java.time.Duration;
import java.time.Instant;

/**
 * The time an execution lives in. Whoever works for the execution says so with {@link #begin} and {@link #end}; a virtual
 * timeline moves on to its next timer when nobody works any more.
 */
interface Timeline {

    Instant now();

    /** Runs the action once this time has come, on a thread of the timeline's choice. */
    Timer schedule(Instant at, Runnable action);

    /** Work begins that may still cause something at the present moment. */
    void begin();

    /** Work that was begun is over, or waits for the timeline itself. */
    void end();

    /** Lets the calling thread's work take this long. The caller has begun its work. */
    void pass(Duration duration) throws InterruptedException;

    /** A planned action that can be taken back. */
    interface Timer {
        void cancel();
    }
}
