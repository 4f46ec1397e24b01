package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Telling a listener of the end of executions: once each, with the last state, and whatever the listener does. */
public abstract class ListenerConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n";

    private final List<ExecutionSummary> told = new ArrayList<>();
    private volatile boolean fails;

    @Override
    final void ended(ExecutionSummary execution) {
        synchronized (told) {
            told.add(execution);
        }
        if (fails) {
            throw new IllegalStateException("the listener is broken");
        }
    }

    private List<ExecutionSummary> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** What is told lately, at least so many. */
    private List<ExecutionSummary> awaitTold(int count) {
        patience().until(() -> count + " ends, not " + told(), () -> told().size() >= count);
        return told();
    }

    @Test
    void an_execution_that_succeeds_is_told_as_its_status_tells() {
        deploy("- answer:\n    set: {version: 1}\n");
        Map<String, String> tags = Map.of("tenant", "acme");
        String id = provider()
                .startExecution(WORKFLOW, new ExecutionInput("one", json("{}"), tags))
                .executionId();

        ExecutionSummary summary = awaitTold(1).getFirst();

        ExecutionStatus status = status(id);
        assertThat(summary)
                .isEqualTo(new ExecutionSummary(
                        id,
                        WORKFLOW,
                        "1",
                        "one",
                        ExecutionState.SUCCEEDED,
                        status.startTime(),
                        status.stopTime(),
                        tags));
    }

    @Test
    void an_execution_that_fails_is_told() {
        deploy("- a:\n    raise: {error: {type: 'https://example.com/errors/no', status: 400}}\n");
        String id = start("{}");

        assertTold(id, ExecutionState.FAILED);
    }

    @Test
    void an_execution_whose_time_is_up_is_told() {
        deploy("do:\n- rest:\n    wait: PT1H\ntimeout:\n  after: PT2S\n");
        String id = start("{}");

        assertTold(id, ExecutionState.TIMED_OUT);
    }

    @Test
    void a_stopped_execution_is_told_once_its_compensation_is_over() {
        Gate gate = gate();
        Gate undoing = gate();
        register("work", gate.then(Answer.echo()));
        register("undo", undoing.then(Answer.echo()));
        deploy(
                "- first:\n    set: {step: 1}\n    metadata:\n      compensate:\n        - undo:\n            call: undo\n"
                        + WORK);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "the customer left");
        undoing.awaitCall();
        assertThat(told()).isEmpty();

        undoing.open();

        assertTold(id, ExecutionState.CANCELLED);
    }

    @Test
    void a_result_after_the_end_is_no_second_end() {
        Gate gate = gate();
        register("work", gate.stubborn(json("{}")));
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "the customer left");
        assertThat(awaitTold(1)).hasSize(1);

        provider().stopExecution(id, "again");
        gate.open();
        gate.awaitAnswered();
        endAnother();

        assertThat(awaitTold(2)).extracting(ExecutionSummary::executionName).containsExactly("one", "another");
    }

    @Test
    void a_listener_that_fails_changes_nothing_and_is_told_of_the_next() {
        fails = true;
        deploy("- answer:\n    set: {version: 1}\n");

        assertSucceeded(awaitEnd(start("one", "{}")), "{\"version\": 1}");
        assertSucceeded(awaitEnd(start("two", "{}")), "{\"version\": 1}");

        assertThat(awaitTold(2)).extracting(ExecutionSummary::executionName).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void many_executions_at_once_are_each_told_once() {
        deploy("- answer:\n    set: {version: 1}\n");
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < 50; number++) {
            ids.add(start("run-" + number, "{}"));
        }

        assertThat(awaitTold(50)).extracting(ExecutionSummary::executionId).containsExactlyInAnyOrderElementsOf(ids);
    }

    private void assertTold(String executionId, ExecutionState state) {
        assertThat(awaitTold(1)).singleElement().satisfies(summary -> {
            assertThat(summary.executionId()).isEqualTo(executionId);
            assertThat(summary.state()).isEqualTo(state);
            assertThat(summary.stopTime()).isEqualTo(status(executionId).stopTime());
        });
    }

    /** Something later: what was to come of the first would have come by then. */
    private void endAnother() {
        deploy(spec("later", "- answer:\n    set: {version: 1}\n"));
        String id = provider().startExecution("later", input("another", "{}")).executionId();
        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
    }
}
