package io.landlord.provider.temporal;

import io.grpc.StatusRuntimeException;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.handler.TaskHandlers;
import io.temporal.activity.ActivityInfo;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.common.converter.EncodedValues;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import io.temporal.workflow.DynamicWorkflow;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The worker of this process: workflows and activities of its task queues. */
final class HostWorker implements AutoCloseable {
    private static final int BEATING_THREADS = 4;
    private static final Duration TO_END = Duration.ofSeconds(10);

    /** A slice takes milliseconds, the compilation of a definition more: on a busy machine both take their time. */
    private static final Duration DEADLOCK = Duration.ofSeconds(8);

    /** An execution that is kept holds a thread; those that are asked a question need one for a moment. */
    private static final int SPARE_THREADS = 100;

    private final WorkerFactory factory;
    private final ScheduledThreadPoolExecutor beating = new ScheduledThreadPoolExecutor(
            BEATING_THREADS,
            Thread.ofPlatform().daemon().name("temporal-beats-", 0).factory());
    private volatile boolean closing;

    private HostWorker(WorkerFactory factory) {
        this.factory = factory;
    }

    static HostWorker start(
            Connection connection,
            TemporalSettings settings,
            TaskHandlers handlers,
            Programs programs,
            Deliveries deliveries,
            HostWorkflow.Notices notices) {
        TemporalWork work = settings.work();
        // Platform threads on purpose. A virtual thread that loads a class holds its carrier while it waits for a lock.
        // With two processors, two of them are enough for the lock's owner never to run again.
        HostWorker host = new HostWorker(WorkerFactory.newInstance(
                connection.client(),
                WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(work.slots().cached())
                        .setMaxWorkflowThreadCount(
                                work.slots().cached() + work.slots().executions() + SPARE_THREADS)
                        .build()));
        SizeGuard guard = new SizeGuard(connection.coding());
        Attempt attempt = new Attempt(
                handlers,
                deliveries,
                host.beats(work.heartbeat()),
                guard,
                () -> host.closing,
                call -> holdsBack(connection, call));
        Consumer<Worker> hosting = worker -> worker.registerWorkflowImplementationFactory(
                DynamicWorkflow.class,
                (EncodedValues input) -> HostWorkflow.of(input, programs, connection.coding(), work, notices),
                WorkflowImplementationOptions.getDefaultInstance());
        if (work.pools().servesMain()) {
            for (String taskQueue : work.taskQueues()) {
                Worker worker = host.factory.newWorker(taskQueue, options(work, work.calls()));
                hosting.accept(worker);
                worker.registerActivitiesImplementations(attempt);
            }
        }
        for (TemporalPools.Pool pool : work.pools().toServe()) {
            Worker worker =
                    host.factory.newWorker(TemporalPools.queue(work.taskQueue(), pool), options(work, pool.calls()));
            if (!pool.workflows().isEmpty()) {
                hosting.accept(worker);
            }
            worker.registerActivitiesImplementations(attempt);
        }
        host.factory.start();
        return host;
    }

    private Beats beats(Duration heartbeat) {
        Beats beats = new Beats(heartbeat, System::nanoTime, beating);
        long look = Math.max(1, heartbeat.toNanos() / Beats.LOOKS);
        var ignored = beating.scheduleAtFixedRate(beats::look, look, look, TimeUnit.NANOSECONDS);
        return beats;
    }

    /** Whether the execution of this call is paused. Who cannot know begins nothing. */
    private static boolean holdsBack(Connection connection, ActivityInfo call) {
        try {
            Payload state = connection
                    .service()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(call.getNamespace())
                            .setExecution(WorkflowExecution.newBuilder()
                                    .setWorkflowId(call.getWorkflowId())
                                    .setRunId(call.getWorkflowRunId()))
                            .build())
                    .getWorkflowExecutionInfo()
                    .getSearchAttributes()
                    .getIndexedFieldsMap()
                    .get(Attributes.STATE.getName());
            return state != null
                    && ExecutionState.PAUSED
                            .wireName()
                            .equals(connection.converter().fromPayload(state, String.class, String.class));
        } catch (StatusRuntimeException unknown) {
            return true;
        }
    }

    private static WorkerOptions options(TemporalWork work, int calls) {
        TemporalWork.Slots slots = work.slots();
        return WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(calls)
                .setMaxConcurrentLocalActivityExecutionSize(calls)
                .setMaxConcurrentWorkflowTaskExecutionSize(slots.executions())
                .setMaxConcurrentWorkflowTaskPollers(slots.pollers())
                .setMaxConcurrentActivityTaskPollers(slots.pollers())
                // While it drains, what it still does is not to be taken for lost.
                .setAllowActivityHeartbeatDuringShutdown(true)
                .setMaxHeartbeatThrottleInterval(work.heartbeat())
                .setDefaultHeartbeatThrottleInterval(work.heartbeat())
                .setDefaultDeadlockDetectionTimeout(DEADLOCK.toMillis())
                .build();
    }

    /** Polls no more, and waits for the calls under way. */
    boolean drain(Duration limit) {
        factory.shutdown();
        factory.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        return factory.isTerminated();
    }

    @Override
    public void close() {
        closing = true;
        factory.shutdownNow();
        factory.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        beating.shutdownNow();
    }
}
