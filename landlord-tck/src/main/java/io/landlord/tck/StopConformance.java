package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.Compensation;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.tck.RecordingHandler.Call;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Stopping executions: what is open is abandoned, what was done is undone, and the end is {@code cancelled}. */
public abstract class StopConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n- next:\n    call: next\n";
    private static final String WITH_UNDO = """
            - first:
                set: {step: 1}
                metadata:
                  compensate:
                    - undoFirst:
                        call: undo
                        with: {undone: '${ $output.step }'}
            - second:
                set: {step: 2}
                metadata:
                  compensate:
                    - undoSecond:
                        call: undo
                        with: {undone: '${ $output.step }'}
            - work:
                call: work
            """;

    @Test
    void an_open_call_is_abandoned() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler next = register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        ExecutionStatus status = awaitEnd(id);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status.output()).isNull();
        assertThat(status.stopTime()).isNotNull();
        assertThat(status.currentTasks()).isEmpty();
        assertThat(status.compensation()).isNull();
        assertThat(next.calls()).isEmpty();
    }

    @Test
    void the_reason_is_the_detail_of_the_error() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        ExecutionStatus status = awaitEnd(id);
        assertThat(status.error()).isNotNull();
        assertThat(status.error().detail()).isEqualTo("the customer left");
        assertThat(status.history().getLast().type()).isEqualTo(ExecutionEvent.Type.EXECUTION_CANCELLED);
    }

    @Test
    void the_handler_of_an_abandoned_call_is_told() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        gate.awaitAbandoned();
        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void an_open_wait_is_abandoned() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler next = register("next", Answer.echo());
        deploy("""
                - both:
                    fork:
                      branches:
                        - work:
                            call: work
                        - later:
                            do:
                              - rest:
                                  wait: PT1H
                              - next:
                                  call: next
                """);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(next.calls()).isEmpty();
    }

    @Test
    void an_attempt_that_is_still_to_come_is_abandoned() {
        Gate gate = gate();
        register("hold", gate.then(Answer.echo()));
        RecordingHandler work = register(
                "work",
                HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(3, Duration.ofHours(1))),
                Answer.retryable("busy"));
        deploy("""
                - both:
                    fork:
                      branches:
                        - hold:
                            call: hold
                        - work:
                            call: work
                """);
        String id = start("{}");
        gate.awaitCall();
        patience().until(() -> "the first attempt", () -> !work.calls().isEmpty());

        provider().stopExecution(id, "the customer left");

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void a_result_that_comes_after_the_stop_is_ignored() {
        Gate gate = gate();
        register("work", gate.stubborn(json("{\"late\": true}")));
        RecordingHandler next = register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "the customer left");
        ExecutionStatus ended = awaitEnd(id);

        gate.open();
        gate.awaitAnswered();

        assertThat(ended.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status(id).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status(id).output()).isNull();
        assertThat(next.calls()).isEmpty();
    }

    @Test
    void an_execution_that_never_waits_can_be_stopped() {
        deploy("- spin:\n    set: {x: 1}\n    then: spin\n");
        String id = start("{}");
        assertThat(status(id).state().isFinal()).isFalse();

        provider().stopExecution(id, "it would never end");

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void stopping_twice_changes_nothing() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        register("next", Answer.echo());
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "first reason");
        ExecutionStatus ended = awaitEnd(id);

        provider().stopExecution(id, "second reason");

        assertThat(ended.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status(id)).isEqualTo(ended);
    }

    @Test
    void stopping_an_execution_that_has_ended_changes_nothing() {
        ExecutionStatus ended = run(spec("- a:\n    set: {x: 1}\n"), "{}");
        assertSucceeded(ended, "{\"x\": 1}");

        provider().stopExecution(ended.executionId(), "too late");

        assertThat(status(ended.executionId())).isEqualTo(ended);
    }

    @Test
    void what_was_done_is_undone_in_reverse_order() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler undo = register("undo", Answer.echo());
        deploy(WITH_UNDO);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        ExecutionStatus status = awaitEnd(id);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status.compensation()).isEqualTo(new Compensation(true, null));
        assertThat(undo.calls())
                .extracting(Call::arguments)
                .containsExactly(json("{\"undone\": 2}"), json("{\"undone\": 1}"));
    }

    @Test
    void stopping_does_not_wait_for_compensation_and_a_second_stop_does_not_end_it() {
        Gate gate = gate();
        Gate undoing = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler undo = register("undo", undoing.then(Answer.echo()), Answer.echo());
        deploy(WITH_UNDO);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "first reason");
        undoing.awaitCall();
        provider().stopExecution(id, "second reason");
        assertThat(status(id).state().isFinal()).isFalse();
        undoing.open();

        ExecutionStatus status = awaitEnd(id);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status.error()).isNotNull();
        assertThat(status.error().detail()).isEqualTo("first reason");
        assertThat(undo.calls()).hasSize(2);
    }

    @Test
    void a_compensation_that_fails_keeps_the_others_going_and_stands_beside_the_error() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler undo = register("undo", Answer.permanent("cannot be undone"), Answer.echo());
        deploy(WITH_UNDO);
        String id = start("{}");
        gate.awaitCall();

        provider().stopExecution(id, "the customer left");

        ExecutionStatus status = awaitEnd(id);
        assertThat(undo.calls()).hasSize(2);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status.error()).isNotNull();
        assertThat(status.error().detail()).isEqualTo("the customer left");
        assertThat(status.compensation()).isNotNull();
        assertThat(status.compensation().complete()).isFalse();
        assertThat(status.compensation().error()).isNotNull();
        assertThat(status.compensation().error().pointer()).isEqualTo("/do/1/second/metadata/compensate/0/undoSecond");
    }

    @Test
    void an_execution_that_does_not_exist_is_not_found() {
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> provider().stopExecution("nobody", "why not"));
    }
}
