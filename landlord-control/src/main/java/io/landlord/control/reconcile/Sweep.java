package io.landlord.control.reconcile;

import io.landlord.control.operation.WorkQueue;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, at the start and then every minute or so, for operations that the queue has lost, and puts them back. */
final class Sweep implements AutoCloseable {
    private final Logger logger = LoggerFactory.getLogger(Sweep.class);
    private final WorkQueue queue;
    private final Duration pause;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("reconciler-sweep").factory());

    Sweep(WorkQueue queue, Duration pause) {
        this.queue = queue;
        this.pause = pause;
    }

    void start() {
        var ignored = thread.scheduleWithFixedDelay(this::sweep, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            int restored = queue.restore();
            if (restored > 0) {
                logger.atWarn().addKeyValue("operations", restored).log("operations had no job in the queue");
            }
        } catch (RuntimeException failure) {
            // It is done again after the pause; thrown on, it never would be.
            logger.atWarn().log("the queue cannot be looked through now: {}", failure.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
