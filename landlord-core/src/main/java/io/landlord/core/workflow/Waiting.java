package io.landlord.core.workflow;

import java.time.Duration;

/** How time passes for one who waits. Tests let it pass at once. */
public interface Waiting {

    /** How much time has passed since some fixed moment; never goes back. */
    Duration elapsed();

    /** Returns after this much time, or earlier with the thread's interruption. */
    void pause(Duration duration) throws InterruptedException;

    /** The system's time: the calling thread sleeps. */
    static Waiting system() {
        return new Waiting() {
            @Override
            public Duration elapsed() {
                return Duration.ofNanos(System.nanoTime());
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(duration);
            }
        };
    }
}
