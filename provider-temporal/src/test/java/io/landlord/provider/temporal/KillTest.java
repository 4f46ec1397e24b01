package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.IntNode;

/** Workers die without a word, and others go on. */
@ExtendWith(TemporalServer.class)
class KillTest {
    private static final String THREE_CALLS =
            "- a:\n    call: note\n- rest:\n    wait: PT1S\n- b:\n    call: note\n- c:\n    call: note\n";

    @TempDir
    private Path folder;

    @Test
    void a_worker_that_is_killed_in_a_call_is_replaced_and_its_call_is_no_new_attempt() throws IOException {
        Path file = folder.resolve("calls");
        TemporalSettings settings = OnTemporal.settings();
        try (TemporalProvider provider =
                TemporalProvider.open(WorkerProcess.handlers(file, Duration.ZERO), settings.withWorker(false, 1))) {
            Process first = WorkerProcess.start(settings, file, Duration.ofHours(1));
            try {
                String id = OnTemporal.start(provider, THREE_CALLS, "{}");
                new Patience(OnTemporal.PATIENCE)
                        .until(() -> "a call", () -> !calls(file).isEmpty());
                first.destroyForcibly();
                Process second = WorkerProcess.start(settings, file, Duration.ofMillis(10));
                try {
                    ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

                    assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
                    assertThat(status.output()).isEqualTo(IntNode.valueOf(1));
                    assertThat(calls(file)).hasSize(4);
                    assertThat(new HashSet<>(calls(file))).hasSize(3);
                    Folded.of(
                                    OnTemporal.spec(THREE_CALLS),
                                    WorkerProcess.handlers(file, Duration.ZERO),
                                    provider.journal(id))
                            .assertAgreesWith(status);
                } finally {
                    second.destroyForcibly();
                }
            } finally {
                first.destroyForcibly();
            }
        }
    }

    @Test
    void a_worker_that_is_killed_between_attempts_of_temporals_own_takes_none_of_them_along() throws IOException {
        String tasks = """
                - careful:
                    try:
                      - a:
                          call: second-time
                    catch:
                      retry: {delay: PT0.1S, limit: {attempt: {count: 1}}}
                """;
        Path file = folder.resolve("calls");
        TemporalSettings settings = OnTemporal.settings();
        TaskHandlers handlers = WorkerProcess.handlers(file, Duration.ZERO);
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings.withWorker(false, 1))) {
            Process first = WorkerProcess.start(settings, file, Duration.ofHours(1));
            Process second = null;
            try {
                String id = OnTemporal.start(provider, tasks, "{}");
                new Patience(OnTemporal.PATIENCE)
                        .until(() -> "a second attempt", () -> calls(file).size() == 2);
                first.destroyForcibly();
                second = WorkerProcess.start(settings, file, Duration.ofMillis(10));

                ExecutionStatus status = OnTemporal.awaitEnd(provider, id);

                assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
                assertThat(calls(file))
                        .containsExactly(id + "#0/0/0!call.1", id + "#0/0@1/0!call.1", id + "#0/0@1/0!call.1");
                Folded folded = Folded.of(OnTemporal.spec(tasks), handlers, provider.journal(id));
                folded.assertAgreesWith(status);
                assertThat(folded.trace().toJson().get(1).path("failedAttempts"))
                        .hasSize(1);
                assertThat(History.of(settings, id)).hasSize(6 + 5);
            } finally {
                first.destroyForcibly();
                if (second != null) {
                    second.destroyForcibly();
                }
            }
        }
    }

    static List<String> calls(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
