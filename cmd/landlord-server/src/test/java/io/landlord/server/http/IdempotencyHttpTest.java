package io.landlord.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A POST with an idempotency key is done once. */
class IdempotencyHttpTest extends LiveServer {
    private static final String KEY = "Idempotency-Key";

    @Test
    void the_first_answer_is_given_again() {
        String id = unique("once");
        server().post("/v1/workflows?id=" + id, setting("once", 1));
        String path = "/v1/workflows/" + id + "/executions";
        String key = unique("key");

        Answer first = server().post(path, "{\"input\": 1}", KEY, key);
        Answer again = server().post(path, "{\"input\": 1}", KEY, key);
        Answer other = server().post(path, "{\"input\": 1}", KEY, unique("key"));

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotNull();
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(other.field("id")).isNotEqualTo(first.field("id"));
        assertThat(server().get("/v1/executions?workflow=" + id).items()).hasSize(2);
    }

    @Test
    void every_kind_of_post_remembers() {
        String id = unique("kind");
        List<String> paths = List.of("/v1/workflows?id=" + id, "/v1/executions", "/v1/tenants");
        String template = unique("kind");
        server().put(
                        "/v1/templates/" + template,
                        "definition:\n" + setting("a", 1).indent(2) + "removal:\n"
                                + setting("b", 1).indent(2));
        List<String> bodies = List.of(
                setting("kind", 1),
                "definition:\n" + setting("kind", 1).indent(2),
                "name: " + unique("t") + "\ntemplate: " + template + "\n");
        for (int at = 0; at < paths.size(); at++) {
            String key = unique("key");
            Answer first = server().post(paths.get(at), bodies.get(at), KEY, key);
            Answer again = server().post(paths.get(at), bodies.get(at), KEY, key);

            assertThat(first.status()).as(first.text()).isIn(201, 202);
            assertThat(again.status()).as(paths.get(at)).isEqualTo(first.status());
            assertThat(again.text()).isEqualTo(first.text());
        }
    }

    @Test
    void a_key_is_for_one_request() {
        String id = unique("reuse");
        server().post("/v1/workflows?id=" + id, setting("reuse", 1));
        String path = "/v1/workflows/" + id + "/executions";
        String key = unique("key");

        server().post(path, "{\"input\": 1}", KEY, key);
        Answer reused = server().post(path, "{\"input\": 2}", KEY, key);

        assertThat(reused.status()).isEqualTo(422);
        assertThat(reused.field("code")).isEqualTo("idempotency_key_reused");
        assertThat(reused.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void what_was_refused_may_be_corrected_under_the_same_key() {
        String name = unique("corrected");
        String key = unique("key");

        Answer refused = server().post("/v1/workflows", definition(name, "- only:\n    sett: {}"), KEY, key);
        Answer corrected = server().post("/v1/workflows", setting(name, 1), KEY, key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(corrected.status()).as(corrected.text()).isEqualTo(201);
    }

    @Test
    void requests_at_the_same_time_are_done_once() throws Exception {
        String id = unique("race");
        server().post("/v1/workflows?id=" + id, setting("race", 1));
        String path = "/v1/workflows/" + id + "/executions";
        String key = unique("key");
        Callable<Answer> request = () -> server().post(path, "{}", KEY, key);

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = callers.invokeAll(
                    IntStream.range(0, 8).mapToObj(at -> request).toList());
            for (Future<Answer> future : answers) {
                Answer answer = future.get();
                // One may also be told that another one is doing it.
                assertThat(answer.status()).as(answer.text()).isIn(202, 409);
            }
        }

        assertThat(server().get("/v1/executions?workflow=" + id).items()).hasSize(1);
        assertThat(server().post(path, "{}", KEY, key).status()).isEqualTo(202);
        assertThat(server().get("/v1/executions?workflow=" + id).items()).hasSize(1);
    }

    @Test
    void a_key_that_is_none_is_refused() {
        Answer answer = server().post("/v1/tenants", "{}", KEY, "k".repeat(256));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("invalid_header");
    }
}
