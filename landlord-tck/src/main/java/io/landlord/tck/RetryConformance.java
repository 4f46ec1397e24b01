package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.tck.RecordingHandler.Call;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Retry policies of handlers and of workflows. Delays are measured by the engine's clock and only from below where an
 * engine may add to them.
 */
public abstract class RetryConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void a_failed_call_is_tried_again_as_its_handler_says() {
        RecordingHandler work = register(
                "work", policy(RetryPolicy.attempts(3, SECOND)), busy(), busy(), Answer.json("{\"done\": true}"));

        assertSucceeded(run(spec(WORK), "{}"), "{\"done\": true}");
        assertThat(work.calls()).extracting(Call::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void without_a_policy_a_call_is_tried_once() {
        RecordingHandler work = register("work", busy(), Answer.json("{\"done\": true}"));

        assertFailed(run(spec(WORK), "{}"));
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void the_last_failure_decides_when_the_attempts_are_used_up() {
        RecordingHandler work =
                register("work", policy(RetryPolicy.attempts(2, SECOND)), busy(), Answer.retryable("still busy"));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertFailed(status);
        assertThat(status.error()).isNotNull();
        assertThat(status.error().detail()).isEqualTo("still busy");
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void the_policy_of_the_workflow_replaces_none() {
        RecordingHandler work = register("work", busy(), busy(), Answer.json("{\"done\": true}"));

        assertSucceeded(run(spec(WORK).withRetryPolicy(RetryPolicy.attempts(3, SECOND)), "{}"), "{\"done\": true}");
        assertThat(work.calls()).hasSize(3);
    }

    @Test
    void the_policy_of_the_workflow_replaces_that_of_the_handler() {
        RecordingHandler work =
                register("work", policy(RetryPolicy.attempts(5, SECOND)), busy(), busy(), busy(), busy(), busy());

        assertFailed(run(spec(WORK).withRetryPolicy(RetryPolicy.attempts(2, SECOND)), "{}"));
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void a_call_of_the_specification_ignores_the_policy_of_its_handler() {
        RecordingHandler http = register("http", policy(RetryPolicy.attempts(3, SECOND)), busy());

        assertFailed(run(spec("""
                - get:
                    call: http
                    with:
                      method: get
                      endpoint: https://example.com/
                """), "{}"));
        assertThat(http.calls()).hasSize(1);
    }

    @Test
    void a_call_of_the_specification_heeds_the_policy_of_the_workflow() {
        RecordingHandler http = register("http", busy(), Answer.json("{\"done\": true}"));

        ExecutionStatus status = run(
                spec("- get:\n    call: http\n    with: {method: get, endpoint: 'https://example.com/'}\n")
                        .withRetryPolicy(RetryPolicy.attempts(2, SECOND)),
                "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(http.calls()).hasSize(2);
    }

    @Test
    void a_failure_that_stays_is_not_tried_again() {
        RecordingHandler work =
                register("work", policy(RetryPolicy.attempts(3, SECOND)), Answer.permanent("closed account"));

        assertFailed(run(spec(WORK), "{}"));
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void a_type_that_the_policy_excludes_is_not_tried_again() {
        RecordingHandler work = register(
                "work",
                policy(new RetryPolicy(3, SECOND, 1, SECOND, 0, Set.of("https://example.com/errors/quota"))),
                (arguments, context) -> {
                    throw new TaskFailure("https://example.com/errors/quota", 429, "Quota", "used up", true, null);
                });

        assertFailed(run(spec(WORK), "{}"));
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void a_standard_type_is_excluded_under_each_of_its_names() {
        RecordingHandler work = register(
                "work",
                policy(new RetryPolicy(
                        3,
                        SECOND,
                        1,
                        SECOND,
                        0,
                        Set.of("https://serverlessworkflow.io/dsl/errors/types/communication"))),
                busy());

        assertFailed(run(spec(WORK), "{}"));
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void a_fault_of_the_handler_is_tried_again() {
        RecordingHandler work = register(
                "work", policy(RetryPolicy.attempts(2, SECOND)), Answer.fault("bug"), Answer.json("{\"done\": true}"));

        assertSucceeded(run(spec(WORK), "{}"), "{\"done\": true}");
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void the_delay_grows_by_the_multiplier() {
        register(
                "work",
                policy(new RetryPolicy(3, Duration.ofSeconds(2), 3, Duration.ofHours(1), 0, Set.of())),
                busy(),
                busy(),
                Answer.json("{\"done\": true}"));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(8), Duration.ofMinutes(10));
    }

    @Test
    void the_delay_grows_up_to_the_longest() {
        register(
                "work",
                policy(new RetryPolicy(3, Duration.ofSeconds(2), 1_000, Duration.ofSeconds(3), 0, Set.of())),
                busy(),
                busy(),
                Answer.json("{\"done\": true}"));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(10));
    }

    @Test
    void the_jitter_moves_the_delay_within_its_bounds() {
        register(
                "work",
                policy(new RetryPolicy(2, Duration.ofSeconds(4), 1, Duration.ofSeconds(4), 0.5, Set.of())),
                busy(),
                Answer.json("{\"done\": true}"));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(elapsed(status)).isBetween(Duration.ofSeconds(2), Duration.ofMinutes(10));
    }

    @Test
    void every_attempt_at_a_call_has_its_idempotency_key() {
        RecordingHandler work = register(
                "work", policy(RetryPolicy.attempts(3, SECOND)), busy(), busy(), Answer.json("{\"done\": true}"));

        assertSucceeded(run(spec(WORK), "{}"), "{\"done\": true}");

        assertThat(work.calls())
                .extracting(Call::idempotencyKey)
                .hasSize(3)
                .containsOnly(work.calls().getFirst().idempotencyKey());
        assertThat(work.calls()).extracting(Call::attemptKey).doesNotHaveDuplicates();
        assertThat(work.calls()).extracting(Call::path).containsOnly("0");
        assertThat(work.calls()).extracting(Call::pointer).containsOnly("/do/0/work");
    }

    @Test
    void a_rerun_of_a_try_calls_again_under_the_same_idempotency_key() {
        RecordingHandler work = register("work", Answer.permanent("not yet"), Answer.json("{\"done\": true}"));

        ExecutionStatus status = run(spec("""
                - guarded:
                    try:
                      - work:
                          call: work
                    catch:
                      retry:
                        delay: PT1S
                        limit: {attempt: {count: 3}}
                """), "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(work.calls()).extracting(Call::attempt).containsExactly(1, 1);
        assertThat(work.calls()).extracting(Call::path).containsExactly("0/0/0", "0/0/0");
        assertThat(work.calls().get(1).idempotencyKey())
                .isEqualTo(work.calls().get(0).idempotencyKey());
        assertThat(work.calls()).extracting(Call::attemptKey).doesNotHaveDuplicates();
    }

    @Test
    void two_activations_of_a_task_have_two_idempotency_keys() {
        RecordingHandler work = register("work", Answer.echo());

        ExecutionStatus status = run(
                spec("- each:\n    for: {in: '${ [1, 2, 3] }'}\n    do:\n      - work:\n          call: work\n"), "{}");

        assertSucceeded(status, "{}");
        assertThat(work.calls()).extracting(Call::path).containsExactly("0/0/0", "0/1/0", "0/2/0");
        assertThat(work.calls()).extracting(Call::idempotencyKey).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void two_executions_have_two_idempotency_keys() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        assertSucceeded(awaitEnd(start("one", "{}")), "{}");
        assertSucceeded(awaitEnd(start("two", "{}")), "{}");

        assertThat(work.calls()).extracting(Call::idempotencyKey).hasSize(2).doesNotHaveDuplicates();
    }

    private static Answer busy() {
        return Answer.retryable("busy");
    }

    private static HandlerOptions policy(RetryPolicy policy) {
        return HandlerOptions.NONE.withRetryPolicy(policy);
    }

    private static void assertFailed(ExecutionStatus status) {
        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(status.error()).isNotNull();
    }
}
