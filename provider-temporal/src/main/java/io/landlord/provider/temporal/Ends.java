package io.landlord.provider.temporal;

import io.landlord.api.provider.ExecutionListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener of ends, once Temporal has recorded them: a worker may do a task twice and lose the first. */
final class Ends implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Ends.class);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Runs runs;
    private final ExecutionListener listener;
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("temporal-ends-", 0).factory());

    Ends(Runs runs, ExecutionListener listener) {
        this.runs = runs;
        this.listener = listener;
    }

    /** A worker of this process has come to the end of an execution. Never blocks. */
    void over(Wire.Identity identity) {
        String id = identity.executionId();
        if (listener == TemporalSettings.NOBODY || !watched.add(id)) {
            return;
        }
        try {
            threads.execute(() -> tell(id));
        } catch (RejectedExecutionException closed) {
            watched.remove(id);
        }
    }

    private void tell(String executionId) {
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            // Temporal hears of it after us.
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            Run run = runs.look(executionId);
            while (run != null && !run.state().isFinal() && System.nanoTime() - end < 0) {
                TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                run = runs.look(executionId);
            }
            if (run != null && run.state().isFinal()) {
                listener.ended(run.summary());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOGGER.atWarn()
                    .addKeyValue("execution", executionId)
                    .setCause(fault)
                    .log("the listener of ended executions failed");
        } finally {
            watched.remove(executionId);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
