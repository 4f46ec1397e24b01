package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
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

    private static List<String> calls(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
