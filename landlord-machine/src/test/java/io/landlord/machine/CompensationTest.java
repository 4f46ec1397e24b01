package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.link;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Undoing what was done (docs/language.md, "Compensation"). */
class CompensationTest {
    @Test
    void completed_tasks_are_undone_in_reverse_order_of_completion() {
        Host host = Host.started(workflow(
                fork("f", call("a").compensate(call("undo-a")), call("b").compensate(call("undo-b"))),
                list("l", call("c").compensate(call("undo-c"))).compensate(call("undo-l")),
                raise("r", "x", 409)));
        host.done("b", "1");
        host.done("a", "1");
        host.done("c", "1");
        for (String undo : List.of("undo-l", "undo-c", "undo-a", "undo-b")) {
            assertThat(host.open).hasSize(1);
            host.done(undo, "1");
        }

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
        assertThat(host.error().type()).isEqualTo("x");
        assertThat(host.outcome().compensated()).isEqualTo(4);
        assertThat(host.outcome().compensationError()).isNull();
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void a_compensation_gets_the_recorded_input_and_output() {
        Host host = Host.started(
                workflow(
                        call("a")
                                .inputFrom("'${ .x }'")
                                .outputAs("{made: '${ . }'}")
                                .compensate(
                                        call("u1", RetryPolicy.once(), "['${ . }', '${ $output }']"),
                                        call("u2", RetryPolicy.once(), "['${ . }', '${ $output.made }']")),
                        raise("r", "x", 409)),
                "{x: 5}");
        host.done("a", "7");
        assertThat(host.call("u1").arguments()).isEqualTo(json("[5, {made: 7}]"));
        assertThat(host.call("u1").id().toString()).isEqualTo("0/-1/0!call.1");
        assertThat(host.call("u1").pointer()).isEqualTo("/do/0/a/metadata/compensate/0/u1");
        host.done("u1", "'next'");

        assertThat(host.call("u2").arguments()).isEqualTo(json("['next', 7]"));
        assertThat(host.call("u2").id().toString()).isEqualTo("0/-1/1!call.1");
    }

    @Test
    void a_path_is_undone_once_with_its_last_output() {
        Host host = Host.started(workflow(attempt(
                "t",
                catchAll().retry(Node.Again.times(1, null)),
                call("a").compensate(call("undo", RetryPolicy.once(), "'${ $output }'")),
                call("b"))));
        host.done("a", "1");
        host.fail("b", 500);
        host.done("a", "2");
        host.fail("b", 500);
        assertThat(host.call("undo").arguments()).isEqualTo(json("2"));
        host.done("undo", "1");

        assertThat(host.outcome().compensated()).isEqualTo(1);
    }

    @Test
    void what_completed_in_an_attempt_that_was_never_repeated_so_far_is_undone() {
        Host host = Host.started(workflow(attempt(
                "t", catchAll().retry(Node.Again.times(1, null)), call("a").compensate(call("undo")), call("b"))));
        host.done("a", "1");
        host.fail("b", 500);
        host.fail("a", 500);
        host.done("undo", "1");

        assertThat(host.outcome().compensated()).isEqualTo(1);
    }

    @Test
    void a_compensation_that_fails_keeps_the_others_going_and_its_error_stands_beside() {
        Host host = Host.started(workflow(
                call("a").compensate(call("undo-a")),
                call("b").compensate(call("undo-b", RetryPolicy.attempts(2, Duration.ofSeconds(1))), call("more-b")),
                raise("r", "x", 409)));
        host.done("a", "1");
        host.done("b", "1");
        host.fail("undo-b", 501);
        host.advance(Duration.ofSeconds(1));
        host.fail("undo-b", 502);
        host.done("undo-a", "1");

        assertThat(host.error().status()).isEqualTo(409);
        assertThat(host.outcome().compensated()).isEqualTo(2);
        assertThat(host.outcome().compensationError())
                .isNotNull()
                .satisfies(error -> assertThat(error.status()).isEqualTo(502));
    }

    @Test
    void end_in_a_compensation_ends_that_list_and_no_other() {
        Host host = Host.started(workflow(
                call("a").compensate(call("undo-a")),
                call("b").compensate(list("l", fork("f", call("undo-b").then("end"), call("beside"))), call("more-b")),
                raise("r", "x", 409)));
        host.done("a", "1");
        host.done("b", "1");
        host.done("undo-b", "1");
        assertThat(host.open).hasSize(1);
        host.done("undo-a", "1");

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
        assertThat(host.outcome().compensated()).isEqualTo(2);
    }

    @Test
    void nothing_is_undone_when_the_execution_succeeds_or_nothing_completed() {
        Host succeeded = Host.started(workflow(call("a").compensate(call("undo"))));
        succeeded.done("a", "1");
        assertThat(succeeded.outcome().compensated()).isZero();

        Host failed = Host.started(workflow(call("a").compensate(call("undo"))));
        failed.fail("a", 500);
        assertThat(failed.outcome().compensated()).isZero();
    }

    @Test
    void a_cancelled_and_a_timed_out_execution_are_undone_too() {
        Host cancelled = Host.started(workflow(call("a").compensate(call("undo")), call("b")));
        cancelled.done("a", "1");
        cancelled.cancel();
        assertThat(cancelled.state.executionState()).isEqualTo(ExecutionState.RUNNING);
        cancelled.done("undo", "1");
        assertThat(cancelled.outcome().state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(cancelled.outcome().compensated()).isEqualTo(1);

        Host late = Host.started(
                link(list("", call("a").compensate(call("undo")), call("b")).timeout("PT5S")));
        late.done("a", "1");
        late.advance(Duration.ofSeconds(5));
        late.done("undo", "1");
        assertThat(late.outcome().state()).isEqualTo(ExecutionState.TIMED_OUT);
        assertThat(late.outcome().compensated()).isEqualTo(1);
    }

    @Test
    void a_scope_that_end_left_counts_as_completed_and_is_undone() {
        Host host =
                Host.started(link(list("", list("l", set("a", "1").then("end")).compensate(call("undo")))
                        .outputAs("'${ error(\"no\") }'")));

        assertThat(host.call("undo").pointer()).isEqualTo("/do/0/l/metadata/compensate/0/undo");
    }

    @Test
    void the_trace_keeps_no_compensation_of_a_branch_it_does_not_keep() {
        Host host = Host.started(workflow(fork("f", call("a").compensate(call("undo")), call("b"))));
        host.done("a", "1");
        host.fail("b", 500);
        host.done("undo", "1");

        assertThat(host.outcome().compensated()).isEqualTo(1);
        assertThat(host.entries())
                .containsExactly("  failed", "0 /do/0/f failed", "0/1 /do/0/f/fork/branches/1/b failed");
    }
}
