package io.landlord.provider.temporal.bench;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The workflows that were written by hand, on a worker with the options of the provider's. */
final class Peer implements AutoCloseable {
    private static final int CALLS_AT_ONCE = 200;

    private final WorkflowClient client;
    private final WorkerFactory factory;
    private final String queue;
    private final boolean eager;
    private final AtomicInteger count = new AtomicInteger();

    /** @param eager whether its first tasks come with the answers to the starts, as the provider asks for */
    Peer(WorkflowClient client, String queue, boolean eager) {
        this.client = client;
        this.eager = eager;
        this.queue = queue;
        this.factory = WorkerFactory.newInstance(client);
        Worker worker = factory.newWorker(
                queue,
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(CALLS_AT_ONCE)
                        .build());
        worker.registerWorkflowImplementationTypes(
                ByHand.CallsWorkflow.class,
                ByHand.ForkWorkflow.class,
                ChildForEach.LoopWorkflow.class,
                ChildForEach.ForkWorkflow.class,
                ChildForEach.BodyWorkflow.class);
        worker.registerActivitiesImplementations(new ByHand.Echo());
        factory.start();
    }

    Side byHand() {
        return side(eager ? "by hand, started eagerly" : "by hand", "calls", "fork");
    }

    Side childForEach() {
        return side("child for each", "child-for-each-iteration", "child-for-each-branch");
    }

    private Side side(String name, String calls, String fork) {
        return new Side() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String start(Scenario scenario) {
                String type = scenario.shape() == Scenario.Shape.FORK ? fork : calls;
                WorkflowStub stub = client.newUntypedWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setTaskQueue(queue)
                                .setDisableEagerExecution(!eager)
                                .setWorkflowId(queue + "/" + type + ":e" + count.incrementAndGet())
                                .build());
                return stub.start(scenario.size()).getWorkflowId();
            }
        };
    }

    @Override
    public void close() {
        factory.shutdownNow();
        factory.awaitTermination(10, TimeUnit.SECONDS);
    }
}
