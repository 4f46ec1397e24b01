package io.landlord.tck;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.provider.WorkflowProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One provider under test, and how time passes for it. Closing it ends what it left running. */
public interface ProviderFixture extends AutoCloseable {

    /** The provider, always the same one. */
    WorkflowProvider provider();

    /**
     * Called on a handler's thread: lets so much time of the engine's clock pass before it returns. On a wall clock that is
     * a wait; on a virtual clock the call counts as busy until that moment, and the moment comes as soon as nothing else is
     * busy. Whatever is due before it, a timeout of the call itself for one, comes first.
     *
     * <p>A virtual clock stands still while a handler runs outside this method: tests rely on it to hold an execution.
     *
     * @throws InterruptedException when the call was abandoned meanwhile
     */
    void pass(TaskContext context, Duration duration) throws InterruptedException;

    /** How long, by the wall clock, a test waits for anything before it fails. */
    default Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    void close();

    /**
     * Lets so much time pass for the schedules of workflows: on a virtual clock at once, else in real time.
     *
     * @throws InterruptedException when the calling thread was interrupted
     */
    default void elapse(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
