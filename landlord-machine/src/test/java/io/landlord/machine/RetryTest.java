package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.catchWith;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Calls that are tried again, and blocks that are run again (docs/language.md, "Errors, retries, timeouts"). */
class RetryTest {
    private static final String TIMEOUT = "https://open-workflow-specification.org/spec/1.0.0/errors/timeout";

    private static RetryPolicy policy(int attempts, double jitter) {
        return new RetryPolicy(attempts, Duration.ofSeconds(1), 3, Duration.ofSeconds(5), jitter, Set.of());
    }

    /** Fails the call each time and gives the delays between the attempts. */
    private static List<Duration> delays(Program program) {
        Host host = Host.started(program);
        List<Duration> delays = new ArrayList<>();
        while (host.state.outcome() == null) {
            host.fail("h", 503);
            if (!host.timers().isEmpty()) {
                Instant due = host.timer(CommandId.Purpose.BACKOFF).fireAt();
                delays.add(Duration.between(host.now, due));
                host.advance(delays.getLast());
            }
        }
        return delays;
    }

    @Test
    void the_delays_of_a_call_grow_to_the_longest() {
        assertThat(delays(workflow(call("h", policy(5, 0)))))
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    @Test
    void jitter_moves_a_delay_of_a_call_by_at_most_its_part_and_equally_in_every_run() {
        Program program = workflow(call("h", policy(30, 0.2)));
        List<Duration> delays = delays(program);

        assertThat(delays.subList(2, delays.size()))
                .allSatisfy(delay -> assertThat(delay.toMillis()).isBetween(4_000L, 6_000L));
        assertThat(delays.stream().distinct().count()).isGreaterThan(20);
        assertThat(delays(program)).isEqualTo(delays);
    }

    @Test
    void every_attempt_of_a_call_has_its_own_id_on_the_same_path() {
        Host host = Host.started(workflow(call("h", RetryPolicy.attempts(3, Duration.ZERO))));
        host.fail("h", 500);
        host.fail("h", 500);
        host.done("h", "'made'");

        assertThat(host.commands.stream().map(command -> command.id().toString()))
                .containsExactly("0!call.1", "0!call.2", "0!call.3");
        assertThat(host.output()).isEqualTo(Programs.json("'made'"));
        assertThat(host.trace.toJson().get(1).get("failedAttempts")).hasSize(2);
    }

    @Test
    void a_failure_that_is_not_retryable_or_of_a_type_that_is_named_ends_the_attempts() {
        Host host = Host.started(workflow(call("h", policy(3, 0))));
        host.apply(new Event.CallFailed(host.now, host.call("h").id(), Host.failure(400, false)));
        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);

        String other = "https://open-workflow-specification.org/dsl/errors/types/communication";
        RetryPolicy named = new RetryPolicy(3, Duration.ZERO, 1, Duration.ZERO, 0, Set.of(other));
        Host second = Host.started(workflow(call("h", named)));
        second.fail("h", 503);
        assertThat(second.error().status()).isEqualTo(503);
    }

    private static Program tries(Node.Again again) {
        return workflow(attempt("try", catchAll().retry(again), call("h")));
    }

    @Test
    void a_count_of_five_is_five_reruns() {
        assertThat(delays(tries(Node.Again.times(5, "PT2S")))).hasSize(5).containsOnly(Duration.ofSeconds(2));
    }

    @Test
    void linear_and_exponential_delays_are_those_of_the_language() {
        assertThat(delays(tries(Node.Again.times(3, "PT2S").backoff(Retry.Backoff.LINEAR))))
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(delays(tries(Node.Again.times(4, "PT2S").backoff(Retry.Backoff.EXPONENTIAL))))
                .containsExactly(
                        Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(16));
    }

    @Test
    void the_jitter_of_a_try_is_added_to_its_delay() {
        List<Duration> delays = delays(tries(Node.Again.times(30, "PT2S").jitter("PT1S", "PT3S")));

        assertThat(delays).allSatisfy(delay -> assertThat(delay.toMillis()).isBetween(3_000L, 5_000L));
        assertThat(delays.stream().distinct().count()).isGreaterThan(20);
    }

    @Test
    void no_rerun_begins_after_the_duration_since_the_start() {
        assertThat(delays(tries(Node.Again.times(null, "PT2S").duration("PT7S"))))
                .hasSize(3);
    }

