package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.catchWith;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an engine does by itself is what the machine would have done. */
class OwnRetryTest {

    /** Fails the call each time and holds what the machine does then against what was said without it. */
    private static void assertForetold(Program program) {
        OwnRetry retry = OwnRetry.of(program).values().iterator().next();
        Host host = Host.started(program);
        while (!host.calls("h").isEmpty()) {
            Command.Call call = host.call("h");
            Event.Failure failure = Host.failure(503, true);
            Optional<Duration> delay = retry.delayAfter("execution-1", call.id(), call.pointer(), failure);
            Instant failed = host.now;
            host.fail("h", 503);
            if (delay.isEmpty()) {
                assertThat(host.open).isEmpty();
                return;
            }
            if (!delay.get().isZero()) {
                Command.StartTimer timer = host.timer(CommandId.Purpose.BACKOFF);
                assertThat(timer.id()).isEqualTo(OwnRetry.delayOf(call.id()));
                assertThat(timer.fireAt()).isEqualTo(failed.plus(delay.get()));
                host.advance(delay.get());
            }
            assertThat(host.call("h"))
                    .isEqualTo(new Command.Call(
                            OwnRetry.after(call.id(), 1), call.pointer(), "h", call.arguments(), null, null));
        }
    }

    private static Node tries(Node.Again again) {
        return attempt("try", catchAll().retry(again), call("h"));
    }

    @Test
    void delays_and_ids_are_those_of_the_machine() {
        assertForetold(workflow(tries(Node.Again.times(3, "PT2S"))));
        assertForetold(workflow(tries(Node.Again.times(3, null))));
        assertForetold(workflow(tries(Node.Again.times(0, "PT2S"))));
        assertForetold(workflow(tries(Node.Again.times(4, "PT2S").backoff(Retry.Backoff.LINEAR))));
        assertForetold(workflow(tries(Node.Again.times(9, "PT2S").backoff(Retry.Backoff.EXPONENTIAL))));
        assertForetold(workflow(tries(Node.Again.times(20, "PT2S").jitter("PT1S", "PT3S"))));
        assertForetold(workflow(set("before", "1"), each("loop", "[1, 2]", tries(Node.Again.times(2, "PT1S")))));
    }

    @Test
    void an_error_that_the_filter_does_not_name_is_left_to_the_machine() {
        assertForetold(
                workflow(attempt("try", catchWith("{status: 503}").retry(Node.Again.times(2, "PT1S")), call("h"))));
        assertForetold(
                workflow(attempt("try", catchWith("{status: 500}").retry(Node.Again.times(2, "PT1S")), call("h"))));
        assertForetold(workflow(attempt(
                "try",
                catchWith("{type: 'https://open-workflow-specification.org/spec/1.0.0/errors/communication'}")
                        .retry(Node.Again.times(2, "PT1S")),
                call("h"))));
    }

    @Test
    void what_takes_more_than_the_failure_to_decide_is_left_to_the_machine() {
        Node.Again again = Node.Again.times(2, "PT1S");
        RetryPolicy policy = RetryPolicy.attempts(2, Duration.ofSeconds(1));
        for (Node task : List.of(
                attempt("try", catchAll(), call("h")),
                attempt("try", catchAll().retry(again), call("h"), call("i")),
                attempt("try", catchAll().retry(again), set("a", "1")),
                attempt("try", catchAll().retry(again), call("h", policy)),
                attempt(
                        "try",
                        catchAll().retry(again),
                        call("h", RetryPolicy.once(), "{at: '${ $task.startedAt.iso8601 }'}")),
                attempt("try", catchWith("{status: '${ .n }'}").retry(again), call("h")),
                tries(again.when("${ true }")),
                tries(again.duration("PT1M")),
                tries(again.attemptDuration("PT1M")),
                attempt("try", catchAll().when("${ true }").retry(again), call("h")),
                attempt("try", catchAll().exceptWhen("${ false }").retry(again), call("h")),
                tries(again).timeout("PT1M"),
                each("loop", "[1]", tries(again)).timeout("PT1M"),
                attempt("try", catchAll().retry(again), call("h").timeout("PT1M")))) {
            assertThat(OwnRetry.of(workflow(task))).as("%s", task).isEmpty();
        }
        assertThat(OwnRetry.of(Programs.limited(workflow(tries(again)), Duration.ofDays(1))))
                .isEmpty();
    }
}
