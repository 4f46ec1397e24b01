package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodeEvent;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** The example of a graph, by both of its ways, on a real server and on the engine in memory; and what Temporal shows of it. */
@ExtendWith(TemporalServer.class)
class GraphTest {
    private static final Path CART = Path.of("..", "docs", "examples", "abandoned-cart", "cart.yaml");

    private final TemporalSettings settings = OnTemporal.settings();
    private final List<String> posted = Collections.synchronizedList(new ArrayList<>());
    private final TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer web;

    @BeforeEach
    void listen() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void stopListening() {
        web.stop(0);
    }

    private static WorkflowSpec cart() throws IOException {
        return WorkflowSpec.of("abandoned-cart", Files.readString(CART));
    }

    private ExecutionStatus run(WorkflowProvider provider, String patience, boolean answered) throws IOException {
        var ignored = provider.createWorkflow(cart());
        JsonNode input = JsonMapper.shared()
                .readTree("{\"client\": \"ann\", \"creator\": \"bob\", \"pause\": \"PT1S\", \"patience\": \"" + patience
                        + "\", \"webhook\": \"http://127.0.0.1:"
                        + web.getAddress().getPort() + "/\"}");
        String id = provider.startExecution("abandoned-cart", ExecutionInput.of("one", input))
                .executionId();
        Patience waiting = new Patience(OnTemporal.PATIENCE);
        if (answered) {
            waiting.until(
                    () -> "the step that waits",
                    () -> provider.getExecutionStatus(id).currentTasks().stream()
                            .map(CurrentTask::pointer)
                            .anyMatch(pointer -> pointer.startsWith("/steps/wait/signal")));
            ((AcceptsSignals) provider)
                    .signalExecution(id, EventMessage.signal("client-answered", "a", StringNode.valueOf("yes")));
        }
        waiting.until(
                () -> "the end", () -> provider.getExecutionStatus(id).state().isFinal());
        ExecutionStatus status = provider.getExecutionStatus(id);
        assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
        return status;
    }

    private static List<String> steps(ExecutionStatus status) {
        JsonNode output = status.output();
        return output == null ? List.of() : List.copyOf(output.get("steps").propertyNames());
    }

    private String trace(WorkflowProvider provider, ExecutionStatus status) throws IOException {
        return Folded.of(cart(), handlers, ((KeepsJournal) provider).journal(status.executionId()))
                .trace()
                .toJson()
                .toString();
    }

    private List<String> activities(String executionId) {
        return History.of(settings, executionId).stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .map(event -> event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName())
                .toList();
    }

    private Map<String, String> attributes(String executionId) {
        Map<String, String> set = new TreeMap<>();
        for (HistoryEvent event : History.of(settings, executionId)) {
            event.getUpsertWorkflowSearchAttributesEventAttributes()
                    .getSearchAttributes()
                    .getIndexedFieldsMap()
                    .forEach((name, payload) -> set.put(name, payload.getData().toStringUtf8()));
        }
        return set;
    }

    private Map<String, String> memo(String executionId) {
        Map<String, String> memo = new TreeMap<>();
        for (HistoryEvent event : History.of(settings, executionId)) {
            event.getWorkflowExecutionStartedEventAttributes()
                    .getMemo()
                    .getFieldsMap()
                    .forEach((name, payload) -> memo.put(name, payload.getData().toStringUtf8()));
            event.getWorkflowPropertiesModifiedEventAttributes()
                    .getUpsertedMemo()
                    .getFieldsMap()
                    .forEach((name, payload) -> memo.put(name, payload.getData().toStringUtf8()));
        }
        memo.remove(Wire.MEMO);
        return memo;
    }

    @Test
    void an_answer_leads_to_the_creator_on_both_engines_alike() throws IOException {
        try (TemporalProvider temporal = TemporalProvider.open(handlers, settings);
                MockProvider mock = new MockProvider(handlers, MockSettings.wallClock())) {
            ExecutionStatus there = run(temporal, "PT60S", true);
            ExecutionStatus here = run(mock, "PT60S", true);

            assertThat(steps(there)).containsExactly("ask", "wait", "answered");
            assertThat(trace(temporal, there)).isEqualTo(trace(mock, here));
            assertThat(activities(there.executionId()))
                    .containsExactly("send_message", "wait_answer", "notify_creator");
            assertThat(attributes(there.executionId())).containsEntry("ClientAnswered", "true");
            assertThat(OffsetDateTime.parse(attributes(there.executionId())
                                    .getOrDefault("ClientAnsweredAt", "")
                                    .replace("\"", ""))
                            .toInstant())
                    .isBetween(there.startTime(), there.stopTime());
            assertThat(memo(there.executionId()))
                    .containsOnlyKeys("ask", "wait", "answered")
                    .containsEntry(
                            "wait", "{\"eventType\":\"condition_satisfied\",\"error\":null,\"node\":\"wait_answer\"}");
            assertThat(posted).isEmpty();
        }
    }

