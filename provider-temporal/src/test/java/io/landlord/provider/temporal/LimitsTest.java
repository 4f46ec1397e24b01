package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.RemoveSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributes;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.IntNode;

/** What Temporal itself puts an end to, or does not know: each of its limits of time, and search attributes. */
@ExtendWith(TemporalServer.class)
class LimitsTest {
    private static final String CALL = "- a:\n    call: note\n";

    @TempDir
    private Path folder;

    private final TaskHandlers handlers = new TaskHandlers().register(Handler.echo());

    /** Stops or continues a process as a debugger or a full machine does. */
    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void a_worker_that_falls_silent_loses_its_call_and_its_late_answer_changes_nothing() throws Exception {
        Path file = folder.resolve("calls");
        TemporalSettings settings = OnTemporal.settings();
        TaskHandlers notes = WorkerProcess.handlers(file, Duration.ZERO);
        try (TemporalProvider provider = TemporalProvider.open(notes, settings.withWorker(false, 1))) {
            Process silent = WorkerProcess.start(settings, file, Duration.ofSeconds(2));
            Process second = null;
            try {
                String id = OnTemporal.start(provider, CALL + "- rest:\n    wait: PT6S\n", "{}");
                new Patience(OnTemporal.PATIENCE)
                        .until(() -> "a call", () -> KillTest.calls(file).size() == 1);
                signal(silent, "STOP");
                second = WorkerProcess.start(settings, file, Duration.ofMillis(10));
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "the call made again",
                                () -> KillTest.calls(file).size() == 2);
                signal(silent, "CONT");

                ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

                assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(status.output()).as("the attempt").isEqualTo(IntNode.valueOf(1));
                Folded folded =
                        Folded.of(OnTemporal.spec(CALL + "- rest:\n    wait: PT6S\n"), notes, provider.journal(id));
                folded.assertAgreesWith(status);
                assertThat(folded.trace().toJson().toString()).doesNotContain("failedAttempts");
                assertThat(provider.journal(id).entries())
                        .filteredOn(entry -> entry.path("event").asString().equals("callDone"))
                        .hasSize(1);
                assertThat(History.of(settings, id)).hasSize(6 + 5 + 5);
            } finally {
                silent.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
        }
    }

