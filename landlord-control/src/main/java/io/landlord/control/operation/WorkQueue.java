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

    private static final int MOST_RESTORED = 1_000;

    private final ControlDatabase database;
    private final SchedulerClient client;
    private final Clock clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public WorkQueue(ControlDatabase database, Clock clock) {
        this.database = database;
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

    /**
     * Puts in the jobs of operations that have not ended and have none: nobody takes one away, but a hand in the database may.
     * Looks at operations that have not ended only.
     *
     * @return how many there were, at most 1,000 at a time
     */
    public int restore() {
        List<String> lost = database.jdbc()
                .sql("SELECT o.id FROM operations o WHERE o.state IN ('pending', 'running') AND NOT EXISTS"
                        + " (SELECT 1 FROM scheduled_tasks s WHERE s.task_name = :task AND s.task_instance = o.id)"
                        + " LIMIT :limit")
                .param("task", JOB.getTaskName())
                .param("limit", MOST_RESTORED)
                .query((row, number) -> row.getString(1))
                .list();
        int restored = 0;
        for (String operation : lost) {
            // Not in a transaction: another server may put in the same, and a duplicate would void it.
            restored += client.scheduleIfNotExists(JOB.instance(operation).scheduledTo(clock.instant())) ? 1 : 0;
        }
        if (restored > 0) {
            listeners.forEach(Runnable::run);
        }
        return restored;
    }

    /** Has this be called whenever this process has put in a job and committed it. It must not block. */
    public void onPut(Runnable listener) {
        listeners.add(listener);
    }
}
