package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

/** Events on their way through Temporal: before any worker looks, from run to run, to many, and out of an execution. */
@ExtendWith(TemporalServer.class)
class SignalsTest {
    private static final String SAY = """
            - say:
                emit: {event: {with: {type: com.example.said, data: 7}}}
            """;
    private static final String HEAR = """
            - hear:
                listen: {to: {one: {with: {type: com.example.said}}}}
            """;

    private final TemporalSettings settings = OnTemporal.settings();

    private static EventMessage event(int number) {
        return EventMessage.of("/test", Integer.toString(number), "com.example.said", IntNode.valueOf(number));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static void assertSucceeded(ExecutionStatus status, String output) {
        assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.output()).isEqualTo(json(output));
    }

    @Test
    void signals_from_run_to_run_are_neither_lost_nor_doubled() {
        TaskHandlers handlers = new TaskHandlers().register(Handler.echo());
        String tasks = """
                - hear:
                    listen: {to: {any: [{with: {type: com.example.said}}], until: length == 60}}
                    foreach:
                      item: event
                      do:
                        - work:
                            call: echo
                            with: {n: '${ $event }'}
                - count:
                    set: '${ map(.n) | {length: length, ordered: (. == sort)} }'
                """;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withContinueAfter(60))) {
            String id = OnTemporal.start(provider, tasks, "{}");
            for (int number = 1; number <= 60; number++) {
                provider.signalExecution(id, event(number));
                if (number % 3 == 0) {
                    provider.signalExecution(id, event(number - 1));
                }
            }

            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

            assertSucceeded(status, "{\"length\": 60, \"ordered\": true}");
            assertThat(History.of(settings, id)
                            .getFirst()
                            .getWorkflowExecutionStartedEventAttributes()
                            .getContinuedExecutionRunId())
                    .as("there were several runs")
                    .isNotEmpty();
            Folded.of(OnTemporal.spec(tasks), handlers, provider.journal(id)).assertAgreesWith(status);
        }
    }

    @Test
    void events_that_wait_go_along_into_a_new_run() {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        TaskHandlers handlers = new TaskHandlers().register(new Handler("count", (arguments, context) -> {
            if (calls.incrementAndGet() == 1) {
                gate.await();
            }
            return arguments;
        }));
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withContinueAfter(40))) {
            String id = OnTemporal.start(provider, """
                    - each:
                        for: {in: '${ [range(30)] }', each: n}
                        do:
                          - one:
                              call: count
                    - hear:
                        listen: {to: {any: [{with: {type: com.example.said}}], until: length == 3}}
                    """, "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "a call", () -> calls.get() == 1);
            provider.signalExecution(id, event(1));
            provider.signalExecution(id, event(2));
            gate.countDown();
            new Patience(OnTemporal.PATIENCE).until(() -> "30 calls", () -> calls.get() >= 30);
            provider.signalExecution(id, event(2));
            provider.signalExecution(id, event(3));

            assertSucceeded(OnTemporal.awaitEnd(provider, id), "[1, 2, 3]");
        }
    }

    @Test
    void a_signal_that_comes_before_any_worker_looks_waits() {
        TaskHandlers handlers = new TaskHandlers();
        String id;
        try (TemporalProvider starts = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
            id = OnTemporal.start(starts, HEAR, "{}");
            starts.signalExecution(id, event(1));
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            assertSucceeded(OnTemporal.awaitEnd(provider, id), "[1]");
        }
    }

    @Test
    void a_signal_of_temporals_own_is_an_event_of_its_name_and_nonsense_harms_nobody() {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .build());
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), settings)) {
            String id = OnTemporal.start(provider, HEAR, "{}");
            var stub = WorkflowClient.newInstance(service).newUntypedWorkflowStub(settings.idPrefix() + id);

            stub.signal(Wire.EVENT);
            stub.signal(Wire.EVENT, "no event");
            stub.signal(Wire.EVENT, Map.of("id", "1"));
            stub.signal("landlord.unknown", 1);
            stub.signal("com.example.said", Map.of("a", 1));

            assertSucceeded(OnTemporal.awaitEnd(provider, id), "[{\"a\": 1}]");
            assertThat(History.of(settings, id)).noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes);
        } finally {
            service.shutdownNow();
        }
    }

    @Test
    void an_event_reaches_many_and_costs_those_nothing_that_do_not_listen_for_it() {
        TaskHandlers handlers = new TaskHandlers();
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String deaf = OnTemporal.start(provider, """
                    - hear:
                        listen: {to: {one: {with: {type: com.example.other}}}}
                    """, "{}");
            var ignored = provider.createWorkflow(OnTemporal.spec(HEAR));
            List<String> many = IntStream.range(0, 50)
                    .mapToObj(number -> provider.startExecution("test", ExecutionInput.of("n" + number, json("{}")))
                            .executionId())
                    .toList();

            // Another process: it knows of them by Temporal's records alone.
            try (TemporalProvider other = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
                new Patience(OnTemporal.PATIENCE).until(() -> "visible", () -> running(other) == 51);
                other.publish(event(1));
            }

            many.forEach(id -> assertSucceeded(OnTemporal.awaitEnd(provider, id), "[1]"));
            assertThat(History.of(settings, deaf))
                    .noneMatch(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
        }
    }

    private static int running(TemporalProvider provider) {
        return provider.listExecutions(new ListsExecutions.Query("test", ExecutionState.RUNNING, null, null, 100, null))
                .executions()
                .size();
    }

    @Test
    void what_is_emitted_is_on_the_bus_and_an_activity_of_the_task_s_name() {
        Queue<EventMessage> bus = new ConcurrentLinkedQueue<>();
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), settings.withEventBus(bus::add))) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, SAY, "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(bus)
                    .singleElement()
                    .satisfies(event -> assertThat(event.envelope()).isEqualTo(status.output()));
            assertThat(History.of(settings, status.executionId()))
                    .as("as many as one call costs")
                    .hasSize(11)
                    .filteredOn(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getActivityTaskScheduledEventAttributes()
                                    .getActivityType()
                                    .getName())
                            .isEqualTo("say"));
        }
    }

    @Test
    void a_bus_that_refuses_is_an_error_that_can_be_caught() {
        TemporalSettings refused = settings.withEventBus(event -> {
            throw TaskFailure.of(StandardError.COMMUNICATION, "the bus is full", true, null);
        });
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), refused)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                    - safe:
                        try:
                          - say:
                              emit: {event: {with: {type: com.example.said, data: 7}}}
                        catch:
                          as: problem
                          do:
                            - tell:
                                set: '${ $problem.detail }'
                    """, "{}"));

            assertSucceeded(status, "\"the bus is full\"");
        }
    }

    @Test
    void the_loss_of_a_worker_while_it_publishes_is_a_redelivery_of_the_same_event() {
        Queue<String> ids = new ConcurrentLinkedQueue<>();
        CountDownLatch never = new CountDownLatch(1);
        String id;
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), settings.withEventBus(event -> {
            ids.add(event.id());
            never.await();
        }))) {
            id = OnTemporal.start(provider, SAY, "{}");
            new Patience(OnTemporal.PATIENCE).until(() -> "the bus", () -> !ids.isEmpty());
        }
        try (TemporalProvider provider =
                TemporalProvider.open(new TaskHandlers(), settings.withEventBus(event -> ids.add(event.id())))) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(ids).hasSize(2);
            assertThat(ids.stream().distinct()).hasSize(1);
        }
    }

    @Test
    void the_status_tells_what_the_workers_fail_at_and_a_stop_ends_it_without_them() {
        TaskHandlers right = new TaskHandlers().register(Handler.echo());
        TaskHandlers wrong = new TaskHandlers()
                .register(
                        Handler.echo(),
                        HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(7, Duration.ofSeconds(1))));
        TemporalSettings impatient = settings.withTimes(Duration.ofMillis(200), Duration.ofSeconds(2));
        try (TemporalProvider starts = TemporalProvider.open(right, impatient.withWorker(false, 1));
                TemporalProvider fails = TemporalProvider.open(wrong, impatient)) {
            String id = OnTemporal.start(starts, "- a:\n    call: echo\n", "{}");

            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "stuck: " + starts.getExecutionStatus(id),
                            () -> starts.getExecutionStatus(id).error() != null);

            ExecutionStatus stuck = fails.getExecutionStatus(id);
            assertThat(stuck.state()).isEqualTo(ExecutionState.RUNNING);
            assertThat(stuck.error()).isNotNull();
            assertThat(stuck.error().type()).isEqualTo(Records.STUCK);
            assertThat(stuck.error().detail()).contains("times so far", "give it the same task handlers");
            assertThat(starts.listExecutions(Query.newest(5)).executions())
                    .singleElement()
                    .matches(ExecutionSummary::stuck)
                    .extracting(ExecutionSummary::state)
                    .isEqualTo(ExecutionState.RUNNING);
            new Patience(OnTemporal.PATIENCE).until(() -> "the end of " + starts.getExecutionStatus(id), () -> {
                starts.stopExecution(id, "enough");
                return starts.getExecutionStatus(id).state().isFinal();
            });
            assertThat(starts.getExecutionStatus(id).state()).isEqualTo(ExecutionState.CANCELLED);
        }
    }

    @Test
    void an_execution_that_only_waits_for_a_worker_is_not_stuck() {
        TemporalSettings impatient = settings.withTimes(Duration.ofMillis(200), Duration.ofSeconds(2));
        try (TemporalProvider starts = TemporalProvider.open(new TaskHandlers(), impatient.withWorker(false, 1))) {
            String id = OnTemporal.start(starts, HEAR, "{\"a\": 1}");

            ExecutionStatus status = starts.getExecutionStatus(id);

            assertThat(status.state()).isEqualTo(ExecutionState.RUNNING);
            assertThat(status.error()).isNull();
            assertThat(starts.listExecutions(Query.newest(5)).executions())
                    .singleElement()
                    .matches(execution -> !execution.stuck());
            assertThat(status.input()).isEqualTo(json("{\"a\": 1}"));
        }
    }
}