    @Test
    void silence_leads_to_the_webhook_a_pause_and_a_message_on_both_engines_alike() throws IOException {
        try (TemporalProvider temporal = TemporalProvider.open(handlers, settings);
                MockProvider mock = new MockProvider(handlers, MockSettings.virtualClock())) {
            ExecutionStatus there = run(temporal, "PT1S", false);
            ExecutionStatus here = run(mock, "PT1S", false);

            assertThat(steps(there)).containsExactly("ask", "wait", "unanswered", "pause", "remind");
            assertThat(trace(temporal, there)).isEqualTo(trace(mock, here));
            assertThat(activities(there.executionId()))
                    .containsExactly("send_message", "wait_answer", "webhook", "explicit_wait", "send_message");
            assertThat(attributes(there.executionId())).isEmpty();
            assertThat(memo(there.executionId())).containsOnlyKeys("ask", "wait", "unanswered", "pause", "remind");
            assertThat(posted).hasSize(2).containsOnly("{\"client\":\"ann\",\"outcome\":\"condition_timeout\"}");
        }
    }

    @Test
    void a_step_costs_seven_events_and_six_without_a_memo() {
        String steps = "start_step: a\nsteps:\n  a: {node: notify_creator, go_to: b}\n  b: {node: notify_creator}\n";

        assertThat(events(steps)).isEqualTo(2 * 7 + 5);
        assertThat(events("memo: false\n" + steps)).isEqualTo(2 * 6 + 5);
    }

    private int events(String graph) {
        TemporalSettings own = OnTemporal.settings();
        try (TemporalProvider temporal = TemporalProvider.open(handlers, own)) {
            var ignored = temporal.createWorkflow(WorkflowSpec.of("g", graph));
            String id = temporal.startExecution(
                            "g", ExecutionInput.of("one", JsonMapper.shared().readTree("{}")))
                    .executionId();
            ExecutionStatus status = OnTemporal.awaitEnd(temporal, id);
            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            return History.of(own, id).size();
        }
    }

    @Test
    void a_circle_goes_on_in_new_runs_which_keep_the_memo() {
        AtomicInteger round = new AtomicInteger();
        handlers.register(GraphNode.of(
                "often",
                NodePhase.none(),
                (call, context) -> call.result(
                        round.incrementAndGet() < 20
                                ? NodeEvent.CONDITION_NOT_SATISFIED
                                : NodeEvent.CONDITION_SATISFIED)));
        String graph = """
                start_step: landlord
                allow_cycles: true
                steps:
                  landlord: {node: notify_creator, go_to: again}
                  again: {node: often, condition: {not_satisfied: again}}
                """;
        TemporalSettings brief = settings.withContinueAfter(40);
        try (TemporalProvider temporal = TemporalProvider.open(handlers, brief)) {
            var ignored = temporal.createWorkflow(WorkflowSpec.of("g", graph));
            String id = temporal.startExecution(
                            "g", ExecutionInput.of("one", JsonMapper.shared().readTree("{}")))
                    .executionId();
            ExecutionStatus status = OnTemporal.awaitEnd(temporal, id);

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(History.of(brief, id)
                            .getFirst()
                            .getWorkflowExecutionStartedEventAttributes()
                            .getContinuedExecutionRunId())
                    .isNotEmpty();
            assertThat(memo(id))
                    .as("a step named like the memo of ours gets out of its way")
                    .containsOnlyKeys("landlord_", "again");
            assertThat(round).hasValue(20);
        }
    }

    @Test
    void an_attribute_of_another_type_refuses_the_deployment() {
        String tasks = """
                - a:
                    set: {x: 1}
                    metadata: {milestone: {attributes: {%s: %s}}}
                """;
        try (TemporalProvider temporal = TemporalProvider.open(handlers, settings)) {
            var ignored = temporal.createWorkflow(OnTemporal.spec(tasks.formatted("ClientAnswered", "true")));

            assertThatExceptionOfType(LandlordException.class)
                    .isThrownBy(
                            () -> temporal.createWorkflow(OnTemporal.spec(tasks.formatted("ClientAnswered", "often"))))
                    .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC))
                    .withMessageContaining("ClientAnswered");
        }
    }
}
