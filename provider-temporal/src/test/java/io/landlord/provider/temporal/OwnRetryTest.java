package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/** The attempts of a {@code try} around one plain call are Temporal's own: nobody can tell but by the cost. */
@ExtendWith(TemporalServer.class)
class OwnRetryTest {
    private static final String TRY = """
            - careful:
                try:
                  - a:
                      call: busy
                      with: {until: %d}
                catch:
                  errors: {with: {status: 500}}
                  retry: {delay: PT0.1S, backoff: {exponential: {}}, limit: {attempt: {count: 3}}}
            """;

    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    /** Fails until it was called so often. */
    private final TaskHandlers handlers =
            new TaskHandlers().register(new Handler("busy", this::busy)).register(Handler.echo());

    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final TemporalSettings settings = OnTemporal.settings();

    private JsonNode busy(JsonNode arguments, TaskContext context) throws TaskFailure {
        keys.add(context.attemptKey());
        int call = calls.computeIfAbsent(context.idempotencyKey(), key -> new AtomicInteger())
                .incrementAndGet();
        if (call < arguments.path("until").asInt()) {
            throw TaskFailure.of(StandardError.COMMUNICATION, "busy " + call, true, null);
        }
        if (call == arguments.path("until").asInt()) {
            return IntNode.valueOf(call);
        }
        throw TaskFailure.of(StandardError.VALIDATION, "no more", true, null);
    }

    private record Ran(ExecutionStatus status, String trace, List<String> keys) {}

    private Ran ran(WorkflowProvider provider, String tasks) {
        keys.clear();
        calls.clear();
        var ignored = provider.createWorkflow(OnTemporal.spec(tasks));
        String id = provider.startExecution(
                        "test", ExecutionInput.of("one", JsonMapper.shared().readTree("{}")))
                .executionId();
        new Patience(OnTemporal.PATIENCE)
                .until(
                        () -> "the end of " + provider.getExecutionStatus(id),
                        () -> provider.getExecutionStatus(id).state().isFinal());
        ExecutionStatus status = provider.getExecutionStatus(id);
        Folded folded = Folded.of(OnTemporal.spec(tasks), handlers, ((KeepsJournal) provider).journal(id));
        folded.assertAgreesWith(status);
        return new Ran(status, folded.trace().toString(), List.copyOf(keys));
    }

    private List<EventType> assertSame(String tasks, ExecutionState end) {
        return assertSame(settings, tasks, end);
    }

