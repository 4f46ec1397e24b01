package io.landlord.examples.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that owns everything the provider knows. Nothing is locked, because nothing is shared: whoever wants to know
 * or change something asks the loop. Only the calls of handlers, which may block, run beside it.
 */
final class Loop implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(10);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("file-provider").factory());
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    Loop(Clock clock) {
        this.clock = clock;
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    Instant now() {
        return clock.instant();
    }

    /** Asks the loop and waits for its answer. */
    <T> T ask(Callable<T> question) {
        try {
            return thread.submit(question).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (RejectedExecutionException | CancellationException e) {
            throw new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "the provider is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LandlordException(
                    ErrorCode.PROVIDER_UNAVAILABLE, "interrupted while waiting for the provider", e);
        }
    }

    /** Has the loop do something soon. After the end nothing is done any more: the journal tells the next process. */
    void run(Runnable action) {
        try {
            thread.execute(action);
        } catch (RejectedExecutionException closed) {
            if (!thread.isShutdown()) {
                throw closed;
            }
        }
    }

    /** Has the loop do something at this time, at once if it is past. The result takes the plan back. */
    Runnable at(Instant time, Runnable action) {
        long delay = Math.max(0, Duration.between(now(), time).toNanos());
        Future<?> timer = thread.schedule(action, delay, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** Does work that may block on a thread of its own. The result interrupts it. */
    Runnable beside(Runnable work) {
        Future<?> call = calls.submit(work);
        return () -> call.cancel(true);
    }

    /** Ends the loop first, so that what an interrupted handler still says is not taken for its answer. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            boolean ignored = thread.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        calls.shutdownNow();
    }
}
