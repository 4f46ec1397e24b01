package io.landlord.handlers.node;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.handlers.FakeContext;
import io.landlord.handlers.http.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShippedNodesTest {
    private final TaskHandlers handlers = ShippedNodes.register(new TaskHandlers());
    private final SortedMap<String, GraphNode> nodes = handlers.nodes().view();

    private JsonNode call(String node, String arguments) throws InterruptedException {
        return handlers.call(node, json(arguments), FakeContext.FIRST);
    }

    private GraphNode node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    @Test
    void five_nodes_are_shipped_two_of_them_with_another_name() {
        assertThat(nodes.keySet())
                .containsExactly(
                        "explicit_wait",
                        "explicity_wait",
                        "notify_creator",
                        "send_message",
                        "timeout_webhook",
                        "wait_answer",
                        "webhook");
    }

    @Test
    void an_answer_is_waited_for_a_minute_unless_told_otherwise() {
        assertThat(node("wait_answer").phase())
                .isEqualTo(new NodePhase.Signal("client-answered", Duration.ofMinutes(1), "ClientAnswered"));
    }

    @Test
    void a_message_is_always_a_condition_that_is_satisfied() throws InterruptedException {
        JsonNode result = call(
                "send_message",
                "{'node': 'send_message', 'step': 's', 'event': 'condition_satisfied', 'with': {'message': 'hello'}}");

        assertThat(result)
                .isEqualTo(json("{'eventType': 'condition_satisfied', 'error': null, 'node': 'send_message'}"));
    }

    @Test
    void waiting_for_an_answer_gives_what_came_of_it() throws InterruptedException {
        assertThat(call(
                        "wait_answer",
                        "{'node': 'wait_answer', 'step': 's', 'event': 'condition_timeout', 'with': {}}"))
                .isEqualTo(json("{'eventType': 'condition_timeout', 'error': null, 'node': 'wait_answer'}"));
    }

    @Test
    void a_webhook_posts_json_under_the_key_of_the_call() throws IOException, InterruptedException {
        try (TestServer server = new TestServer()) {
            JsonNode result = call(
                    "webhook",
                    "{'node': 'timeout_webhook', 'step': 'tell', 'event': 'condition_satisfied', 'with': {'url': '"
                            + server.uri("/hook") + "'}}");

            assertThat(result.get("node").stringValue()).isEqualTo("timeout_webhook");
            assertThat(server.received).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.uri()).hasPath("/hook");
                assertThat(request.header("Idempotency-key")).isEqualTo("w:e/0");
                assertThat(request.header("Content-type")).isEqualTo("application/json");
                assertThat(request.body())
                        .isEqualTo("{\"execution\":\"w:e\",\"step\":\"tell\",\"node\":\"timeout_webhook\"}");
            });
        }
    }

    @Test
    void a_webhook_that_is_refused_fails_and_what_may_pass_may_be_tried_again() throws IOException {
        try (TestServer server = new TestServer()) {
            String call = "{'node': 'webhook', 'step': 's', 'event': 'condition_satisfied', 'with': {'url': '"
                    + server.uri("/") + "', 'body': [1]}}";
            server.answers(exchange -> exchange.sendResponseHeaders(404, -1));
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> call("webhook", call))
                    .satisfies(failure -> {
                        assertThat(failure.status()).isEqualTo(404);
                        assertThat(failure.isRetryable()).isFalse();
                    });
            server.answers(exchange -> exchange.sendResponseHeaders(503, -1));
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> call("webhook", call))
                    .satisfies(failure -> assertThat(failure.isRetryable()).isTrue());
            assertThat(server.received).extracting(TestServer.Received::body).containsOnly("[1]");
            assertThat(node("webhook").options().retryPolicy().maxAttempts()).isEqualTo(3);
        }
    }
}
