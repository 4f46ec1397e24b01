package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.tck.Patience;
import io.temporal.api.enums.v1.EventType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moving executions to other versions as Temporal sees it. */
@ExtendWith(TemporalServer.class)
class MovedTest {
    private static final int MOST_EVENTS = 60;
    private static final String LOOP = """
            - each:
                for: {in: '${ [range(40)] }', each: n}
                do:
                  - one: {call: count}
            - last:
                set: {version: %d}
            """;
    private static final String HEAR = """
            - hear:
                listen: {to: {one: {with: {type: com.example.go}}}}
            - last:
                set: {version: %d}
            """;

    @TempDir
    private Path folder;

    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private int holdAt = 1;
    private final TaskHandlers handlers = new TaskHandlers().register(new Handler("count", (arguments, context) -> {
        int call = calls.incrementAndGet();
        if (call == holdAt) {
            held.countDown();
            gate.await();
        }
        return IntNode.valueOf(call);
    }));
    private final TemporalSettings settings = OnTemporal.settings();

    @AfterEach
    void open() {
        gate.countDown();
    }

    private static String version(TemporalProvider provider, String tasks) {
        return provider.createWorkflow(OnTemporal.spec(tasks)).version();
    }

    private static void go(TemporalProvider provider, String id) {
        provider.signalExecution(id, EventMessage.signal("com.example.go", "1", JsonNodeFactory.instance.objectNode()));
    }

    private static void awaitTask(TemporalProvider provider, String id) {
        new Patience(OnTemporal.PATIENCE)
                .until(
                        () -> "a task of " + provider.getExecutionStatus(id),
                        () -> !provider.getExecutionStatus(id).currentTasks().isEmpty());
    }

