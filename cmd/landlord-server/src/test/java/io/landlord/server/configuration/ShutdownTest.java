package io.landlord.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked to stop answers what it was asked, and leaves its work to the next one. */
class ShutdownTest {
    private static final String DOCUMENT =
            "  document: {dsl: 1.0.3, namespace: tests, name: %s, version: 1.0.0}\n  do:\n";
    private static final String TEMPLATE = "definition:\n" + DOCUMENT.formatted("slow")
            + "    - rest:\n        wait: {seconds: 8}\n    - last:\n        set: {done: true}\n" + "removal:\n"
            + DOCUMENT.formatted("gone") + "    - last:\n        set: {done: true}\n";

    @Test
    void requests_are_answered_streams_end_and_operations_go_on_elsewhere(@TempDir Path directory) throws Exception {
        String data = "--landlord.data-directory=" + directory.resolve("data");
        String operation;
        try (ServerProcess first = ServerProcess.start(directory, data).ready()) {
            assertThat(first.caller().put("/v1/templates/slow", TEMPLATE).status())
                    .isEqualTo(201);
            operation = first.caller()
                    .put("/v1/tenants/acme", "{\"template\": \"slow\"}")
                    .field("id");
            String execution = started(first, operation);
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(
                    () -> first.caller().get("/v1/operations/" + operation, "Prefer", "wait=60"));
            HttpResponse<InputStream> stream = first.caller().stream("/v1/executions/" + execution + "/events");
            byte[] begun = stream.body().readNBytes(10);

            Instant asked = Instant.now();
            first.terminate();
            String rest = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer = waiting.get();
            int exitCode = first.exitCode();
            Duration took = Duration.between(asked, Instant.now());

            assertThat(begun).hasSize(10);
            assertThat(rest).contains("execution_started").endsWith("\n\n");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("state")).isEqualTo("running");
            assertThat(exitCode).as("ended by SIGTERM").isEqualTo(143);
            assertThat(took).isLessThan(Duration.ofSeconds(20));
            assertThat(first.out()).doesNotContain("\"level\":\"error\"", "\\tat ");
            assertThat(first.err()).doesNotContain("\tat ");
        }
        try (ServerProcess second = ServerProcess.start(directory, data).ready()) {
            Answer ended = second.caller().get("/v1/operations/" + operation, "Prefer", "wait=60");

            assertThat(ended.field("state")).as(ended.text()).isEqualTo("succeeded");
            assertThat(second.caller().get("/v1/tenants/acme").field("state")).isEqualTo("ready");
            second.terminate();
            assertThat(second.exitCode()).isEqualTo(143);
        }
    }

    private static String started(ServerProcess server, String operation) throws IOException {
        Instant deadline = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(deadline)) {
            Answer answer = server.caller().get("/v1/operations/" + operation, "Prefer", "wait=1");
            if (!answer.field("executionId").isEmpty()) {
                return answer.field("executionId");
            }
        }
        throw new IOException("the operation does not begin");
    }
}
