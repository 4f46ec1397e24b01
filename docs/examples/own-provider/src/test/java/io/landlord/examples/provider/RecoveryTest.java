package io.landlord.examples.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a kill at any moment leaves in the file is enough to go on. */
class RecoveryTest {
    private static final WorkflowSpec ORDER = WorkflowSpec.of("order", """
            document: {dsl: 1.0.3, namespace: examples, name: order, version: 1.0.0}
            do:
              - both:
                  fork:
                    branches:
                      - book: {call: book, with: {item: '${ .item }'}}
                      - pack: {call: pack, with: {item: '${ .item }'}}
              - rest: {wait: {milliseconds: 20}}
              - charge:
                  try:
                    - card: {call: charge, with: {amount: 7}}
                  catch:
                    as: error
                    do:
                      - invoice: {set: {paid: false, why: '${ $error.detail }'}}
            """);

    @TempDir
    private Path directory;

    /** A handler that writes down under which idempotency key it was called. */
    private record Noting(String name, Queue<String> keys) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            keys.add(context.idempotencyKey());
            if (name.equals("charge")) {
                throw TaskFailure.permanent("the card was declined", null);
            }
            return arguments;
        }
    }

    private static TaskHandlers handlers(Queue<String> keys) {
        return new TaskHandlers()
                .register(new Noting("book", keys))
                .register(new Noting("pack", keys))
                .register(new Noting("charge", keys));
    }

    private static FileProvider open(Path file, Queue<String> keys) {
        return FileProvider.open(file, handlers(keys), Clock.systemUTC(), execution -> {});
    }

    private static ExecutionStatus end(FileProvider provider, String executionId) {
        new Patience(Duration.ofMinutes(1))
                .until(
                        () -> "the end of " + provider.getExecutionStatus(executionId),
                        () -> provider.getExecutionStatus(executionId).state().isFinal());
        return provider.getExecutionStatus(executionId);
    }

    private static String trace(FileProvider provider, String executionId) {
        return Folded.of(ORDER, handlers(new ConcurrentLinkedQueue<>()), provider.journal(executionId))
                .trace()
                .toJson()
                .toString();
    }

    @Test
    void whichever_line_was_the_last_it_ends_with_the_same_trace() throws IOException {
        Path whole = directory.resolve("whole.jsonl");
        String trace = runOnce(whole);
        List<String> lines = Files.readAllLines(whole);
        assertThat(lines).as("a deployment, and eight events").hasSizeGreaterThan(5);

        for (int kept = 2; kept <= lines.size(); kept++) {
            String before = String.join("\n", lines.subList(0, kept)) + "\n";
            String torn = kept == lines.size() ? "" : lines.get(kept).substring(0, 9);
            Path file = Files.writeString(directory.resolve("kept-" + kept + ".jsonl"), before + torn);

            try (FileProvider provider = open(file, new ConcurrentLinkedQueue<>())) {
                assertThat(end(provider, "order:one").state()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(trace(provider, "order:one"))
                        .as("after line %d", kept)
                        .isEqualTo(trace);
            }
            assertThat(Files.readString(file)).startsWith(before);
        }
    }

    private static String runOnce(Path file) {
        try (FileProvider provider = open(file, new ConcurrentLinkedQueue<>())) {
            assertThat(provider.createWorkflow(ORDER).created()).isTrue();
            JsonNode input = JsonMapper.shared().readTree("{\"item\": \"chair\"}");
            String id = provider.startExecution("order", ExecutionInput.of("one", input))
                    .executionId();
            assertThat(end(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            return trace(provider, id);
        }
    }

    @Test
    void a_call_that_was_not_answered_is_made_again_under_the_same_key() throws IOException {
        Path whole = directory.resolve("whole.jsonl");
        String ignored = runOnce(whole);
        List<String> started = Files.readAllLines(whole).subList(0, 2);
        Queue<String> keys = new ConcurrentLinkedQueue<>();

        for (int again = 0; again < 2; again++) {
            Path file = Files.write(directory.resolve("again-" + again + ".jsonl"), started);
            try (FileProvider provider = open(file, keys)) {
                assertThat(end(provider, "order:one").state()).isEqualTo(ExecutionState.SUCCEEDED);
            }
        }

        List<String> first = new ArrayList<>(keys).subList(0, 3);
        assertThat(keys).hasSize(6).containsOnlyElementsOf(first);
    }

    @Test
    void what_was_deployed_and_deleted_stays_so() {
        Path file = directory.resolve("workflows.jsonl");
        try (FileProvider provider = open(file, new ConcurrentLinkedQueue<>())) {
            assertThat(provider.createWorkflow(ORDER).version()).isEqualTo("1");
            assertThat(provider.createWorkflow(spec("gone")).version()).isEqualTo("1");
            provider.deleteWorkflow("gone");
        }

        try (FileProvider provider = open(file, new ConcurrentLinkedQueue<>())) {
            assertThat(provider.createWorkflow(ORDER).created()).isFalse();
            assertThat(provider.createWorkflow(spec("gone")).created()).isTrue();
        }
    }

    private static WorkflowSpec spec(String id) {
        return WorkflowSpec.of(
                id, "{document: {dsl: 1.0.3, namespace: examples, name: x, version: 1.0.0}, do: [{a: {set: {x: 1}}}]}");
    }

    @Test
    void a_file_that_is_in_use_is_refused() {
        Path file = directory.resolve("used.jsonl");
        try (FileProvider ignored = open(file, new ConcurrentLinkedQueue<>())) {
            LandlordException refusal =
                    catchThrowableOfType(LandlordException.class, () -> open(file, new ConcurrentLinkedQueue<>()));

            assertThat(refusal.code()).isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
            assertThat(refusal).hasMessageContaining("in use");
        }
    }

    @Test
    void a_handler_that_is_missing_after_the_restart_is_told_of() throws IOException {
        Path file = directory.resolve("missing.jsonl");
        String ignored = runOnce(file);

        LandlordException refusal = catchThrowableOfType(
                LandlordException.class,
                () -> FileProvider.open(file, new TaskHandlers(), Clock.systemUTC(), execution -> {}));

        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC);
        assertThat(refusal).hasMessageContaining("register the same task handlers");
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).isNotEmpty();
    }
}
