package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.temporal.api.history.v1.HistoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Temporal takes values of two megabytes at the most; larger ones are refused clearly, or kept elsewhere. */
@ExtendWith(TemporalServer.class)
class PayloadSizeTest {
    private static final int FITS = 1_900_000;
    private static final int TOO_LARGE = 2_100_000;

    @TempDir
    private Path folder;

    private final TaskHandlers handlers = new TaskHandlers()
            .register(new Handler(
                    "make",
                    (arguments, context) -> text(arguments.path("length").asInt())))
            .register(new Handler(
                    "measure",
                    (arguments, context) ->
                            IntNode.valueOf(arguments.path("text").asString().length())))
            .register(new Handler("echo", (arguments, context) -> arguments));
    private final TemporalSettings without =
            OnTemporal.settings().with(TemporalPayloads.STANDARD.withCompressed(false));
    private TemporalSettings stored;

    private static JsonNode text(int length) {
        return StringNode.valueOf("x".repeat(length));
    }

    @BeforeEach
    void open() {
        stored = without.with(
                without.payloads().withStore(new DirectoryPayloadStore(folder.resolve("payloads")), 256 << 10));
    }

    /** Twice as much as a call may bring passes through the machine, but not through Temporal. */
    private static String both(int length) {
        return """
                - make:
                    call: make
                    with: {length: %d}
                - measure:
                    call: measure
                    with: {text: '${ . }'}
                """.formatted(length);
    }

