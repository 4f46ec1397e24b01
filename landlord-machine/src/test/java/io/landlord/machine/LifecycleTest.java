package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.pause;
import static io.landlord.machine.Programs.race;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pause, hold, cancel, and what the machine refuses. */
class LifecycleTest {
    @Test
    void a_paused_execution_takes_results_in_and_starts_nothing() {
        Host host = Host.started(workflow(call("a"), call("b")));
        host.pause();
        assertThat(host.state.executionState()).isEqualTo(ExecutionState.PAUSED);
        host.done("a", "1");
        assertThat(host.open).isEmpty();
        assertThat(host.state.unfinished()).isTrue();
        host.unpause();

        assertThat(host.call("b")).isNotNull();
        assertThat(host.state.executionState()).isEqualTo(ExecutionState.RUNNING);
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void a_paused_execution_starts_no_further_attempt_at_a_call() {
        Host host = Host.started(workflow(call("a", RetryPolicy.attempts(3, Duration.ofSeconds(1)))));
        host.pause();
        host.fail("a", 503);
        assertThat(host.open).isEmpty();
        host.unpause();
        assertThat(host.timers()).hasSize(1);

        host.pause();
        host.advance(Duration.ofSeconds(1));
        assertThat(host.open).isEmpty();
        host.assertOpenIsKnown();
        assertThat(Host.reloaded(host.state)).isEqualTo(host.state);
        host.unpause();
        assertThat(host.call("a").id().attempt()).isEqualTo(2);
    }

    @Test
    void a_held_execution_records_the_end_of_an_attempt_and_starts_no_delay() {
        Host host = Host.started(workflow(
                attempt("t", catchAll().retry(Node.Again.times(1, "PT3S").attemptDuration("PT5S")), call("a"))));
        host.holding(true);
        host.advance(Duration.ofSeconds(5));
        assertThat(host.open).isEmpty();
        host.holding(false);
        boolean more = host.resume();

        assertThat(more).isFalse();
        assertThat(host.timers()).hasSize(1);
    }

    @Test
    void a_held_execution_says_that_no_more_is_to_be_done_now() {
        Host host = Host.started(workflow(call("a"), call("b")));
        host.holding(true);
        boolean more = host.begin(new Event.CallDone(host.now, host.call("a").id(), json("1")));
        assertThat(more).isFalse();
        assertThat(host.open).isEmpty();
        host.holding(false);
        boolean left = host.resume();

        assertThat(left).isFalse();
        assertThat(host.open).hasSize(1);
    }

    @Test
    void cancelling_takes_everything_back_and_ends_at_once() {
        Host host = Host.started(workflow(fork("f", call("a"), pause("w", "PT1H"), race("g", call("b"), call("c")))));
        host.cancel();

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(host.open).isEmpty();
        assertThat(host.entries()).containsExactly("  cancelled", "0 /do/0/f cancelled");
    }

    @Test
    void a_paused_execution_can_be_cancelled() {
        Host host = Host.started(workflow(call("a"), call("b")));
        host.pause();
        host.done("a", "1");
        host.cancel();

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void an_execution_that_is_being_undone_is_not_cancelled_again() {
        Host host = Host.started(workflow(call("a").compensate(call("undo")), raise("r", "x", 400)));
        host.done("a", "1");
        host.cancel();
        host.done("undo", "1");

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
    }

    @Test
    void a_pause_stops_compensation_too() {
        Host host = Host.started(workflow(call("a").compensate(call("u1"), call("u2")), raise("r", "x", 400)));
        host.done("a", "1");
        host.pause();
        host.done("u1", "1");
        assertThat(host.open).isEmpty();
        host.unpause();

        assertThat(host.call("u2")).isNotNull();
    }

    @Test
    void an_execution_that_is_over_takes_events_and_changes_only_its_time() {
        Host host = Host.started(workflow(set("a", "1")));
        State ended = host.state;
        host.now = host.now.plusSeconds(9);
        host.cancel();
        host.pause();
        host.unpause();
        host.apply(new Event.TimerFired(host.now, CommandId.parse("0!wait.0")));

        assertThat(host.state.outcome()).isEqualTo(ended.outcome());
        assertThat(host.state.now()).isEqualTo(host.now);
        assertThat(host.state.steps()).isEqualTo(ended.steps());
        assertThat(host.commands).isEmpty();
    }

    @Test
    void an_event_before_the_first_and_a_second_first_are_refused() {
        Program program = workflow(call("a"));
        Host host = Host.started(program);

        assertThatThrownBy(() -> host.start("{}")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Host(program).cancel()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_state_of_another_program_format_or_semantics_is_refused() {
        Program program = workflow(call("a"));
        State state = Host.started(program).state;
        var encoded = StateCodec.encode(state);
        var newer = ((tools.jackson.databind.node.ObjectNode) encoded.deepCopy()).put("format", State.FORMAT + 1);
        var other = ((tools.jackson.databind.node.ObjectNode) encoded.deepCopy()).put("semantics", State.SEMANTICS + 1);

        assertThatThrownBy(() -> StateCodec.decode(newer)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Machine.run(program, StateCodec.decode(other), Budget.SLICE, Sink.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Machine.run(program, State.initial("another"), Budget.SLICE, Sink.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_endless_loop_can_be_cancelled_between_two_slices_and_its_journal_folded() {
        Host host = new Host(workflow(set("a", "1").then("a")), 1_000);
        boolean more = host.begin(new Event.Started(host.now, "execution-1", json("{}")));
        for (int slice = 0; slice < 5; slice++) {
            assertThat(more).isTrue();
            more = host.resume();
        }
        host.cancel();

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(host.state.steps()).isBetween(5_000L, 7_000L);
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void an_event_that_is_older_than_the_newest_does_not_turn_the_time_back() {
        Host host = Host.started(workflow(call("a"), pause("w", "PT5S")));
        host.apply(new Event.CallDone(host.now.minusSeconds(60), host.call("a").id(), json("1")));

        assertThat(host.timer(CommandId.Purpose.WAIT).fireAt()).isEqualTo(Host.START.plusSeconds(5));
    }
}
