package io.landlord.control.reconcile;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.landlord.api.error.LandlordException;
import io.landlord.control.ControlSettings;
import io.landlord.control.operation.Operations;
import io.landlord.control.operation.WorkQueue;
import io.landlord.control.plan.Plans;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Templates;
import io.landlord.control.tenant.Tenants;
import io.landlord.core.workflow.WorkflowManager;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives tenants to what is wanted: takes operations from the work queue and runs their workflows through the facade, a bounded
 * number at once. Several, in several servers, share one database; each operation is worked on by one of them, and the
 * operations of one that died are taken over within seconds.
 *
 * <p>Tenants that nobody changes cost nothing: only operations under way are in the queue.
 */
public final class Reconciler implements AutoCloseable {
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Logger logger = LoggerFactory.getLogger(Reconciler.class);
    private final Rhythm rhythm;
    private final Rest rest = new Rest();
    private final OperationJob job;
    private final Clock clock;
    private final Scheduler scheduler;
    private final Sweep sweep;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param meters takes the measures */
    public Reconciler(
            ControlDatabase database,
            WorkQueue queue,
            Plans plans,
            Templates templates,
            Tenants tenants,
            WorkflowManager facade,
            ControlSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this(database, queue, plans, templates, tenants, facade, settings, meters, clock, Rhythm.standard());
    }

    Reconciler(
            ControlDatabase database,
            WorkQueue queue,
            Plans plans,
            Templates templates,
            Tenants tenants,
            WorkflowManager facade,
            ControlSettings settings,
            MeterRegistry meters,
            Clock clock,
            Rhythm rhythm) {
        this.rhythm = rhythm;
        this.clock = clock;
        this.job = new OperationJob(
                new Operations(database),
                new OperationLedger(database, clock),
                new Engine(facade, plans, templates, tenants),
                new OperationMeters(database, tenants, meters, clock),
                rhythm,
                rest,
                settings.provider());
        this.scheduler = scheduler(database, settings.concurrency());
        this.sweep = new Sweep(queue, rhythm.sweep());
        queue.onPut(scheduler::triggerCheckForDueExecutions);
    }

    private Scheduler scheduler(ControlDatabase database, int concurrency) {
        Task<Void> task = Tasks.custom(WorkQueue.JOB)
                .onFailure(this::retry)
                .onDeadExecutionRevive()
                .execute(this::run);
        // A pool of its own and as wide as the bound: a job is only taken from the queue by a thread that is free for
        // it.
        ExecutorService threads = Executors.newFixedThreadPool(
                concurrency,
                Thread.ofPlatform()
                        .daemon()
                        .name("reconciler-", 1)
                        .uncaughtExceptionHandler((thread, failure) -> lost(failure))
                        .factory());
        return Scheduler.create(database.dataSource(), List.of(task))
                .schedulerName(new SchedulerName.Fixed("landlord-" + UUID.randomUUID()))
                .executorService(threads)
                .threads(concurrency)
                .pollingInterval(rhythm.poll())
                .heartbeatInterval(rhythm.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.DEBUG, true)
                .build();
    }

    /** The queue could not be told how a job ended; without heartbeats the job is soon taken for dead, and done again. */
    private void lost(Throwable failure) {
        logger.atWarn().log("the end of a job could not be written; it is done again soon: {}", failure.getMessage());
    }

    /** Begins to take operations. Idempotent. */
    public void start() {
        if (!closed.get() && started.compareAndSet(false, true)) {
            scheduler.start();
            sweep.start();
            logger.info("reconciler started");
        }
    }

    /** Whether it takes operations. */
    public boolean isRunning() {
        return started.get() && !closed.get();
    }

    /** Takes no more operations, and leaves those under way to the next start or to other servers, at once. Idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            sweep.close();
            rest.end();
            scheduler.stop();
            logger.info("reconciler stopped");
        }
    }

    private CompletionHandler<Void> run(TaskInstance<Void> instance, ExecutionContext context) {
        return switch (job.run(instance.getId(), context.getExecution().consecutiveFailures)) {
            case OperationJob.Next.Done() -> new CompletionHandler.OnCompleteRemove<>();
            case OperationJob.Next.Later(Duration pause) ->
                (complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(pause));
        };
    }

    private void retry(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        Throwable cause = failed.getCause().orElse(null);
        if (!(cause instanceof LandlordException)) {
            logger.atError().setCause(cause).log("a job of the reconciler failed; it is tried again");
        }
        int failures = failed.getExecution().consecutiveFailures + 1;
        Duration pause = rhythm.retry(failures, ThreadLocalRandom.current().nextDouble());
        operations.reschedule(failed, clock.instant().plus(pause));
    }
}
