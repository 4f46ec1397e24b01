package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.DefinitionCompiler;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.internal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Executions that began under an earlier build go on under this one: their histories are replayed, and what the host asks
 * Temporal for is compared with what it asked for then. Needs no server.
 */
class ReplayTest {

    @TestFactory
    Stream<DynamicTest> what_was_recorded_is_done_again_word_for_word() throws IOException {
        return Fixtures.names().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(Replay.of(Fixtures.history(name), Recording.handlers()))
                                .isEqualTo(Fixtures.transcript(name))));
    }

    @Test
    void every_kind_of_execution_has_a_history() {
        assertThat(Stream.concat(Recordings.ALL.stream().map(Recording::name), Stream.of(Recordings.KEEPER)))
                .allSatisfy(name -> assertThat(Fixtures.has(name))
                        .as("%s; record it with scripts/temporal-record", name)
                        .isTrue());
    }

    @Test
    void another_process_does_the_same() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dstdout.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fixtures.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> there = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();

        List<String> recorded = new ArrayList<>();
        for (String name : Fixtures.names()) {
            recorded.add("== " + name);
            recorded.addAll(Fixtures.transcript(name));
        }
        assertThat(there).isEqualTo(recorded);
    }

    @Test
    void temporal_notices_a_call_of_another_name() throws IOException {
        WorkflowExecutionHistory changed = withDefinition(Fixtures.history("calls"), "- b:", "- other:");

        assertThatThrownBy(() -> Replay.of(changed, Recording.handlers())).hasMessageContaining("TMPRL1100");
    }

    @Test
    void the_transcript_shows_what_temporal_does_not_notice() throws Exception {
        assertNoticed("waits", "wait: PT1S", "wait: PT2S", "timer");
        assertNoticed("timeout", "after: PT1S", "after: PT2S", "timer");
        assertNoticed("calls", "with: {n: 1}", "with: {n: 7}", "activity");
        assertNoticed("empty", "set: {x: 1}", "set: {x: 2}", "result");
        assertNoticed("raises", "status: 418", "status: 419", "failure");
    }

    private static void assertNoticed(String name, String from, String to, String kind) throws Exception {
        List<String> changed = Replay.of(withDefinition(Fixtures.history(name), from, to), Recording.handlers());
        List<String> recorded = Fixtures.transcript(name);

        assertThat(changed).hasSameSizeAs(recorded).isNotEqualTo(recorded);
        assertThat(changed).filteredOn(line -> !recorded.contains(line)).anyMatch(line -> line.startsWith(kind + " "));
    }

    /** The history as it would be had the execution been started with another definition. */
    private static WorkflowExecutionHistory withDefinition(WorkflowExecutionHistory history, String from, String to) {
        List<HistoryEvent> events = new ArrayList<>(history.getEvents());
        HistoryEvent.Builder started = events.getFirst().toBuilder();
        Payload.Builder input = started.getWorkflowExecutionStartedEventAttributesBuilder()
                .getInputBuilder()
                .getPayloadsBuilder(0);
        ObjectNode start =
                (ObjectNode) JsonPayloads.MAPPER.readTree(input.getData().toByteArray());
        ObjectNode spec = (ObjectNode) start.get("spec");
        String definition = spec.get("definition").stringValue();
        assertThat(definition).contains(from);
        spec.put("definition", definition.replace(from, to));
        String hash = Objects.requireNonNull(DefinitionCompiler.compile(
                                JsonPayloads.MAPPER.treeToValue(spec, WorkflowSpec.class),
                                Recording.handlers(),
                                DefinitionCompiler.Mode.CHECK)
                        .program())
                .hash();
        start.put("hash", hash);
        input.setData(ByteString.copyFrom(JsonPayloads.MAPPER.writeValueAsBytes(start)));
        events.set(0, started.build());
        return new WorkflowExecutionHistory(
                History.newBuilder().addAllEvents(events).build());
    }
}