    /** Runs it here and on the mock engine, and gives its events here, those of the newest run. */
    private List<EventType> assertSame(TemporalSettings settings, String tasks, ExecutionState end) {
        Ran here;
        List<EventType> events;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            here = ran(provider, tasks);
            events = History.of(settings, here.status().executionId()).stream()
                    .map(event -> event.getEventType())
                    .toList();
        }
        try (MockProvider mock = new MockProvider(handlers, MockSettings.wallClock())) {
            Ran there = ran(mock, tasks);
            assertThat(here.trace()).isEqualTo(there.trace());
            assertThat(here.keys()).containsExactlyInAnyOrderElementsOf(there.keys());
            assertThat(lines(here)).containsExactlyInAnyOrderElementsOf(lines(there));
        }
        assertThat(here.status().state()).as("%s", here.status().error()).isEqualTo(end);
        return events;
    }

    private static List<String> lines(Ran ran) {
        return ran.status().history().stream()
                .map(line -> line.type() + " " + line.path())
                .toList();
    }

    @Test
    void a_call_that_works_at_the_third_attempt_costs_what_a_call_costs() {
        assertThat(assertSame(TRY.formatted(3), ExecutionState.SUCCEEDED)).hasSize(6 + 5);
    }

    @Test
    void where_an_expression_decides_each_attempt_is_a_call_and_each_delay_a_timer() {
        String tasks = TRY.formatted(3).replace("errors:", "when: '${ true }'\n      errors:");
        assertThat(assertSame(tasks, ExecutionState.SUCCEEDED)).hasSize(3 * 6 + 2 * 5 + 5);
    }

    @Test
    void a_call_that_works_at_once_costs_what_a_call_costs() {
        assertThat(assertSame(TRY.formatted(1), ExecutionState.SUCCEEDED)).hasSize(6 + 5);
    }

    @Test
    void attempts_that_are_used_up_cost_one_call() {
        assertThat(assertSame(TRY.formatted(9), ExecutionState.FAILED)).hasSize(6 + 5);
    }

    @Test
    void an_error_that_is_not_caught_ends_the_attempts() {
        assertThat(assertSame(TRY.formatted(0), ExecutionState.FAILED)).hasSize(6 + 5);
    }

    @Test
    void without_a_delay_it_is_made_again_at_once() {
        assertThat(assertSame("""
                - careful:
                    try:
                      - a:
                          call: busy
                          with: {until: 4}
                    catch:
                      retry: {limit: {attempt: {count: 5}}}
                """, ExecutionState.SUCCEEDED)).hasSize(6 + 5);
    }

    @Test
    void many_in_a_loop_and_in_a_fork_are_the_same_too() {
        assertThat(assertSame("""
                - each:
                    for: {in: '${ [range(3)] }', each: n}
                    do:
                      - careful:
                          try:
                            - a:
                                call: busy
                                with: {until: '${ $n + 1 }'}
                          catch:
                            retry: {delay: PT0.01S, limit: {attempt: {count: 5}}}
                """, ExecutionState.SUCCEEDED)).hasSize(3 * 6 + 5);
    }

    @Test
    void what_comes_after_the_attempts_is_handled_as_ever() {
        assertThat(assertSame("""
                - careful:
                    try:
                      - a:
                          call: busy
                          with: {until: 9}
                    catch:
                      as: e
                      retry: {delay: PT0.01S, limit: {attempt: {count: 2}}}
                      do:
                        - instead:
                            call: echo
                            with: {status: '${ $e.status }'}
                """, ExecutionState.SUCCEEDED)).hasSize(2 * 6 + 5);
    }

    @Test
    void new_runs_lose_no_attempt() {
        String branch = """
                            - %s:
                                for: {in: '${ [range(12)] }', each: n}
                                do:
                                  - careful:
                                      try:
                                        - a:
                                            call: busy
                                            with: {until: '${ $n %% 3 + 1 }'}
                                      catch:
                                        retry: {delay: PT0.05S, limit: {attempt: {count: 5}}}
                """;
        List<EventType> last = assertSame(
                settings.withContinueAfter(30),
                "- all:\n    fork:\n      branches:\n" + (branch.formatted("x") + branch.formatted("y")).indent(0),
                ExecutionState.SUCCEEDED);
        assertThat(last).hasSizeLessThan(90);
    }

    @Test
    void what_is_paused_makes_no_further_attempt() {
        AtomicInteger attempts = new AtomicInteger();
        CountDownLatch paused = new CountDownLatch(1);
        TaskHandlers once = new TaskHandlers().register(new Handler("busy", (arguments, context) -> {
            if (attempts.incrementAndGet() == 1) {
                paused.await();
                throw TaskFailure.of(StandardError.COMMUNICATION, "busy", true, null);
            }
            return IntNode.valueOf(attempts.get());
        }));
        String tasks = TRY.formatted(0);
        try (TemporalProvider provider = TemporalProvider.open(once, settings)) {
            String id = OnTemporal.start(provider, tasks, "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "an attempt", () -> attempts.get() == 1);
            assertHeld(provider, id, paused::countDown);
            assertThat(attempts).hasValue(1);
            provider.resumeExecution(id);
            assertThat(OnTemporal.awaitEnd(provider, id).output()).isEqualTo(IntNode.valueOf(2));
            assertThat(failedAttempts(once, tasks, provider, id)).isEqualTo(1);
        }
    }

    @Test
    void what_is_paused_between_two_attempts_waits_with_the_next() {
        AtomicInteger attempts = new AtomicInteger();
        TaskHandlers once = new TaskHandlers().register(new Handler("busy", (arguments, context) -> {
            if (attempts.incrementAndGet() == 1) {
                throw TaskFailure.of(StandardError.COMMUNICATION, "busy", true, null);
            }
            return IntNode.valueOf(attempts.get());
        }));
        String tasks = TRY.formatted(0).replace("PT0.1S", "PT5S");
        try (TemporalProvider provider = TemporalProvider.open(once, settings)) {
            String id = OnTemporal.start(provider, tasks, "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "an attempt", () -> attempts.get() == 1);
            assertHeld(provider, id, () -> {});
            assertThat(attempts).hasValue(1);
            provider.resumeExecution(id);
            assertThat(OnTemporal.awaitEnd(provider, id).output()).isEqualTo(IntNode.valueOf(2));
            assertThat(failedAttempts(once, tasks, provider, id)).isEqualTo(1);
        }
    }

    /** Pauses the execution, lets it go on and waits until Temporal has given the call back. */
    private void assertHeld(TemporalProvider provider, String id, Runnable then) {
        provider.pauseExecution(id);
        new Patience(OnTemporal.PATIENCE)
                .until(() -> "a pause", () -> provider.getExecutionStatus(id).state() == ExecutionState.PAUSED);
        then.run();
        new Patience(OnTemporal.PATIENCE)
                .until(
                        () -> "the end of the call",
                        () -> History.of(settings, id).stream()
                                .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_FAILED));
    }

    private static int failedAttempts(TaskHandlers handlers, String tasks, TemporalProvider provider, String id) {
        JsonNode trace = Folded.of(OnTemporal.spec(tasks), handlers, provider.journal(id))
                .trace()
                .toJson();
        return trace.get(1).path("failedAttempts").size();
    }

    @Test
    void while_temporal_makes_attempts_no_other_policy_takes_over() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        TaskHandlers gated = new TaskHandlers().register(new Handler("busy", (arguments, context) -> {
            if (attempts.incrementAndGet() == 1) {
                throw TaskFailure.of(StandardError.COMMUNICATION, "busy", true, null);
            }
            gate.await();
            return IntNode.valueOf(attempts.get());
        }));
        String tasks = TRY.formatted(0) + "- rest:\n    wait: PT1H\n";
        WorkflowSpec patient = OnTemporal.spec(tasks.replace("count: 3", "count: 5"));
        try (TemporalProvider provider = TemporalProvider.open(gated, settings)) {
            String id = OnTemporal.start(provider, tasks, "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "a second attempt", () -> attempts.get() == 2);
            String version = provider.createWorkflow(patient).version();

            assertThatExceptionOfType(LandlordException.class)
                    .isThrownBy(() -> provider.moveExecution(id, version))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.EXECUTION_CONFLICT));
            gate.countDown();
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the wait",
                            () -> provider.getExecutionStatus(id).currentTasks().stream()
                                    .anyMatch(task -> task.name().equals("rest")));
            provider.moveExecution(id, version);

            assertThat(provider.getExecutionStatus(id).version()).isEqualTo(version);
            assertThat(Folded.of(patient, gated, provider.journal(id))
                            .trace()
                            .toJson()
                            .get(1)
                            .path("failedAttempts"))
                    .hasSize(1);
            provider.stopExecution(id, "enough");
        }
    }
}
