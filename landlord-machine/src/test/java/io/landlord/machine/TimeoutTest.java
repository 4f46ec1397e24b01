package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.link;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.pause;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Deadlines over whole activations (docs/language.md, "Errors, retries, timeouts"). */
class TimeoutTest {
    private static final String TIMEOUT = "https://open-workflow-specification.org/spec/1.0.0/errors/timeout";
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private static void assertTimedOutAt(Host host, String pointer) {
        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
        assertThat(host.error().type()).isEqualTo(TIMEOUT);
        assertThat(host.error().status()).isEqualTo(408);
        assertThat(host.error().pointer()).isEqualTo(pointer);
        assertThat(host.open).isEmpty();
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void a_call_that_takes_too_long_fails_and_is_cancelled() {
        Host host = Host.started(workflow(call("h").timeout("PT5S")));
        Command.Call call = host.call("h");
        assertThat(call.deadline()).isEqualTo(Host.START.plus(FIVE_SECONDS));

        host.advance(FIVE_SECONDS);

        assertThat(host.commands).contains(new Command.Cancel(call.id()));
        assertTimedOutAt(host, "/do/0/h");
    }

    @Test
    void a_call_that_is_done_in_time_takes_its_timer_back() {
        Host host = Host.started(workflow(call("h").timeout("PT5S")));
        CommandId timer = host.timer(CommandId.Purpose.DEADLINE).id();
        host.done("h", "1");

        assertThat(host.commands.getLast()).isEqualTo(new Command.Cancel(timer));
        assertThat(host.output()).isEqualTo(json("1"));
    }

    @Test
    void the_delays_between_attempts_at_a_call_count_too() {
        Host host = Host.started(workflow(
                call("h", RetryPolicy.attempts(9, Duration.ofSeconds(3))).timeout("PT5S")));
        host.fail("h", 503);
        host.advance(Duration.ofSeconds(3));
        host.fail("h", 503);
        host.advance(Duration.ofSeconds(2));

        assertTimedOutAt(host, "/do/0/h");
        assertThat(host.trace.toJson().get(1).get("failedAttempts")).hasSize(2);
    }

    @Test
    void a_wait_that_is_longer_than_its_timeout_fails() {
        Host host = Host.started(workflow(pause("w", "PT1H").timeout("PT5S")));
        host.advance(FIVE_SECONDS);

        assertTimedOutAt(host, "/do/0/w");
    }

    @Test
    void a_try_does_not_catch_its_own_timeout_and_keeps_its_failed_attempts() {
        Host host = Host.started(workflow(
                attempt("t", catchAll().retry(Node.Again.times(9, "PT3S")).run(set("s", "1")), call("h"))
                        .timeout("PT5S")));
        host.fail("h", 500);
        host.advance(Duration.ofSeconds(3));
        host.fail("h", 500);
        host.advance(FIVE_SECONDS);

        assertTimedOutAt(host, "/do/0/t");
        assertThat(host.trace.toJson().get(1).get("failedAttempts")).hasSize(2);
    }

    @Test
    void a_try_around_catches_the_timeout_of_a_task() {
        Host host = Host.started(workflow(attempt(
                "t", catchAll().run(set("s", "'${ $error.type }'")), call("h").timeout("PT5S"))));
        host.advance(FIVE_SECONDS);

        assertThat(host.output().stringValue()).isEqualTo(TIMEOUT);
    }

    @Test
    void a_timeout_around_a_fork_takes_everything_in_its_branches_back() {
        Host host = Host.started(workflow(list(
                        "outer",
                        fork(
                                "f",
                                call("a"),
                                list("in", pause("w", "PT1H")),
                                fork("g", call("b").timeout("PT9S"))))
                .timeout("PT5S")));
        assertThat(host.open).hasSize(5);
        host.advance(FIVE_SECONDS);

        assertTimedOutAt(host, "/do/0/outer");
    }

    @Test
    void a_fork_that_takes_too_long_is_decided_by_no_branch() {
        Host host = Host.started(workflow(fork("f", call("a"), call("b")).timeout("PT5S")));
        host.done("a", "1");
        host.advance(FIVE_SECONDS);

        assertTimedOutAt(host, "/do/0/f");
        assertThat(host.entries()).containsExactly("  failed", "0 /do/0/f failed");
    }

    @Test
    void the_timeout_of_the_workflow_ends_it_as_timed_out_and_nothing_catches_it() {
        Host host =
                Host.started(link(list("", attempt("t", catchAll(), call("h"))).timeout("PT5S")));
        host.advance(FIVE_SECONDS);

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.TIMED_OUT);
        assertThat(host.error().pointer()).isEqualTo("/do");
        assertThat(host.error().status()).isEqualTo(408);
        assertThat(host.open).isEmpty();
    }

    @Test
    void the_earlier_of_the_documents_and_the_deployments_limit_decides() {
        Program program = link(list("", call("h")).timeout("PT1H"));
        Host host = Host.started(Programs.limited(program, FIVE_SECONDS));
        host.advance(FIVE_SECONDS);

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.TIMED_OUT);
    }

    @Test
    void a_timeout_may_be_computed_from_the_transformed_input() {
        Host host = Host.started(
                workflow(call("h").inputFrom("'${ .limits }'").timeout("${ {seconds: .s} }")), "{limits: {s: 5}}");

        assertThat(host.timer(CommandId.Purpose.DEADLINE).fireAt()).isEqualTo(Host.START.plus(FIVE_SECONDS));
    }

    @Test
    void a_result_that_comes_after_the_timeout_is_ignored() {
        Host host = Host.started(
                workflow(attempt("t", catchAll().run(call("again")), call("h").timeout("PT5S"))));
        CommandId late = host.call("h").id();
        host.advance(FIVE_SECONDS);
        State before = host.state;
        host.apply(new Event.CallDone(host.now, late, json("1")));

        assertThat(host.state).isEqualTo(before);
        assertThat(host.open).hasSize(1);
    }
}
