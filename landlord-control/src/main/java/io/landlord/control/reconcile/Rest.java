package io.landlord.control.reconcile;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the jobs of a reconciler wait: until the time is over, or until the reconciler stops. */
final class Rest {
    private final CountDownLatch end = new CountDownLatch(1);

    /** Waits; true when the reconciler stops, so that the job has to leave its operation to others. */
    boolean isCutShort(Duration pause) {
        try {
            return end.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends all waiting, now and later. */
    void end() {
        end.countDown();
    }
}