    @Test
    void a_rerun_calls_with_another_id_on_the_same_path() {
        Host host = Host.started(tries(Node.Again.times(1, null)));
        host.fail("h", 500);

        assertThat(host.call("h").id().toString()).isEqualTo("0/0@1/0!call.1");
        assertThat(host.call("h").id().path().toString()).isEqualTo("0/0/0");
        host.done("h", "1");
        assertThat(host.entries())
                .containsExactly("  succeeded", "0 /do/0/try completed", "0/0/0 /do/0/try/try/0/h completed");
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void the_limit_of_an_attempt_is_a_timeout_that_the_same_catch_sees() {
        Node.Again again = Node.Again.times(1, "PT1S").attemptDuration("PT5S");
        Host host = Host.started(workflow(attempt(
                "try", catchWith("{type: '" + TIMEOUT + "', status: 408}").retry(again), call("h"))));
        CommandId first = host.call("h").id();
        host.advance(Duration.ofSeconds(5));

        assertThat(host.open).doesNotContainKey(first);
        assertThat(host.commands).contains(new Command.Cancel(first));
        host.advance(Duration.ofSeconds(1));
        host.done("h", "'late but well'");
        assertThat(host.output()).isEqualTo(Programs.json("'late but well'"));
        assertThat(host.open).isEmpty();
    }

    @Test
    void when_the_reruns_are_used_up_the_error_is_raised_again_or_handled() {
        Host raised = Host.started(tries(Node.Again.times(1, null)));
        raised.fail("h", 500);
        raised.fail("h", 502);
        assertThat(raised.error().status()).isEqualTo(502);
        assertThat(raised.error().pointer()).isEqualTo("/do/0/try/try/0/h");

        Host handled = Host.started(workflow(attempt(
                "try", catchAll().retry(Node.Again.times(1, null)).run(set("s", "'${ $error.status }'")), call("h"))));
        handled.fail("h", 500);
        handled.fail("h", 502);
        assertThat(handled.output()).isEqualTo(Programs.json("502"));
        assertThat(handled.entries())
                .containsExactly(
                        "  succeeded",
                        "0 /do/0/try completed",
                        "0/0/0 /do/0/try/try/0/h failed",
                        "0/1/0 /do/0/try/catch/do/0/s completed");
    }

    @Test
    void a_condition_of_the_policy_that_does_not_hold_refuses_the_rerun() {
        Node.Again again = Node.Again.times(3, null).when("$error.status == 503");
        Host host = Host.started(tries(again));
        host.fail("h", 503);
        host.fail("h", 400);

        assertThat(host.error().status()).isEqualTo(400);
    }

    @Test
    void all_three_filters_must_agree() {
        Node.Handling handling = catchWith("{status: 409}")
                .when("$error.type == 'x'".replace('\'', '"'))
                .exceptWhen(".no");

        assertThat(Host.started(workflow(attempt("t", handling, raise("r", "x", 409))))
                        .output())
                .isEqualTo(Programs.json("{}"));
        assertThat(Host.started(workflow(attempt("t", handling, raise("r", "x", 400))))
                        .error()
                        .status())
                .isEqualTo(400);
        assertThat(Host.started(workflow(attempt("t", handling, raise("r", "y", 409))))
                        .error()
                        .type())
                .isEqualTo("y");
        assertThat(Host.started(workflow(attempt("t", handling, raise("r", "x", 409))), "{no: true}")
                        .error()
                        .type())
                .isEqualTo("x");
    }

    @Test
    void an_error_in_a_condition_takes_the_place_of_the_caught_one() {
        Host host = Host.started(workflow(attempt("t", catchAll().when("error(\"no\")"), raise("r", "x", 409))));

        assertThat(host.error().type()).endsWith("/expression");
        assertThat(host.error().pointer()).isEqualTo("/do/0/t");
    }

    @Test
    void the_properties_of_a_filter_are_looked_at_in_the_order_they_are_written() {
        Node.Handling handling = catchWith("{type: 'other', status: '${ error(\"no\") }', title: '${ error(\"no\") }',"
                + " detail: '${ error(\"no\") }', instance: '${ error(\"no\") }'}");
        Host host = Host.started(workflow(attempt("t", handling, raise("r", "x", 409))));

        assertThat(host.error().type()).isEqualTo("x");
    }
}
