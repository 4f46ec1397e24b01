package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.IntNode;

/** Slow work is kept apart, and a process serves what it is told to. */
@ExtendWith(TemporalServer.class)
class PoolsTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger slow = new AtomicInteger();

    private TaskHandlers handlers() {
        return new TaskHandlers()
                .register(new Handler("ai.think", (arguments, context) -> {
                    slow.incrementAndGet();
                    gate.await();
                    return IntNode.valueOf(1);
                }))
                .register(new Handler("quick", (arguments, context) -> IntNode.valueOf(2)));
    }

    private static TemporalSettings with(TemporalSettings settings, TemporalPools pools) {
        return settings.with(settings.work().withPools(pools));
    }

    @Test
    void slow_calls_take_no_room_from_quick_ones() {
        TemporalSettings settings = OnTemporal.settings();
        settings = settings.with(settings.work().withCalls(2));
        try (TemporalProvider provider =
                TemporalProvider.open(handlers(), with(settings, TemporalPools.parse("slow(3)=ai.*")))) {
            String tasks = """
                    - both:
                        fork:
                          branches:
                            - s1: {call: ai.think}
                            - s2: {call: ai.think}
                            - s3: {call: ai.think}
                            - s4: {call: ai.think}
                            - q: {call: quick}
                    """;
            String id = OnTemporal.start(provider, tasks, "{}");

            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "three slow calls and the quick one",
                            () -> slow.get() == 3 && done(provider, id, "q"));
            gate.countDown();

            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(slow).hasValue(4);
        }
    }

    private static boolean done(TemporalProvider provider, String id, String task) {
        return provider.getExecutionStatus(id).history().stream()
                .anyMatch(line -> line.task().equals(task)
                        && line.type() == io.landlord.api.execution.ExecutionEvent.Type.TASK_COMPLETED);
    }

    @Test
    void a_pool_waits_for_a_process_that_serves_it() {
        gate.countDown();
        TemporalSettings settings = OnTemporal.settings();
        TemporalPools pools = TemporalPools.parse("slow=ai.think; own=workflow:test");
        try (TemporalProvider workflows =
                        TemporalProvider.open(handlers(), with(settings, pools.serving(Set.of("own"))));
                TemporalProvider calls =
                        TemporalProvider.open(handlers(), with(settings, pools.serving(Set.of("slow"))))) {
            String id = OnTemporal.start(workflows, "- a: {call: ai.think}\n- b: {call: quick}\n", "{}");

            ExecutionStatus status = OnTemporal.awaitEnd(workflows, id);

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(History.of(settings, id)).hasSize(2 * 6 + 5);
            assertThat(calls.listExecutions(Query.newest(5)).executions()).hasSize(1);
        }
    }

    @Test
    void what_starts_by_itself_runs_in_the_pool_of_its_workflow() {
        TemporalSettings settings = OnTemporal.settings();
        TemporalPools pools =
                TemporalPools.parse("own=workflow:every,workflow:after").serving(Set.of("own"));
        try (TemporalProvider provider = TemporalProvider.open(handlers(), with(settings, pools))) {
            for (String kind : List.of("every", "after")) {
                String definition = "document: {dsl: 1.0.3, namespace: test, name: " + kind + ", version: 1.0.0}\n"
                        + "schedule: {" + kind + ": PT1S}\ndo:\n  - a: {set: {b: 1}}\n";
                assertThat(provider.createWorkflow(WorkflowSpec.of(kind, definition))
                                .created())
                        .isTrue();

                Query succeeded = new Query(kind, ExecutionState.SUCCEEDED, null, null, 5, null);
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "an execution of '" + kind + "'",
                                () -> !provider.listExecutions(succeeded)
                                        .executions()
                                        .isEmpty());
                provider.deleteWorkflow(kind);
            }
        }
    }

    @Test
    void a_call_that_a_worker_has_no_handler_for_is_made_by_one_that_has() {
        gate.countDown();
        TemporalSettings settings = OnTemporal.settings();
        try (TemporalProvider lacking = TemporalProvider.open(
                        new TaskHandlers().register(new Handler("other", (arguments, context) -> IntNode.valueOf(0))),
                        settings.with(settings.work().withWorker(true)));
                TemporalProvider whole = TemporalProvider.open(handlers(), settings)) {
            String id = OnTemporal.start(whole, "- a: {call: quick}\n- b: {call: quick}\n- c: {call: quick}\n", "{}");

            ExecutionStatus status = OnTemporal.awaitEnd(whole, id);

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(lacking.name()).isEqualTo("temporal");
        }
    }

    @Test
    void a_worker_that_drains_ends_its_calls_and_takes_no_more() throws InterruptedException {
        TemporalSettings settings = OnTemporal.settings();
        try (TemporalProvider provider = TemporalProvider.open(handlers(), settings)) {
            String id = OnTemporal.start(provider, "- a: {call: ai.think}\n- b: {call: quick}\n", "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "the call", () -> slow.get() == 1);

            assertThat(provider.drain(Duration.ofMillis(200))).isFalse();
            gate.countDown();
            assertThat(provider.drain(Duration.ofSeconds(30))).isTrue();
            assertThat(gate.await(1, TimeUnit.SECONDS)).isTrue();

            try (TemporalProvider next = TemporalProvider.open(handlers(), settings)) {
                assertThat(OnTemporal.awaitEnd(next, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            }
            assertThat(slow).hasValue(1);
        }
    }

    @Test
    void pools_are_read_as_they_are_configured() {
        TemporalPools pools = TemporalPools.parse(" slow(8) = http, ai.* ; orders=workflow:order;");

        assertThat(pools.pools())
                .containsExactly(
                        new TemporalPools.Pool("slow", 8, Set.of("http", "ai.*"), Set.of()),
                        new TemporalPools.Pool("orders", 20, Set.of(), Set.of("order")));
        assertThat(TemporalPools.parse("").pools()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"slow", "slow=", "Slow=a", "slow(0)=a", "main=a", "a=b; a=c", "slow=task:a", "slow(x)=a"})
    void a_wrong_pool_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TemporalPools.parse(text));
    }
}
