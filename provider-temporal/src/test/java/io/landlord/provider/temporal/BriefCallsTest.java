package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/** Calls of handlers that are quick and may be made twice cost one event each. */
@ExtendWith(TemporalServer.class)
class BriefCallsTest {
    private static final int CALLS = 5;

    private final TaskHandlers handlers = new TaskHandlers()
            .register(
                    new Handler(
                            "next",
                            (arguments, context) ->
                                    IntNode.valueOf(arguments.path("n").asInt() + 1)),
                    HandlerOptions.NONE.withBrief(true).withTimeout(Duration.ofSeconds(20)))
            .register(
                    new Handler("third", (arguments, context) -> {
                        if (context.attempt() < 3) {
                            throw TaskFailure.of(StandardError.COMMUNICATION, "not yet", true, null);
                        }
                        return IntNode.valueOf(context.attempt());
                    }),
                    HandlerOptions.NONE.withBrief(true).withRetryPolicy(RetryPolicy.attempts(3, Duration.ofMillis(1))))
            .register(Handler.echo());
    private final TemporalSettings settings = OnTemporal.settings();

    @Test
    void a_run_of_brief_calls_has_one_event_for_each_and_five() {
        StringBuilder tasks = new StringBuilder();
        for (int call = 0; call < CALLS; call++) {
            tasks.append("- c%d:\n    call: next\n    with: {n: '${ if type == \"number\" then . else 0 end }'}\n"
                    .formatted(call));
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, tasks.toString(), "{}"));

            assertThat(status.output()).isEqualTo(IntNode.valueOf(CALLS));
            assertThat(History.of(settings, status.executionId())).hasSize(CALLS + 5);
        }
    }

    @Test
    void what_brief_calls_do_is_what_they_do_on_another_engine() {
        String tasks = """
                - retried:
                    call: third
                - all:
                    fork:
                      branches:
                        - a:
                            call: next
                            with: {n: 1}
                        - b:
                            call: echo
                            with: {n: 2}
                        - c:
                            for: {in: '${ [range(10)] }', each: n}
                            do:
                              - d:
                                  call: next
                                  with: {n: '${ $n }'}
                - fails:
                    try:
                      - late:
                          call: next
                          with: {n: '${ .[0] }'}
                          timeout: {after: PT30S}
                      - bad:
                          raise: {error: {type: 'https://example.com/no', status: 418}}
                    catch:
                      do:
                        - caught:
                            call: next
                            with: {n: 41}
                """;
        String here;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, tasks, "{}"));
            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.output()).isEqualTo(IntNode.valueOf(42));
            here = Folded.of(OnTemporal.spec(tasks), handlers, provider.journal(status.executionId()))
                    .trace()
                    .toJson()
                    .toString();
            assertThat(History.of(settings, status.executionId()))
                    .filteredOn(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                    .hasSize(1);
        }
        try (MockProvider mock = new MockProvider(handlers, MockSettings.wallClock())) {
            var ignored = mock.createWorkflow(OnTemporal.spec(tasks));
            String id = mock.startExecution(
                            "test", ExecutionInput.of("one", JsonMapper.shared().readTree("{}")))
                    .executionId();
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the end",
                            () -> mock.getExecutionStatus(id).state().isFinal());
            assertThat(Folded.of(OnTemporal.spec(tasks), handlers, mock.journal(id))
                            .trace()
                            .toJson()
                            .toString())
                    .isEqualTo(here);
        }
    }

    @Test
    void what_a_brief_call_ends_beside_others_replays() {
        String tasks = """
                - all:
                    fork:
                      branches:
                        - quick:
                            timeout: {after: PT1H}
                            do:
                              - a:
                                  call: next
                                  with: {n: 1}
                              - b:
                                  call: next
                                  with: {n: 2}
                        - slow:
                            wait: PT0.05S
                        - other:
                            call: echo
                            with: {n: 3}
                """;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, tasks, "{}"));
            assertThat(status.output()).isEqualTo(JsonMapper.shared().readTree("[3, {}, {\"n\": 3}]"));

            // Whoever asks after the end has the worker go through the history again.
            assertThat(provider.journal(status.executionId()).entries()).isNotEmpty();
        }
    }

    @Test
    void a_call_that_a_brief_one_beats_is_taken_back() throws InterruptedException {
        CountDownLatch takenBack = new CountDownLatch(1);
        handlers.register(new Handler("endless", (arguments, context) -> {
            try {
                TimeUnit.HOURS.sleep(1);
                return IntNode.valueOf(0);
            } catch (InterruptedException beaten) {
                takenBack.countDown();
                throw beaten;
            }
        }));
        String tasks = """
                - all:
                    fork:
                      branches:
                        - race:
                            fork:
                              compete: true
                              branches:
                                - long:
                                    call: endless
                                - quick:
                                    call: next
                                    with: {n: 1}
                        - beside:
                            wait: PT3S
                """;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, tasks, "{}");

            assertThat(takenBack.await(1, TimeUnit.MINUTES)).isTrue();
            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
            assertThat(status.output()).isEqualTo(JsonMapper.shared().readTree("[2, {}]"));
            assertThat(provider.journal(id).entries()).isNotEmpty();
        }
    }
}
