package io.landlord.control.operation;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.landlord.control.store.ControlDatabase;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The queue of operations that have work to be done: one job for each, under the operation's id. A job is put in by the
 * transaction that makes its operation, so that neither is ever there without the other.
 */
public final class WorkQueue {
    /** What a job is to db-scheduler. It has no data: all there is to know is in the operation's record. */
    public static final TaskDescriptor<Void> JOB = TaskDescriptor.of("tenant-operation");

    private final SchedulerClient client;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public WorkQueue(ControlDatabase database, Clock clock) {
        this.client = SchedulerClient.Builder.create(database.dataSource()).build();
        this.clock = clock;
    }

    /** Puts in the job of an operation, in the transaction of this thread. */
    void put(String operation) {
        client.schedule(JOB.instance(operation).scheduledTo(clock.instant()));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                listeners.forEach(Runnable::run);
            }
        });
    }

    /** Has this be called whenever this process has put in a job and committed it. It must not block. */
    public void onPut(Runnable listener) {
        listeners.add(listener);
    }
}
