package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.IntNode;

/** Executions that are too long for one history go on in a new run, and nobody sees it. */
@ExtendWith(TemporalServer.class)
class ContinueTest {
    private static final int MOST_EVENTS = 60;

    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TaskHandlers handlers = new TaskHandlers()
            .register(new Handler("count", (arguments, context) -> IntNode.valueOf(calls.incrementAndGet())))
            .register(new Handler("last", (arguments, context) -> {
                gate.await();
                return arguments;
            }));
    private final TemporalSettings settings = OnTemporal.settings().withContinueAfter(MOST_EVENTS);
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

    @Test
    void a_loop_of_calls_goes_on_in_new_runs_and_loses_nothing() {
        String tasks = """
                - each:
                    for: {in: '${ [range(60)] }', each: n}
                    do:
                      - one:
                          call: count
                """;

        ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, tasks, "{\"a\": 1}"));

        assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.output()).isEqualTo(IntNode.valueOf(60));
        assertThat(calls).hasValue(60);
        assertThat(History.of(settings, status.executionId())).hasSizeLessThan(MOST_EVENTS + 20);
        assertThat(status.history())
                .extracting(ExecutionEvent::sequence)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, status.history().size())
                                .mapToObj(Long::valueOf)
                                .toList());
        Folded folded = Folded.of(OnTemporal.spec(tasks), handlers, provider.journal(status.executionId()));
        folded.assertAgreesWith(status);
        assertThat(folded.trace().toJson()).hasSize(62);
    }

    @Test
    void timers_and_forks_go_on_too() {
        ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                - all:
                    fork:
                      branches:
                        - rest:
                            wait: PT8S
                        - calls:
                            for: {in: '${ [range(25)] }', each: n}
                            do:
                              - one:
                                  call: count
                        - more:
                            for: {in: '${ [range(25)] }', each: n}
                            do:
                              - one:
                                  call: count
                - sum:
                    set: '${ length }'
                """, "{}"));

        assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.output()).isEqualTo(IntNode.valueOf(3));
        assertThat(calls).hasValue(50);
    }

    @Test
    void a_later_run_can_be_paused_resumed_and_stopped() {
        String id = OnTemporal.start(provider, """
                - each:
                    for: {in: '${ [range(20)] }', each: n}
                    do:
                      - one:
                          call: count
                          metadata:
                            compensate:
                              - undo:
                                  call: count
                - last:
                    call: last
                """, "{}");
        new Patience(OnTemporal.PATIENCE).until(() -> "20 calls", () -> calls.get() >= 20);

        provider.pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);
        provider.resumeExecution(id);
        awaitState(id, ExecutionState.RUNNING);
        provider.stopExecution(id, "enough");

        ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status.compensation()).isNotNull();
        assertThat(calls).hasValue(40);
    }

    private void awaitState(String id, ExecutionState state) {
        new Patience(OnTemporal.PATIENCE)
                .until(state::wireName, () -> provider.getExecutionStatus(id).state() == state);
    }
}
