package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.Capability;
import org.junit.jupiter.api.Test;

/** Sending events into executions, or the absence of it. */
@Needs(Capability.SIGNAL)
public abstract class SignalConformance extends Conformance {
    private static final String LISTEN = """
            - hear:
                listen: {to: {one: {with: {type: com.example.paid}}}}
            """;

    private AcceptsSignals signals() {
        return provider(AcceptsSignals.class);
    }

    private void signal(String executionId, String name, String id, String payload) {
        signals().signalExecution(executionId, EventMessage.signal(name, id, json(payload)));
    }

    private void paid(String executionId, String id, int amount) {
        signal(executionId, "com.example.paid", id, "{\"amount\": " + amount + "}");
    }

    @Test
    void a_signal_reaches_the_listen_that_waits_for_it() {
        deploy(LISTEN);
        String id = start("{}");
        patience()
                .until(
                        () -> "the listen of " + status(id),
                        () -> status(id).currentTasks().stream()
                                .anyMatch(task -> task.pointer().equals("/do/0/hear")));

        paid(id, "1", 12);

        assertSucceeded(awaitEnd(id), "[{\"amount\": 12}]");
    }

    @Test
    void a_signal_that_comes_before_its_listen_waits() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n" + LISTEN);
        String id = start("{}");
        gate.awaitCall();

        paid(id, "1", 12);
        gate.open();

        assertSucceeded(awaitEnd(id), "[{\"amount\": 12}]");
    }

    @Test
    void a_signal_that_comes_twice_counts_once() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("""
                - work:
                    call: work
                - hear:
                    listen: {to: {any: [{with: {type: com.example.paid}}], until: length == 2}}
                """);
        String id = start("{}");
        gate.awaitCall();

        paid(id, "1", 12);
        paid(id, "1", 12);
        paid(id, "2", 30);
        gate.open();

        assertSucceeded(awaitEnd(id), "[{\"amount\": 12}, {\"amount\": 30}]");
    }

    @Test
    void signals_are_heard_in_the_order_they_were_sent() {
        deploy("""
                - hear:
                    listen: {to: {any: [{with: {type: com.example.paid}}], until: length == 5}}
                """);
        String id = start("{}");

        for (int number = 1; number <= 5; number++) {
            paid(id, "" + number, number);
        }

        assertSucceeded(
                awaitEnd(id), "[{\"amount\": 1}, {\"amount\": 2}, {\"amount\": 3}, {\"amount\": 4}, {\"amount\": 5}]");
    }

    @Test
    void a_signal_that_nothing_waits_for_has_no_effect() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n");
        String id = start("{}");
        gate.awaitCall();

        paid(id, "1", 12);
        gate.open();

        assertSucceeded(awaitEnd(id), "{}");
    }

    @Test
    void a_signal_reaches_the_execution_it_is_sent_to_alone() {
        deploy(LISTEN);
        String one = start("one", "{}");
        String two = start("two", "{}");

        paid(one, "1", 12);

        assertSucceeded(awaitEnd(one), "[{\"amount\": 12}]");
        assertThat(status(two).state()).isEqualTo(ExecutionState.RUNNING);
    }

    @Test
    void an_execution_that_has_ended_is_a_conflict() {
        ExecutionStatus ended = run(spec("- a:\n    set: {x: 1}\n"), "{}");

        refuses(ErrorCode.EXECUTION_CONFLICT, () -> paid(ended.executionId(), "1", 12));
    }

    @Test
    void a_signal_after_a_listen_that_was_stopped_is_a_conflict() {
        deploy(LISTEN);
        String id = start("{}");
        provider().stopExecution(id, "enough");
        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);

        refuses(ErrorCode.EXECUTION_CONFLICT, () -> paid(id, "1", 12));
    }

    @Test
    void an_unknown_execution_is_not_found() {
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> paid("nobody", "1", 12));
    }
}
