package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** A name is taken however its execution ended: Temporal itself would give some of them anew. */
@ExtendWith(TemporalServer.class)
class DuplicateTest {
    private static final String FAILS = "- a:\n    raise: {error: {type: 'https://example.com/no', status: 400}}\n";
    private static final String RESTS = "- a:\n    wait: PT1H\n";
    private static final String TIMES_OUT = "do:\n- a:\n    wait: PT1H\ntimeout:\n  after: PT1S\n";

    private final TemporalSettings settings = OnTemporal.settings();

    private void assertTaken(String tasks, ExecutionState expected, boolean stopped, boolean terminated) {
        try (TemporalProvider provider = TemporalProvider.open(Recording.handlers(), settings)) {
            String id = OnTemporal.start(provider, tasks, "{}");
            if (stopped) {
                provider.stopExecution(id, "enough");
            }
            if (terminated) {
                History.terminate(settings, id);
            }
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(expected);
            String run = runId(id);

            ExecutionResult again = provider.startExecution("test", input("{}"));

            assertThat(again.created()).isFalse();
            assertThat(again.executionId()).isEqualTo(id);
            assertThat(again.state()).isEqualTo(expected);
            assertThat(runId(id)).isEqualTo(run);
            assertThatThrownBy(() -> provider.startExecution("test", input("{\"other\": 1}")))
                    .isInstanceOf(LandlordException.class)
                    .hasMessageContaining("another input");
        }
    }

    private String runId(String id) {
        return History.of(settings, id)
                .getFirst()
                .getWorkflowExecutionStartedEventAttributes()
                .getOriginalExecutionRunId();
    }

    private static ExecutionInput input(String json) {
        return ExecutionInput.of("one", JsonMapper.shared().readTree(json));
    }

    @Test
    void of_an_execution_that_failed() {
        assertTaken(FAILS, ExecutionState.FAILED, false, false);
    }

    @Test
    void of_one_that_was_stopped() {
        assertTaken(RESTS, ExecutionState.CANCELLED, true, false);
    }

    @Test
    void of_one_that_others_terminated() {
        assertTaken(RESTS, ExecutionState.CANCELLED, false, true);
    }

    @Test
    void of_one_whose_time_was_up() {
        assertTaken(TIMES_OUT, ExecutionState.TIMED_OUT, false, false);
    }

    @Test
    void nothing_that_a_worker_keeps_in_memory_matters() {
        String tasks = """
                - each:
                    for: {in: '${ [range(5)] }', each: n}
                    do:
                      - one:
                          call: echo
                          with: {n: '${ $n }'}
                - all:
                    fork:
                      branches:
                        - a:
                            call: echo
                            with: {n: 1}
                        - b:
                            wait: PT1S
                """;
        try (TemporalProvider provider = TemporalProvider.open(Recording.handlers(), OnTemporal.forgetful(settings))) {
            String id = OnTemporal.start(provider, tasks, "{}");

            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(History.of(settings, id)).noneMatch(event -> event.hasWorkflowTaskFailedEventAttributes());
        }
    }
}