    private static void assertVersion(ExecutionStatus status, int version) {
        assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.version()).isEqualTo("" + version);
        assertThat(status.output())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("version", version));
    }

    @Test
    void new_runs_go_on_with_the_version_an_execution_was_moved_to() throws Exception {
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withContinueAfter(MOST_EVENTS))) {
            String id = OnTemporal.start(provider, LOOP.formatted(1), "{}");
            held.await();
            assertThat(version(provider, LOOP.formatted(2))).isEqualTo("2");

            provider.moveExecution(id, "2");
            gate.countDown();

            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
            assertVersion(status, 2);
            assertThat(calls).hasValue(40);
            assertThat(status.history())
                    .extracting(ExecutionEvent::type)
                    .containsOnlyOnce(ExecutionEvent.Type.EXECUTION_MOVED);
            assertThat(History.of(settings, id)
                            .getFirst()
                            .getWorkflowExecutionStartedEventAttributes()
                            .getContinuedExecutionRunId())
                    .isNotEmpty();
        }
    }

    @Test
    void an_execution_in_a_later_run_is_moved_by_the_journal_of_all_runs() throws Exception {
        holdAt = 30;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withContinueAfter(MOST_EVENTS))) {
            String id = OnTemporal.start(provider, LOOP.formatted(1), "{}");
            held.await();
            String other = LOOP.replace("call: count", "call: count, with: {n: 1}");
            assertThat(version(provider, other.formatted(2))).isEqualTo("2");
            assertThat(version(provider, LOOP.formatted(3))).isEqualTo("3");

            assertThatThrownBy(() -> provider.moveExecution(id, "2"))
                    .isInstanceOf(LandlordException.class)
                    .hasMessageContaining("after its start")
                    .hasMessageContaining("/do/0/each/do/0/one");
            provider.moveExecution(id, "3");
            gate.countDown();

            assertVersion(OnTemporal.awaitEnd(provider, id), 3);
            assertThat(calls).hasValue(40);
            assertThat(provider.journal(id).entries()).hasSize(41);
        }
    }

    @Test
    void another_process_goes_on_with_the_version_an_execution_was_moved_to() {
        String id;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            id = OnTemporal.start(provider, HEAR.formatted(1), "{}");
            awaitTask(provider, id);
            assertThat(version(provider, HEAR.formatted(2))).isEqualTo("2");
            provider.moveExecution(id, "2");
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            assertThat(provider.getExecutionStatus(id).version()).isEqualTo("2");
            go(provider, id);

            assertVersion(OnTemporal.awaitEnd(provider, id), 2);
        }
    }

    @Test
    void a_worker_that_is_killed_after_the_move_is_replaced_and_the_other_version_goes_on() throws Exception {
        String tasks = "- one:\n    call: keep\n    with: {n: 1}\n- last:\n    set: {version: %d}\n";
        Path file = folder.resolve("calls");
        try (TemporalProvider provider =
                TemporalProvider.open(WorkerProcess.handlers(file, Duration.ZERO), settings.withWorker(false, 1))) {
            Process first = WorkerProcess.start(settings, file, Duration.ofHours(1));
            Process second = null;
            try {
                String id = OnTemporal.start(provider, tasks.formatted(1), "{}");
                new Patience(OnTemporal.PATIENCE).until(() -> "a call", () -> Files.exists(file));
                assertThat(version(provider, tasks.formatted(2))).isEqualTo("2");

                provider.moveExecution(id, "2");
                first.destroyForcibly();
                second = WorkerProcess.start(settings, file, Duration.ofMillis(10));

                assertVersion(OnTemporal.awaitEnd(provider, id), 2);
                assertThat(Set.copyOf(Files.readAllLines(file))).hasSize(1);
            } finally {
                first.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
        }
    }

    @Test
    void another_process_moves_what_it_knows_only_from_temporal() {
        String id;
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            id = OnTemporal.start(provider, HEAR.formatted(1), "{}");
            awaitTask(provider, id);
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            var ignored =
                    provider.createWorkflow(OnTemporal.spec(HEAR.formatted(2)).withVersion("2"));

            provider.moveExecution(id, "2");
            go(provider, id);

            assertVersion(OnTemporal.awaitEnd(provider, id), 2);
        }
    }

    @Test
    void a_move_costs_seven_events_and_is_found_by_its_version() throws Exception {
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, "- one:\n    call: count\n- last:\n    set: {version: 1}\n", "{}");
            held.await();
            assertThat(version(provider, "- one:\n    call: count\n- last:\n    set: {version: 2}\n"))
                    .isEqualTo("2");

            provider.moveExecution(id, "2");
            gate.countDown();

            assertVersion(OnTemporal.awaitEnd(provider, id), 2);
            assertThat(History.of(settings, id))
                    .hasSizeLessThanOrEqualTo(11 + 7)
                    .extracting(event -> event.getEventType())
                    .contains(
                            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
                            EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED);
            assertThat(provider.footprint(id)).isNotNull();
            ListsExecutions.Query two = new ListsExecutions.Query(null, null, null, null, "2", Map.of(), 10, null);
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the execution among those of version 2",
                            () -> provider.listExecutions(two).executions().stream()
                                    .map(ExecutionSummary::executionId)
                                    .anyMatch(id::equals));
        }
    }

    @Test
    void an_execution_that_listens_since_it_was_moved_is_found_by_events() throws Exception {
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, "- one:\n    call: count\n", "{}");
            held.await();
            assertThat(version(provider, "- one:\n    call: count\n" + HEAR.formatted(2)))
                    .isEqualTo("2");

            provider.moveExecution(id, "2");
            provider.publish(EventMessage.signal("com.example.go", "1", JsonNodeFactory.instance.objectNode()));
            gate.countDown();

            assertVersion(OnTemporal.awaitEnd(provider, id), 2);
        }
    }

    @Test
    void events_that_come_while_it_is_moved_are_neither_lost_nor_doubled() throws Exception {
        String hear = """
                - hear:
                    listen: {to: {all: [%s]}}
                - last:
                    set: {version: %d}
                """;
        StringBuilder filters = new StringBuilder();
        for (int event = 0; event < 20; event++) {
            filters.append(event == 0 ? "" : ", ")
                    .append("{with: {type: t")
                    .append(event)
                    .append("}}");
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            String id = OnTemporal.start(provider, hear.formatted(filters, 1), "{}");
            awaitTask(provider, id);
            assertThat(version(provider, hear.formatted(filters, 2))).isEqualTo("2");

            Future<?> sending = threads.submit(() -> {
                for (int event = 0; event < 19; event++) {
                    provider.signalExecution(
                            id, EventMessage.signal("t" + event, "" + event, JsonNodeFactory.instance.objectNode()));
                }
            });
            boolean moved = false;
            while (!moved) {
                try {
                    provider.moveExecution(id, "2");
                    moved = true;
                } catch (LandlordException busy) {
                    assertThat(busy).hasMessageContaining("events come faster");
                }
            }
            Object ignored = sending.get();
            provider.signalExecution(id, EventMessage.signal("t19", "19", JsonNodeFactory.instance.objectNode()));

            assertVersion(OnTemporal.awaitEnd(provider, id), 2);
            assertThat(provider.journal(id).entries()).hasSize(21);
        }
    }
}
