package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.PausesExecutions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pausing and resuming, or the absence of it. How fast a pause takes hold is the engine's. */
@Needs(Capability.PAUSE)
public abstract class PauseConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n- next:\n    call: next\n";

    private PausesExecutions pauses() {
        return provider(PausesExecutions.class);
    }

    @Test
    void a_paused_execution_says_so_until_it_is_resumed() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        pauses().pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);

        pauses().resumeExecution(id);
        awaitState(id, ExecutionState.RUNNING);
    }

    @Test
    void a_paused_execution_starts_nothing_new_and_goes_on_when_resumed() {
        Gate gate = gate();
        register("work", gate.stubborn(json("{\"from\": \"work\"}")));
        RecordingHandler next = register("next", Answer.json("{\"from\": \"next\"}"));
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        pauses().pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);
        gate.open();
        gate.awaitAnswered();
        assertThat(status(id).state()).isEqualTo(ExecutionState.PAUSED);
        assertThat(next.calls()).isEmpty();
        pauses().resumeExecution(id);

        assertSucceeded(awaitEnd(id), "{\"from\": \"next\"}");
        assertThat(next.calls()).hasSize(1);
    }

    @Test
    void pausing_and_resuming_twice_is_the_same_as_once() {
        Gate gate = gate();
        RecordingHandler work = register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        pauses().pauseExecution(id);
        pauses().pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);
        pauses().resumeExecution(id);
        pauses().resumeExecution(id);
        gate.open();

        assertSucceeded(awaitEnd(id), "{}");
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void timeouts_go_on_counting() {
        Gate gate = gate();
        register("work", gate.then(after(Duration.ofHours(1), Answer.echo())));
        register("next", Answer.echo());
        deploy(spec(WORK).withTimeout(Duration.ofSeconds(3)));
        String id = start("{}");
        gate.awaitCall();

        pauses().pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);
        gate.open();
        gate.awaitAbandoned();
        pauses().resumeExecution(id);

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.TIMED_OUT);
    }

    @Test
    void a_paused_execution_can_be_stopped() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();
        pauses().pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);

        provider().stopExecution(id, "the customer left");

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void an_execution_that_has_ended_is_a_conflict() {
        ExecutionStatus ended = run(spec("- a:\n    set: {x: 1}\n"), "{}");

        refuses(ErrorCode.EXECUTION_CONFLICT, () -> pauses().pauseExecution(ended.executionId()));
        refuses(ErrorCode.EXECUTION_CONFLICT, () -> pauses().resumeExecution(ended.executionId()));
        assertThat(status(ended.executionId())).isEqualTo(ended);
    }

    @Test
    void an_unknown_execution_is_not_found() {
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> pauses().pauseExecution("nobody"));
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> pauses().resumeExecution("nobody"));
    }
}
