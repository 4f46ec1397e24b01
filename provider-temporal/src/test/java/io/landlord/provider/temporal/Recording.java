package io.landlord.provider.temporal;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.StandardError;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.tck.Patience;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/**
 * A kind of execution whose history is kept.
 *
 * @param name of the files
 * @param tasks the definition from {@code do} on, or its tasks, or a graph
 * @param continueAfter after how many events a new run begins; 0 for when Temporal suggests it
 * @param driver what happens to it from outside
 */
record Recording(String name, String tasks, int continueAfter, Driver driver) {

    /** Does something to an execution that has begun. */
    interface Driver {
        void drive(Live live);
    }

    /** An execution on a real server. */
    record Live(TemporalProvider provider, WorkflowStub stub, String id) {
        void await(ExecutionState state) {
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> state + ", not " + provider.getExecutionStatus(id),
                            () -> provider.getExecutionStatus(id).state() == state);
        }

        /** Until a task of this pointer's last name has begun. */
        void awaitTask(String name) {
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "task " + name,
                            () -> provider.getExecutionStatus(id).currentTasks().stream()
                                    .anyMatch(task -> task.name().equals(name)));
        }

        void signal(String type, String eventId, String data) {
            provider.signalExecution(
                    id, EventMessage.signal(type, eventId, JsonMapper.shared().readTree(data)));
        }
    }

    /** What the definitions call. */
    static TaskHandlers handlers() {
        Set<String> known = ConcurrentHashMap.newKeySet();
        return new TaskHandlers()
                .register(Handler.echo())
                .register(new Handler("second-time", (arguments, context) -> {
                    if (known.add(context.idempotencyKey())) {
                        throw TaskFailure.retryable("not yet", null);
                    }
                    return IntNode.valueOf(2);
                }))
                .register(new Handler("never", (arguments, context) -> {
                    throw TaskFailure.of(StandardError.COMMUNICATION, "never", false, null);
                }))
                .register(new Handler("brief", (arguments, context) -> arguments), HandlerOptions.NONE.withBrief(true))
                .register(GraphNode.of("tell", NodePhase.sleep(), (call, context) -> call.result()))
                .register(GraphNode.of(
                        "ask",
                        new NodePhase.Signal("client-answered", Duration.ofMinutes(1), "ClientAnswered"),
                        (call, context) -> call.result()))
                .register(new Handler("long", (arguments, context) -> {
                    TimeUnit.HOURS.sleep(1);
                    return arguments;
                }));
    }
}
