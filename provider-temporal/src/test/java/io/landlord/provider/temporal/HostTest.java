package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.tck.Patience;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/** What is Temporal's own about hosting the machine. */
@ExtendWith(TemporalServer.class)
class HostTest {

    @Test
    void a_fork_of_two_thousand_calls_needs_no_thread_for_each() {
        AtomicInteger calls = new AtomicInteger();
        TaskHandlers handlers = new TaskHandlers().register(new Handler("one", (arguments, context) -> {
            int ignored = calls.incrementAndGet();
            return arguments;
        }));
        StringBuilder tasks = new StringBuilder("- all:\n    fork:\n      branches:\n");
        for (int branch = 0; branch < 2_000; branch++) {
            tasks.append(
                    "        - b%d:\n            call: one\n            with: {n: %d}\n".formatted(branch, branch));
        }
        tasks.append("- same:\n    set: '${ map(.n) == [range(2000)] }'\n");
        try (TemporalProvider provider = TemporalProvider.open(handlers, OnTemporal.settings())) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, tasks.toString(), "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.output()).isEqualTo(BooleanNode.TRUE);
            assertThat(calls).hasValue(2_000);
        }
    }

    @Test
    void a_worker_that_would_run_something_else_refuses_until_one_comes_that_does_not() {
        TemporalSettings settings = OnTemporal.settings();
        TaskHandlers right = new TaskHandlers().register(Handler.echo(), HandlerOptions.NONE);
        TaskHandlers wrong = new TaskHandlers()
                .register(
                        Handler.echo(),
                        HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(7, Duration.ofSeconds(1))));
        String id;
        try (TemporalProvider starts = TemporalProvider.open(right, settings.withWorker(false, 1));
                TemporalProvider refuses = TemporalProvider.open(wrong, settings)) {
            id = OnTemporal.start(starts, "- a:\n    call: echo\n", "{}");
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "a failed task",
                            () -> History.of(settings, id).stream()
                                    .anyMatch(event -> event.hasWorkflowTaskFailedEventAttributes()));
            assertThat(History.of(settings, id))
                    .filteredOn(event -> event.hasWorkflowTaskFailedEventAttributes())
                    .allSatisfy(event -> assertThat(event.getWorkflowTaskFailedEventAttributes()
                                    .getFailure()
                                    .getMessage())
                            .contains("give it the same task handlers"));
            assertThat(refuses.name()).isEqualTo(TemporalProvider.NAME);
        }
        try (TemporalProvider provider = TemporalProvider.open(right, settings)) {
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void a_stop_that_comes_before_any_worker_looks_is_taken_after_the_start() {
        TemporalSettings settings = OnTemporal.settings();
        TaskHandlers handlers = new TaskHandlers().register(Handler.echo());
        String id;
        try (TemporalProvider starts = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
            id = OnTemporal.start(starts, "- a:\n    wait: PT1H\n", "{}");
            starts.stopExecution(id, "too early");
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
            assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().detail()).isEqualTo("too early");
        }
    }

    @Test
    void the_end_is_known_without_a_worker() {
        TemporalSettings settings = OnTemporal.settings().withTimes(Duration.ofMillis(200), Duration.ofSeconds(2));
        TaskHandlers handlers = new TaskHandlers().register(Handler.echo());
        String good;
        String bad;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            good = OnTemporal.start(provider, "- a:\n    call: echo\n    with: {n: 1}\n", "{}");
            ExecutionStatus ended = OnTemporal.awaitEnd(provider, good);
            assertThat(ended.state()).isEqualTo(ExecutionState.SUCCEEDED);
            var ignored = provider.createWorkflow(
                    OnTemporal.spec("- a:\n    raise: {error: {type: 'https://example.com/no', status: 418}}\n"));
            bad = provider.startExecution(
                            "test",
                            new ExecutionInput("two", JsonMapper.shared().readTree("{}"), Map.of("tenant", "acme")))
                    .executionId();
            assertThat(OnTemporal.awaitEnd(provider, bad).state()).isEqualTo(ExecutionState.FAILED);
        }
        try (TemporalProvider alone = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
            assertThat(alone.getExecutionStatus(good).output())
                    .isEqualTo(JsonMapper.shared().readTree("{\"n\": 1}"));
            ExecutionStatus failed = alone.getExecutionStatus(bad);
            assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(failed.error()).isNotNull();
            assertThat(failed.error().status()).isEqualTo(418);
        }
    }
}
