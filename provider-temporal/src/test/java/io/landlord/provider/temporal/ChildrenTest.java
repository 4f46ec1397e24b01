package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/** Children as Temporal sees them. */
@ExtendWith(TemporalServer.class)
class ChildrenTest {
    private static final int MOST_EVENTS = 60;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger undone = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TaskHandlers handlers = new TaskHandlers()
            .register(new Handler("count", (arguments, context) -> IntNode.valueOf(calls.incrementAndGet())))
            .register(new Handler("undo", (arguments, context) -> IntNode.valueOf(undone.incrementAndGet())))
            .register(new Handler("held", (arguments, context) -> {
                gate.await();
                return arguments;
            }));
    private final TemporalSettings settings = OnTemporal.settings();
    private TemporalProvider provider;

    @BeforeEach
    void open() {
        provider = TemporalProvider.open(handlers, settings);
    }

    @AfterEach
    void close() {
        gate.countDown();
        provider.close();
    }

    private void deployChild(String tasks) {
        WorkflowSpec spec = WorkflowSpec.of("child", """
                document: {dsl: 1.0.3, namespace: test, name: child, version: 1.0.0}
                do:
                """ + tasks);
        assertThat(provider.createWorkflow(spec).created()).isTrue();
    }

    private String child(String executionId) {
        new Patience(OnTemporal.PATIENCE)
                .until(() -> "a child", () -> !children(executionId).isEmpty());
        return children(executionId).getFirst();
    }

    private List<String> children(String executionId) {
        return provider.getExecutionStatus(executionId).history().stream()
                .filter(line -> line.type() == ExecutionEvent.Type.CHILD_STARTED)
                .map(line ->
                        Objects.requireNonNull(line.data()).get("executionId").stringValue())
                .toList();
    }

    @Test
    void a_child_costs_its_parent_nine_events_at_the_most() {
        deployChild("  - one: {call: count}\n");

        String id = OnTemporal.start(provider, """
                - each:
                    for: {in: '${ [1, 2, 3] }', each: n}
                    do:
                      - run:
                          run: {workflow: {namespace: test, name: child}}
                """, "{}");

        assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(History.of(settings, id)).hasSizeLessThanOrEqualTo(9 * 3 + 5);
        assertThat(History.of(settings, children(id).getFirst())).hasSize(11);
    }

    @Test
    void a_parent_that_is_long_goes_on_in_new_runs_between_its_children_and_loses_none() {
        try (TemporalProvider shortRuns = TemporalProvider.open(handlers, settings.withContinueAfter(MOST_EVENTS))) {
            WorkflowSpec child = WorkflowSpec.of("child", """
                    document: {dsl: 1.0.3, namespace: test, name: child, version: 1.0.0}
                    do:
                      - one: {call: count}
                    """);
            assertThat(shortRuns.createWorkflow(child).created()).isTrue();

            ExecutionStatus status = OnTemporal.awaitEnd(shortRuns, OnTemporal.start(shortRuns, """
                    - all:
                        fork:
                          branches:
                            - children:
                                for: {in: '${ [range(15)] }', each: n}
                                do:
                                  - run:
                                      run: {workflow: {namespace: test, name: child}}
                            - calls:
                                for: {in: '${ [range(15)] }', each: n}
                                do:
                                  - one: {call: count}
                    """, "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(calls).hasValue(30);
            assertThat(status.history().stream().filter(line -> line.type() == ExecutionEvent.Type.CHILD_STARTED))
                    .hasSize(15);
            assertThat(History.of(settings, status.executionId())).hasSizeLessThan(4 * MOST_EVENTS);
        }
    }

    @Test
    void a_parent_that_temporal_terminates_takes_its_child_with_it_and_the_child_undoes_what_it_did() {
        deployChild("""
                  - made:
                      set: {x: 1}
                      metadata: {compensate: [back: {call: undo}]}
                  - wait: {wait: {hours: 1}}
                """);
        String id = OnTemporal.start(provider, """
                - run:
                    run: {workflow: {namespace: test, name: child}}
                """, "{}");
        String child = child(id);

        History.terminate(settings, id);

        assertThat(OnTemporal.awaitEnd(provider, child).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(undone).hasValue(1);
    }

    @Test
    void a_worker_that_never_saw_a_deployment_runs_the_children() {
        deployChild("  - one: {call: count}\n");
        String tasks = """
                - run:
                    run: {workflow: {namespace: test, name: child}}
                """;
        var ignored = provider.createWorkflow(OnTemporal.spec(tasks));
        TemporalSettings starterAlone = settings.withWorker(false, 1);
        provider.close();
        String id;
        try (TemporalProvider starter = TemporalProvider.open(handlers, starterAlone)) {
            WorkflowSpec child = WorkflowSpec.of("child", """
                    document: {dsl: 1.0.3, namespace: test, name: child, version: 1.0.0}
                    do:
                      - one: {call: count}
                    """);
            var child1 = starter.createWorkflow(child);
            var parent = starter.createWorkflow(OnTemporal.spec(tasks));
            assertThat(List.of(child1.created(), parent.created())).containsOnly(true);
            id = starter.startExecution(
                            "test", ExecutionInput.of("one", JsonMapper.shared().createObjectNode()))
                    .executionId();
        }

        provider = TemporalProvider.open(handlers, settings);

        assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(calls).hasValue(1);
        assertThat(History.of(settings, id).stream()
                        .filter(event ->
                                event.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_COMPLETED))
                .hasSize(1);
    }
}
