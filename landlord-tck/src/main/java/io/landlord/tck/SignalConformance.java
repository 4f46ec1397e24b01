package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.Capability;
import org.junit.jupiter.api.Test;

/** Sending events into executions, or the absence of it. */
public abstract class SignalConformance extends Conformance {

    private AcceptsSignals signals() {
        assertThat(provider()).isInstanceOf(AcceptsSignals.class);
        return (AcceptsSignals) provider();
    }

    @Test
    void a_signal_that_nothing_waits_for_has_no_effect() {
        if (isAbsent(Capability.SIGNAL)) {
            return;
        }
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n");
        String id = start("{}");
        gate.awaitCall();

        signals().signalExecution(id, "com.example.paid", json("{\"amount\": 12}"));
        gate.open();

        assertSucceeded(awaitEnd(id), "{}");
    }

    @Test
    void an_execution_that_has_ended_is_a_conflict() {
        if (isAbsent(Capability.SIGNAL)) {
            return;
        }
        ExecutionStatus ended = run(spec("- a:\n    set: {x: 1}\n"), "{}");

        refuses(
                ErrorCode.EXECUTION_CONFLICT,
                () -> signals().signalExecution(ended.executionId(), "com.example.paid", json("{}")));
    }

    @Test
    void an_unknown_execution_is_not_found() {
        if (isAbsent(Capability.SIGNAL)) {
            return;
        }
        refuses(
                ErrorCode.EXECUTION_NOT_FOUND,
                () -> signals().signalExecution("nobody", "com.example.paid", json("{}")));
    }
}