    private static TimeoutType timeout(TemporalSettings settings, ExecutionStatus status) {
        return History.of(settings, status.executionId()).stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_TIMED_OUT)
                .map(event -> event.getActivityTaskTimedOutEventAttributes()
                        .getFailure()
                        .getTimeoutFailureInfo()
                        .getTimeoutType())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_call_that_no_worker_takes_times_out_from_schedule_to_start() {
        TaskHandlers limited =
                new TaskHandlers().register(Handler.echo(), HandlerOptions.NONE.withTimeout(Duration.ofSeconds(2)));
        TemporalSettings settings = OnTemporal.settings();
        TemporalPools nobody = TemporalPools.parse("slow=echo").serving(Set.of("main"));
        try (TemporalProvider provider =
                TemporalProvider.open(limited, settings.with(settings.work().withPools(nobody)))) {
            ExecutionStatus status =
                    OnTemporal.awaitEnd(provider, OnTemporal.start(provider, "- a:\n    call: echo\n", "{}"));

            assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().type()).isEqualTo(StandardError.TIMEOUT.type());
            assertThat(timeout(settings, status)).isEqualTo(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START);
        }
    }

    @Test
    void a_handler_that_takes_too_long_times_out_from_schedule_to_close() {
        CountDownLatch never = new CountDownLatch(1);
        TaskHandlers limited = new TaskHandlers()
                .register(
                        new Handler("slow", (arguments, context) -> {
                            never.await();
                            return arguments;
                        }),
                        HandlerOptions.NONE.withTimeout(Duration.ofSeconds(2)));
        TemporalSettings settings = OnTemporal.settings();
        try (TemporalProvider provider = TemporalProvider.open(limited, settings)) {
            ExecutionStatus status =
                    OnTemporal.awaitEnd(provider, OnTemporal.start(provider, "- a:\n    call: slow\n", "{}"));

            assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().type()).isEqualTo(StandardError.TIMEOUT.type());
            assertThat(status.error().detail()).contains("'slow' took longer than PT2S");
            assertThat(timeout(settings, status)).isEqualTo(TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE);
        }
    }

    /** Starts what the first execution was started with once more, by Temporal's own means. */
    private static void startAgain(
            TemporalSettings settings, String id, String as, Consumer<WorkflowOptions.Builder> limits) {
        try (Connection connection = Connection.open(settings)) {
            Wire.Start start = new Runs(connection, settings).start(id);
            assertThat(start).isNotNull();
            Wire.Identity old = start.identity();
            Wire.Identity identity = new Wire.Identity(
                    as, old.workflowId(), old.version(), "two", Map.of(), old.inputHash(), old.programHash(), null);
            WorkflowOptions.Builder options = WorkflowOptions.newBuilder()
                    .setWorkflowId(settings.idPrefix() + as)
                    .setTaskQueue(settings.taskQueue())
                    .setMemo(Map.of(Wire.MEMO, identity))
                    .setTypedSearchAttributes(Attributes.of(identity, false));
            limits.accept(options);
            var ignored = connection
                    .client()
                    .newUntypedWorkflowStub(old.workflowId(), options.build())
                    .start(new Wire.Start(
                            identity,
                            start.hash(),
                            start.spec(),
                            start.input(),
                            null,
                            start.heartbeat(),
                            start.continueAfter(),
                            start.level(),
                            start.pinned(),
                            start.ownRetry(),
                            null));
        }
    }

    @Test
    void a_limit_that_temporal_has_for_a_run_or_an_execution_ends_it_as_timed_out() {
        TemporalSettings settings = OnTemporal.settings();
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, "- a:\n    wait: PT1H\n", "{}");
            startAgain(settings, id, "test:run", options -> options.setWorkflowRunTimeout(Duration.ofSeconds(2)));
            startAgain(
                    settings,
                    id,
                    "test:execution",
                    options -> options.setWorkflowExecutionTimeout(Duration.ofSeconds(2)));

            for (String limited : List.of("test:run", "test:execution")) {
                ExecutionStatus status = OnTemporal.awaitEnd(provider, limited);
                assertThat(status.state()).isEqualTo(ExecutionState.TIMED_OUT);
                assertThat(status.error()).isNotNull();
                assertThat(status.error().detail()).contains("Temporal");
                assertThat(status.stopTime()).isAfter(status.startTime());
            }
            assertThat(provider.getExecutionStatus(id).state()).isEqualTo(ExecutionState.RUNNING);
            provider.stopExecution(id, "enough");
        }
    }

    // Search attributes

    private static <T> T operator(String address, java.util.function.Function<OperatorServiceStubs, T> question) {
        OperatorServiceStubs operator = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(address).validateAndBuildWithDefaults());
        try {
            return question.apply(operator);
        } finally {
            operator.shutdownNow();
        }
    }

    private static boolean knows(String address, String attribute) {
        return operator(
                address,
                operator -> operator.blockingStub()
                        .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                                .setNamespace("default")
                                .build())
                        .containsCustomAttributes(attribute));
    }

    private static void remove(String address, String attribute) {
        var ignored = operator(
                address,
                operator -> operator.blockingStub()
                        .removeSearchAttributes(RemoveSearchAttributesRequest.newBuilder()
                                .setNamespace("default")
                                .addSearchAttributes(attribute)
                                .build()));
    }

    /** Whether Temporal refuses to start anything with this attribute: it reads what there is every few seconds. */
    private static boolean refuses(WorkflowClient client, SearchAttributes attributes) {
        try {
            var ignored = client.newUntypedWorkflowStub(
                            "nothing",
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("nothing-" + UUID.randomUUID())
                                    .setTaskQueue("nobody")
                                    .setTypedSearchAttributes(attributes)
                                    .build())
                    .start();
            return false;
        } catch (WorkflowServiceException refused) {
            return true;
        }
    }

    @Test
    void a_search_attribute_that_went_missing_is_registered_again_at_the_next_start() throws IOException {
        try (OwnServer server = new OwnServer(folder)) {
            TemporalSettings settings = TemporalSettings.of(server.address());
            try (TemporalProvider provider = TemporalProvider.open(handlers, settings);
                    Connection connection = Connection.open(settings)) {
                remove(server.address(), "LandlordWorkflow");
                SearchAttributes ours = SearchAttributes.newBuilder()
                        .set(Attributes.WORKFLOW, "x")
                        .build();
                new Patience(OnTemporal.PATIENCE).until(() -> "a refusal", () -> refuses(connection.client(), ours));

                ExecutionStatus status =
                        OnTemporal.awaitEnd(provider, OnTemporal.start(provider, "- a:\n    call: echo\n", "{}"));

                assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(knows(server.address(), "LandlordWorkflow")).isTrue();
            }
        }
    }

    @Test
    void a_milestone_whose_attribute_went_missing_holds_the_execution_up_and_says_which() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        TaskHandlers gated = new TaskHandlers().register(new Handler("gated", (arguments, context) -> {
            gate.await();
            return arguments;
        }));
        try (OwnServer server = new OwnServer(folder)) {
            TemporalSettings settings = TemporalSettings.of(server.address());
            try (TemporalProvider provider = TemporalProvider.open(gated, settings);
                    Connection connection = Connection.open(settings)) {
                String id = OnTemporal.start(provider, """
                        - a:
                            call: gated
                            metadata: {milestone: {attributes: {StageReached: built}}}
                        """, "{}");
                remove(server.address(), "StageReached");
                SearchAttributes theirs = SearchAttributes.newBuilder()
                        .set(SearchAttributeKey.forKeyword("StageReached"), "x")
                        .build();
                new Patience(OnTemporal.PATIENCE).until(() -> "a refusal", () -> refuses(connection.client(), theirs));
                gate.countDown();

                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "to be stuck, not " + provider.getExecutionStatus(id),
                                () -> provider.getExecutionStatus(id).error() != null);
                ExecutionStatus status = provider.getExecutionStatus(id);
                assertThat(status.state()).isEqualTo(ExecutionState.RUNNING);
                assertThat(status.error()).isNotNull();
                assertThat(status.error().type()).isEqualTo(Records.STUCK);
                assertThat(status.error().detail()).contains("StageReached");

                connection.ensureAttributes(Map.of("StageReached", IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));

                assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            }
        }
    }
}
