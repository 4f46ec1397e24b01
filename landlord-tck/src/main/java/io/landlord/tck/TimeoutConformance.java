package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Timeouts of tasks, calls and workflows. How late after its moment a timeout comes is the engine's; tests leave it a
 * wide margin.
 */
public abstract class TimeoutConformance extends Conformance {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_task_that_takes_longer_than_its_timeout_fails() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("- work:\n    call: work\n    timeout:\n      after: PT2S\n"), "{}");

        assertFailedByTimeout(status, "/do/0/work");
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(30));
    }

    @Test
    void a_wait_that_is_longer_than_its_timeout_fails() {
        ExecutionStatus status = run(spec("- rest:\n    wait: PT1H\n    timeout:\n      after: PT2S\n"), "{}");

        assertFailedByTimeout(status, "/do/0/rest");
    }

    @Test
    void a_scope_that_takes_longer_than_its_timeout_fails_itself() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("""
                - outer:
                    timeout:
                      after: PT2S
                    do:
                      - work:
                          call: work
                """), "{}");

        assertFailedByTimeout(status, "/do/0/outer");
    }

    @Test
    void a_timeout_covers_all_attempts_and_the_delays_between() {
        RecordingHandler work = register(
                "work",
                HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(1_000, Duration.ofSeconds(3))),
                Answer.retryable("busy"));

        ExecutionStatus status = run(spec("- work:\n    call: work\n    timeout:\n      after: PT5S\n"), "{}");

        assertFailedByTimeout(status, "/do/0/work");
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void a_timeout_can_be_caught() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("""
                - guarded:
                    try:
                      - work:
                          call: work
                          timeout:
                            after: PT2S
                    catch:
                      errors:
                        with:
                          type: https://open-workflow-specification.org/spec/1.0.0/errors/timeout
                      do:
                        - instead:
                            set: {status: '${ $error.status }', where: '${ $error.instance }'}
                """), "{}");

        assertSucceeded(status, "{\"status\": 408, \"where\": \"/do/0/guarded/try/0/work\"}");
    }

    @Test
    void a_task_that_is_done_in_time_is_not_disturbed_later() {
        register("work", after(Duration.ofSeconds(1), Answer.echo()));

        ExecutionStatus status =
                run(spec("- work:\n    call: work\n    timeout:\n      after: PT4S\n- rest:\n    wait: PT6S\n"), "{}");

        assertSucceeded(status, "{}");
    }

    @Test
    void a_result_that_comes_after_the_timeout_is_ignored() {
        RecordingHandler work = register("work", (arguments, context) -> {
            try {
                after(HOUR, Answer.echo()).to(arguments, context);
            } catch (InterruptedException ignored) {
                return json("{\"late\": true}");
            }
            return json("{\"late\": true}");
        });

        ExecutionStatus status = run(spec("- work:\n    call: work\n    timeout:\n      after: PT2S\n"), "{}");

        assertFailedByTimeout(status, "/do/0/work");
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void a_handler_has_its_own_time_for_each_attempt() {
        RecordingHandler work = register(
                "work",
                HandlerOptions.NONE
                        .withTimeout(Duration.ofSeconds(4))
                        .withRetryPolicy(RetryPolicy.attempts(2, Duration.ofSeconds(1))),
                after(HOUR, Answer.echo()),
                after(Duration.ofSeconds(1), Answer.json("{\"attempt\": 2}")));

        assertSucceeded(run(spec("- work:\n    call: work\n"), "{}"), "{\"attempt\": 2}");
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void a_handler_that_takes_longer_than_its_own_time_fails_its_task() {
        register("work", HandlerOptions.NONE.withTimeout(Duration.ofSeconds(2)), after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("- work:\n    call: work\n"), "{}");

        assertFailedByTimeout(status, "/do/0/work");
    }

    @Test
    void the_timeout_of_the_document_ends_the_execution_as_timed_out() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("do:\n- work:\n    call: work\ntimeout:\n  after: PT2S\n"), "{}");

        assertTimedOut(status);
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(30));
    }

    @Test
    void the_timeout_of_the_deployment_ends_the_execution_as_timed_out() {
        register("work", after(HOUR, Answer.echo()));

        assertTimedOut(run(spec("- work:\n    call: work\n").withTimeout(Duration.ofSeconds(2)), "{}"));
    }

    @Test
    void the_earlier_of_both_decides_when_it_is_that_of_the_deployment() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(
                spec("do:\n- work:\n    call: work\ntimeout:\n  after: PT50M\n").withTimeout(Duration.ofSeconds(2)),
                "{}");

        assertTimedOut(status);
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(30));
    }

    @Test
    void the_earlier_of_both_decides_when_it_is_that_of_the_document() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(
                spec("do:\n- work:\n    call: work\ntimeout:\n  after: PT2S\n").withTimeout(Duration.ofMinutes(50)),
                "{}");

        assertTimedOut(status);
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(30));
    }

    @Test
    void the_timeout_of_the_workflow_cannot_be_caught() {
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("""
                do:
                - guarded:
                    try:
                      - work:
                          call: work
                    catch:
                      do:
                        - instead:
                            set: {caught: true}
                timeout:
                  after: PT2S
                """), "{}");

        assertTimedOut(status);
    }

    @Test
    void compensation_runs_after_a_timeout_of_the_workflow() {
        RecordingHandler undo = register("undo", Answer.echo());
        register("work", after(HOUR, Answer.echo()));

        ExecutionStatus status = run(spec("""
                do:
                - reserve:
                    set: {seat: 12}
                    metadata:
                      compensate:
                        - undo:
                            call: undo
                            with: {seat: '${ $output.seat }'}
                - work:
                    call: work
                timeout:
                  after: PT2S
                """), "{}");

        assertTimedOut(status);
        assertThat(status.compensation()).isNotNull();
        assertThat(undo.calls()).extracting(RecordingHandler.Call::arguments).containsExactly(json("{\"seat\": 12}"));
    }

    private static void assertFailedByTimeout(ExecutionStatus status, String pointer) {
        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        assertTimeout(status.error(), pointer);
    }

    private static void assertTimedOut(ExecutionStatus status) {
        assertThat(status.state()).isEqualTo(ExecutionState.TIMED_OUT);
        assertThat(status.output()).isNull();
        assertTimeout(status.error(), "/do");
    }

    private static void assertTimeout(@Nullable ExecutionError error, String pointer) {
        assertThat(error).isNotNull();
        assertThat(error.type()).isEqualTo(StandardError.TIMEOUT.type());
        assertThat(error.status()).isEqualTo(408);
        assertThat(error.pointer()).isEqualTo(pointer);
    }
}