    @Test
    void what_fits_passes_without_a_store() {
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, both(FITS), "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.output()).isEqualTo(IntNode.valueOf(FITS));
        }
    }

    @Test
    void a_result_that_does_not_fit_is_an_error_of_its_task_that_can_be_caught() {
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            ExecutionStatus status =
                    OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                    - try:
                        try:
                          - make:
                              call: make
                              with: {length: %d}
                        catch:
                          as: problem
                          errors: {with: {status: 413}}
                          do:
                            - tell:
                                set: '${ $problem.detail }'
                    """.formatted(TOO_LARGE), "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(String.valueOf(status.output()))
                    .contains("the result of the task 'make'", "2100", "2093056", "payload store");
        }
    }

    @Test
    void arguments_that_do_not_fit_are_an_error_of_their_task() {
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                    - make:
                        call: make
                        with: {length: 1100000}
                    - twice:
                        call: echo
                        with: {one: '${ . }', two: '${ . }'}
                    """, "{}"));

            assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().status()).isEqualTo(413);
            assertThat(status.error().detail()).contains("the arguments of the task 'twice'", "payload store");
        }
    }

    @Test
    void an_output_that_does_not_fit_fails_the_execution_clearly() {
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                    - make:
                        call: make
                        with: {length: 1100000}
                    - twice:
                        set: {one: '${ . }', two: '${ . }'}
                    """, "{}"));

            assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().detail()).contains("the output of the execution");
        }
    }

    @Test
    void inputs_and_events_that_do_not_fit_are_refused_at_once() {
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            String id = OnTemporal.start(provider, "- a:\n    listen: {to: {one: {with: {type: go}}}}\n", "{}");

            assertThatThrownBy(() -> provider.startExecution("test", ExecutionInput.of("two", text(TOO_LARGE))))
                    .isInstanceOf(LandlordException.class)
                    .hasMessageContaining("the input of execution 'test:two'")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_SPEC);
            assertThatThrownBy(() -> provider.signalExecution(id, EventMessage.signal("go", "1", text(TOO_LARGE))))
                    .isInstanceOf(LandlordException.class)
                    .hasMessageContaining("the event '1'")
                    .extracting("code")
                    .isEqualTo(ErrorCode.INVALID_SPEC);
            provider.signalExecution(id, EventMessage.signal("go", "2", text(FITS)));
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void several_large_calls_at_once_do_not_choke_the_worker() {
        StringBuilder tasks = new StringBuilder("- all:\n    fork:\n      branches:\n");
        for (int branch = 0; branch < 5; branch++) {
            tasks.append("        - b%d:\n            call: measure\n            with: {text: '${ . }'}\n"
                    .formatted(branch));
        }
        tasks.append("- sum:\n    set: '${ add }'\n");
        try (TemporalProvider provider = TemporalProvider.open(handlers, without)) {
            var ignored = provider.createWorkflow(OnTemporal.spec(tasks.toString()));
            String id = provider.startExecution("test", ExecutionInput.of("one", text(1_500_000)))
                    .executionId();

            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.output()).isEqualTo(IntNode.valueOf(7_500_000));
        }
    }

    @Test
    void with_a_store_large_values_pass_and_histories_hold_references() throws IOException {
        try (TemporalProvider provider = TemporalProvider.open(handlers, stored)) {
            var ignored = provider.createWorkflow(OnTemporal.spec("""
                    - heard:
                        listen: {to: {one: {with: {type: go}}}}
                    - make:
                        call: make
                        with: {length: %d}
                    - measure:
                        call: echo
                        with: {text: '${ . }'}
                    """.formatted(TOO_LARGE)));
            String id = provider.startExecution("test", ExecutionInput.of("one", text(TOO_LARGE + 1)))
                    .executionId();
            provider.signalExecution(id, EventMessage.signal("go", "1", text(TOO_LARGE + 2)));

            ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(String.valueOf(status.output())).hasSize(TOO_LARGE + 11);
            assertThat(History.of(without, id))
                    .extracting(HistoryEvent::getSerializedSize)
                    .allMatch(size -> size < 10_000);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("payloads"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeBetween(4, 6);
        }
        try (TemporalProvider alone = TemporalProvider.open(handlers, stored.withWorker(false, 1))) {
            assertThat(String.valueOf(alone.getExecutionStatus("test:one").output()))
                    .hasSize(TOO_LARGE + 11);
        }
        try (TemporalProvider storeless = TemporalProvider.open(handlers, without.withWorker(false, 1))) {
            ExecutionStatus status = storeless.getExecutionStatus("test:one");
            assertThat(status.error()).isNotNull();
            assertThat(status.error().type()).isEqualTo(Records.UNREADABLE);
            assertThat(status.error().detail()).contains("this process has no payload store");
        }
    }

    @Test
    void a_large_state_goes_on_in_a_new_run_by_reference_or_stays_in_the_old_one() {
        String tasks = """
                - make:
                    call: make
                    with: {length: 1100000}
                - keep:
                    set: {one: '${ . }', two: '${ . }', three: '${ . + "y" }'}
                - each:
                    for: {in: '${ [range(12)] }', each: n}
                    do:
                      - one:
                          call: measure
                          with: {text: ab}
                - finish:
                    set: {end: done}
                """;
        TemporalSettings elsewhere = stored.withTaskQueue(stored.taskQueue() + "-2", stored.idPrefix() + "2/");
        for (TemporalSettings settings : List.of(without, elsewhere)) {
            try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withContinueAfter(40))) {
                String id = OnTemporal.start(provider, tasks, "{}");
                ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
                assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            }
        }
    }

    @Test
    void a_directory_keeps_what_it_is_given_and_deletes_what_is_old() {
        DirectoryPayloadStore store = new DirectoryPayloadStore(folder.resolve("deep/inside"));
        String hash = "ab".repeat(32);

        assertThat(store.get(hash)).isEmpty();
        store.put(hash, new byte[] {1, 2});
        store.put(hash, new byte[] {1, 2});
        assertThat(store.get(hash))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(1, 2));
        assertThat(store.deleteBefore(Instant.now().minusSeconds(60))).isZero();
        assertThat(store.deleteBefore(Instant.now().plusSeconds(60))).isOne();
        assertThat(store.get(hash)).isEmpty();
        assertThatThrownBy(() -> store.get("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_size_of_json_is_never_thought_smaller_than_a_sixth_of_it() {
        JsonNode value = JsonMapper.shared()
                .readTree(
                        "{\"a\": [1, 2.5, true, null, \"\\u0001\\u0001\"], \"bc\": {\"d\": 123456789012345678901234567890}}");
        assertThat(SizeGuard.characters(value, Long.MAX_VALUE) * 6)
                .isGreaterThanOrEqualTo(value.toString().length());
        assertThat(SizeGuard.characters(JsonNodeFactory.instance.arrayNode(), 5))
                .isEqualTo(2);
    }
}
