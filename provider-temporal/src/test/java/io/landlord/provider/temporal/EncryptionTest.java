package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.tck.Patience;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/** Values in Temporal's histories are for those who have the keys. */
@ExtendWith(TemporalServer.class)
class EncryptionTest {
    private static final String FIRST = "k1:" + "A".repeat(43) + "=";
    private static final String OTHER_FIRST = "k1:" + "E".repeat(43) + "=";
    private static final String SECOND = "k2:" + "I".repeat(43) + "=";
    private static final String MARKER = "zebra-in-the-kitchen";

    private final TaskHandlers handlers = new TaskHandlers()
            .register(Handler.echo())
            .register(new Handler("fails", (arguments, context) -> {
                context.heartbeat(StringNode.valueOf(MARKER));
                throw TaskFailure.of(StandardError.RUNTIME, MARKER, false, null);
            }));
    private final TemporalSettings plain =
            OnTemporal.settings().withTimes(Duration.ofMillis(200), Duration.ofSeconds(2));

    private TemporalSettings with(String... keys) {
        return plain.with(TemporalPayloads.STANDARD.withKeys(PayloadKeys.parse(String.join(",", keys))));
    }

    @Test
    void nothing_that_goes_to_temporal_can_be_read_on_the_way_or_there() {
        String tasks = """
                - a:
                    set: {kept: '${ .secret }', marker: %1$s}
                - b:
                    call: echo
                    with: {got: '${ .kept }'}
                - c:
                    try:
                      - d:
                          call: fails
                          with: {got: %1$s}
                    catch:
                      as: problem
                      do:
                        - e:
                            call: echo
                            with: {problem: '${ $problem }'}
                - f:
                    listen: {to: {one: {with: {type: go}}}}
                - g:
                    set: {end: %1$s}
                """.formatted(MARKER);
        try (GrpcProxy proxy = new GrpcProxy(TemporalServer.address(), null)) {
            TemporalSettings settings = with(FIRST)
                    .with(new TemporalFrontend(proxy.address(), "default", null, null, null, Duration.ofSeconds(10)));
            try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
                var ignored = provider.createWorkflow(OnTemporal.spec(tasks));
                String id = provider.startExecution(
                                "test",
                                new ExecutionInput(
                                        "one",
                                        JsonMapper.shared().readTree("{\"secret\": \"" + MARKER + "\"}"),
                                        Map.of("tenant", "acme")))
                        .executionId();
                provider.signalExecution(id, EventMessage.signal("go", "1", StringNode.valueOf(MARKER)));
                ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

                assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(String.valueOf(status.output())).contains(MARKER);
                assertThat(status.input().toString()).contains(MARKER);
                assertThat(provider.journal(id).entries().toString()).contains(MARKER);
                for (HistoryEvent event : History.of(plain, id)) {
                    assertThat(has(event.toByteArray())).as("%s", event).isFalse();
                }
                assertThat(proxy.requests()).noneMatch(EncryptionTest::has);
            }
            try (TemporalProvider alone = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
                assertThat(String.valueOf(alone.getExecutionStatus("test:one").output()))
                        .contains(MARKER);
            }
        }
    }

    private static boolean has(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(MARKER);
    }

    @Test
    void with_keys_turned_what_runs_goes_on_and_what_is_old_stays_readable() {
        String id;
        try (TemporalProvider provider = TemporalProvider.open(handlers, with(FIRST))) {
            id = OnTemporal.start(provider, """
                    - a:
                        call: echo
                        with: {n: 1}
                    - b:
                        listen: {to: {one: {with: {type: go}}}}
                    - c:
                        call: echo
                        with: {n: 2}
                    """, "{}");
            awaitEvents(id, 10);
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, with(SECOND, FIRST))) {
            provider.signalExecution(id, EventMessage.signal("go", "1", IntNode.valueOf(1)));

            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(History.of(plain, id).toString()).contains("\"k1\"", "\"k2\"");
        }
    }

    @Test
    void a_worker_without_the_key_loses_nothing_and_says_what_is_missing() {
        String id;
        try (TemporalProvider starts =
                TemporalProvider.open(handlers, with(FIRST).withWorker(false, 1))) {
            id = OnTemporal.start(starts, "- a:\n    call: echo\n    with: {n: 1}\n", "{}");
            starts.pauseExecution(id);
            starts.resumeExecution(id);
            try (TemporalProvider refuses = TemporalProvider.open(handlers, with(SECOND))) {
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "a failed task in " + History.of(plain, id),
                                () -> History.of(plain, id).stream()
                                        .anyMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes));
                ExecutionStatus status = refuses.getExecutionStatus(id);
                assertThat(status.state()).isEqualTo(ExecutionState.RUNNING);
                assertThat(status.error()).isNotNull();
                assertThat(status.error().type()).isEqualTo(Records.UNREADABLE);
                assertThat(status.error().detail()).contains("'k1'", "[k2]", "add that key");
                assertThatThrownBy(() -> refuses.journal(id))
                        .isInstanceOf(LandlordException.class)
                        .hasMessageContaining("add that key")
                        .extracting("code")
                        .isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
                new Patience(OnTemporal.PATIENCE)
                        .until(
                                () -> "the execution in the list",
                                () -> refuses.listExecutions(ListsExecutions.Query.newest(10)).executions().stream()
                                        .anyMatch(execution ->
                                                execution.executionId().equals(id)));
            }
        }
        try (TemporalProvider provider = TemporalProvider.open(handlers, with(SECOND, FIRST))) {
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void a_result_that_a_worker_cannot_read_is_no_failure_of_the_call() {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        TaskHandlers gated = new TaskHandlers().register(new Handler("waits", (arguments, context) -> {
            called.countDown();
            gate.await();
            return arguments;
        }));
        String tasks = "- a:\n    call: waits\n    with: {n: 1}\n";
        String id;
        try (TemporalProvider provider = TemporalProvider.open(gated, with(SECOND, FIRST))) {
            id = OnTemporal.start(provider, tasks, "{}");
            assertThat(called.await(1, TimeUnit.MINUTES)).isTrue();
            gate.countDown();
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        // A worker with another key under the id asks for the whole history.
        try (TemporalProvider other = TemporalProvider.open(gated, with(FIRST))) {
            ExecutionStatus status = other.getExecutionStatus(id);
            assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().detail()).contains("'k2'");
        }
    }

    @Test
    void a_value_opens_under_its_own_key_and_in_its_own_namespace_alone() {
        PayloadKeys keys = PayloadKeys.parse(FIRST);
        var sealed = new PayloadCoding(TemporalPayloads.STANDARD.withKeys(keys), "here")
                .converter()
                .toPayload(MARKER)
                .orElseThrow();

        assertThat(has(sealed.toByteArray())).isFalse();
        assertThat(read(FIRST, "here", sealed)).isEqualTo(MARKER);
        assertThatThrownBy(() -> read(FIRST, "there", sealed))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("for another namespace");
        assertThatThrownBy(() -> read(OTHER_FIRST, "here", sealed))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("another key of that id");
        var changed = sealed.toBuilder()
                .setData(sealed.getData().concat(ByteString.copyFrom(new byte[1])))
                .build();
        assertThatThrownBy(() -> read(FIRST, "here", changed)).isInstanceOf(Unreadable.class);
        assertThatThrownBy(() -> read(SECOND, "here", sealed))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("[k2]");
    }

    private static String read(String key, String namespace, Payload payload) {
        return new PayloadCoding(TemporalPayloads.STANDARD.withKeys(PayloadKeys.parse(key)), namespace)
                .converter()
                .fromPayload(payload, String.class, String.class);
    }

    @Test
    void larger_values_are_compressed_and_smaller_ones_stay_readable() {
        var converter = new PayloadCoding(TemporalPayloads.STANDARD, "here").converter();
        String large = MARKER.repeat(10_000);

        assertThat(has(converter.toPayload(MARKER).orElseThrow().toByteArray())).isTrue();
        assertThat(converter.toPayload(large).orElseThrow().getSerializedSize()).isLessThan(5_000);
        assertThat(converter.fromPayload(converter.toPayload(large).orElseThrow(), String.class, String.class))
                .isEqualTo(large);
        var plain = new PayloadCoding(TemporalPayloads.STANDARD.withCompressed(false), "here").converter();
        assertThat(plain.toPayload(large).orElseThrow().getSerializedSize()).isGreaterThan(200_000);
        assertThat(plain.fromPayload(converter.toPayload(large).orElseThrow(), String.class, String.class))
                .isEqualTo(large);
    }

    @Test
    void keys_that_are_wrong_are_named_by_line_and_never_shown(@TempDir Path folder) throws Exception {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.parse(FIRST + "\nk2:c2hvcnQ="))
                .withMessageContaining("line 2")
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining("c2hvcnQ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.parse("nonsense"))
                .withMessageContaining("line 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.parse(FIRST + "," + OTHER_FIRST))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.parse("# none\n"))
                .withMessageContaining("there is no key");
        Path file = Files.writeString(folder.resolve("payload.keys"), FIRST + "\n");
        Path ignored = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.inFile(file))
                .withMessageContaining("chmod 600 " + file);
        Path closed = Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(PayloadKeys.inFile(closed).ids()).containsExactly("k1");
        assertThat(PayloadKeys.inFile(closed).toString()).isEqualTo("PayloadKeys[k1]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PayloadKeys.inFile(folder.resolve("missing")))
                .withMessageContaining("missing");
    }

    private void awaitEvents(String id, int events) {
        new Patience(OnTemporal.PATIENCE)
                .until(
                        () -> events + " events in " + History.of(plain, id),
                        () -> History.of(plain, id).size() >= events);
    }
}
