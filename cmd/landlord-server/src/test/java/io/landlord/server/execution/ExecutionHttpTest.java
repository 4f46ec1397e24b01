package io.landlord.server.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Executions, started, waited for, listed and steered over HTTP. */
class ExecutionHttpTest extends LiveServer {

    private String deployed(String definition, String id) {
        assertThat(server().post("/v1/workflows?id=" + id, definition).status()).isEqualTo(201);
        return id;
    }

    private Answer started(String workflow, String body) {
        Answer answer = server().post("/v1/workflows/" + workflow + "/executions", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private Answer ended(String execution) {
        return server().get("/v1/executions/" + execution, "Prefer", "wait=30");
    }

    private String state(String execution) {
        return server().get("/v1/executions/" + execution).field("state");
    }

    @Test
    void a_start_is_accepted_and_says_where_to_look() {
        String id = unique("start");
        deployed(definition(id, "- only:\n    set:\n      twice: ${ .number * 2 }"), id);

        Answer started =
                started(id, "{\"name\": \"first\", \"input\": {\"number\": 21}, \"tags\": {\"team\": \"blue\"}}");
        Answer ended = ended(started.field("id"));

        assertThat(started.header("Location")).isEqualTo("/v1/executions/" + started.field("id"));
        assertThat(started.field("workflowId")).isEqualTo(id);
        assertThat(started.field("version")).isEqualTo("1");
        assertThat(started.field("state")).isNotEmpty();
        assertThat(started.at("/created").booleanValue()).isTrue();
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(ended.header("Retry-After")).isNull();
        assertThat(ended.field("state")).isEqualTo("succeeded");
        assertThat(ended.field("provider")).isEqualTo("mock");
        assertThat(ended.at("/input/number").intValue()).isEqualTo(21);
        assertThat(ended.at("/output/twice").intValue()).isEqualTo(42);
        assertThat(ended.at("/error").isNull()).isTrue();
        assertThat(ended.field("startTime")).isNotEmpty();
        assertThat(ended.field("stopTime")).isNotEmpty();
        assertThat(ended.at("/currentTasks").size()).isZero();
    }

    @Test
    void a_start_without_a_body_has_an_empty_input() {
        String id = deployed(definition("empty", "- only:\n    set:\n      input: ${ . }"), unique("empty"));

        Answer ended = ended(started(id, "").field("id"));

        assertThat(ended.at("/output/input").isObject()).isTrue();
        assertThat(ended.at("/output/input").size()).isZero();
    }

    @Test
    void the_same_name_and_input_is_the_same_execution_and_another_input_a_conflict() {
        String id = deployed(setting("named", 1), unique("named"));

        Answer first = started(id, "{\"name\": \"one\", \"input\": 1}");
        Answer again = started(id, "{\"name\": \"one\", \"input\": 1}");
        Answer other = server().post("/v1/workflows/" + id + "/executions", "{\"name\": \"one\", \"input\": 2}");

        assertThat(again.field("id")).isEqualTo(first.field("id"));
        assertThat(again.at("/created").booleanValue()).isFalse();
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.field("code")).isEqualTo("execution_conflict");
    }

    @Test
    void a_start_of_what_is_not_there_is_not_found() {
        Answer answer = server().post("/v1/workflows/" + unique("none") + "/executions", "{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("code")).isEqualTo("workflow_not_found");
    }

    @Test
    void a_bad_name_is_refused_with_its_place() {
        String id = deployed(setting("badname", 1), unique("badname"));

        Answer answer = server().post("/v1/workflows/" + id + "/executions", "{\n  \"name\": \"a b\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").stringValue()).isEqualTo("/name");
        assertThat(answer.at("/errors/0/line").intValue()).isEqualTo(2);
    }

    @Test
    void a_definition_and_an_input_run_in_one_call() {
        String name = unique("once");
        String body = "definition:\n"
                + definition(name, "- only:\n    set:\n      greeting: '${ \"hello \" + .who }'")
                        .indent(2)
                + "input:\n  who: world\nname: " + name + "\n";

        Answer started = server().post("/v1/executions", body);
        Answer ended = ended(started.field("id"));

        assertThat(started.status()).as(started.text()).isEqualTo(202);
        assertThat(started.header("Location")).isEqualTo("/v1/executions/" + started.field("id"));
        assertThat(started.field("workflowId")).matches("once-[0-9a-f]{12}");
        assertThat(ended.at("/output/greeting").stringValue()).isEqualTo("hello world");
    }

    @Test
    void an_invalid_definition_in_one_call_is_refused_with_its_places() {
        Answer answer = server().post(
                        "/v1/executions",
                        "input: 1\ndefinition:\n"
                                + definition("x", "- only:\n    sett: {}").indent(2));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("invalid_spec");
        assertThat(answer.at("/errors/0/pointer").stringValue()).startsWith("/definition/do/0/only");
        assertThat(answer.at("/errors/0/line").intValue()).isEqualTo(10);
    }

    @Test
    void a_failed_execution_says_which_task_failed_and_why() {
        String id = deployed(definition("failing", """
                        - prepare:
                            set:
                              a: 1
                        - breakOff:
                            raise:
                              error:
                                type: https://example.com/errors/no-room
                                status: 507
                                title: No room
                                detail: the house is full
                        """), unique("failing"));

        Answer ended = ended(started(id, "").field("id"));

        assertThat(ended.field("state")).isEqualTo("failed");
        assertThat(ended.at("/output").isNull()).isTrue();
        assertThat(ended.at("/error/type").stringValue()).isEqualTo("https://example.com/errors/no-room");
        assertThat(ended.at("/error/status").intValue()).isEqualTo(507);
        assertThat(ended.at("/error/title").stringValue()).isEqualTo("No room");
        assertThat(ended.at("/error/detail").stringValue()).isEqualTo("the house is full");
        assertThat(ended.at("/error/pointer").stringValue()).isEqualTo("/do/1/breakOff");
    }

    @Test
    void waiting_ends_with_the_time_that_was_preferred() {
        String gate = unique("waiting");
        String id = deployed(gated("waiting", gate), gate);
        String execution = started(id, "").field("id");
        probes.awaitReached(gate);

        Answer zero = server().get("/v1/executions/" + execution, "Prefer", "wait=0");
        Answer one = server().get("/v1/executions/" + execution, "Prefer", "respond-async, wait=1");
        probes.open(gate);

        assertThat(zero.header("Preference-Applied")).isEqualTo("wait=0");
        assertThat(zero.field("state")).isEqualTo("running");
        assertThat(zero.header("Retry-After")).isNotNull();
        assertThat(zero.at("/currentTasks/0/name").stringValue()).isEqualTo("pass");
        assertThat(one.header("Preference-Applied")).isEqualTo("wait=1");
        assertThat(one.field("state")).isEqualTo("running");
        assertThat(ended(execution).field("state")).isEqualTo("succeeded");
    }

    @Test
    void the_list_is_filtered_by_workflow_state_and_time_and_goes_page_by_page() {
        String id = deployed(
                definition(
                        "listed",
                        "- only:\n    if: ${ . == 3 }\n    raise:\n      error:\n        type: https://example.com/e\n        status: 400"),
                unique("listed"));
        List<String> made = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            String execution = started(id, "{\"input\": " + at + "}").field("id");
            made.addFirst(execution);
            ended(execution);
        }
        String query = "/v1/executions?workflow=" + id;

        List<String> paged = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = server().get(query + "&limit=2" + cursor);
            page.items("id").forEach(paged::add);
            JsonNode next = page.json().get("next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());
        String middle = server().get("/v1/executions/" + made.get(2)).field("startTime");

        assertThat(paged).containsExactlyElementsOf(made);
        assertThat(server().get(query + "&state=failed").items("id")).containsExactly(made.get(1));
        assertThat(server().get(query + "&state=running").items()).isEmpty();
        assertThat(server().get(query + "&startedAfter=" + middle).items("id"))
                .containsExactly(made.get(0), made.get(1), made.get(2));
        assertThat(server().get(query + "&startedBefore=" + middle).items("id"))
                .containsExactly(made.get(3), made.get(4));
        assertThat(server().get(query + "&provider=mock").items()).hasSize(5);
        assertThat(server().get(query + "&provider=nowhere").status()).isEqualTo(404);
        JsonNode item = server().get(query + "&limit=1").at("/items/0");
        assertThat(item.get("workflowId").stringValue()).isEqualTo(id);
        assertThat(item.get("name").stringValue()).isNotEmpty();
        assertThat(item.get("tags").isObject()).isTrue();
        assertThat(item.get("stopTime").isString()).isTrue();
    }

    @Test
    void a_tag_that_is_asked_for_may_have_commas() {
        String id = deployed(setting("tagged", 1), unique("tagged"));
        String both = started(id, "{\"name\": \"a\", \"tags\": {\"team\": \"red,blue\", \"level\": \"1\"}}")
                .field("id");
        String other = started(id, "{\"name\": \"b\", \"tags\": {\"team\": \"red\", \"level\": \"1\"}}")
                .field("id");
        String query = "/v1/executions?workflow=" + id;

        assertThat(server().get(query + "&tag=team=red,blue").items("id")).containsExactly(both);
        assertThat(server().get(query + "&tag=team=red%2Cblue&tag=level=1").items("id"))
                .containsExactly(both);
        assertThat(server().get(query + "&tag=team=red").items("id")).containsExactly(other);
        assertThat(server().get(query + "&tag=level=1").items()).hasSize(2);
        assertThat(server().get(query + "&tag=team").status()).isEqualTo(400);
    }

    @Test
    void the_history_tells_the_input_and_output_of_each_task() {
        String id =
                deployed(definition("history", "- only:\n    set:\n      twice: ${ .number * 2 }"), unique("history"));
        String execution = started(id, "{\"input\": {\"number\": 2}}").field("id");
        ended(execution);

        Answer history = server().get("/v1/executions/" + execution + "/history");

        assertThat(history.items("type"))
                .containsExactly("execution_started", "task_started", "task_completed", "execution_succeeded");
        assertThat(history.items().map(item -> item.get("sequence").intValue())).containsExactly(1, 2, 3, 4);
        assertThat(history.at("/items/1/task").stringValue()).isEqualTo("only");
        assertThat(history.at("/items/1/pointer").stringValue()).isEqualTo("/do/0/only");
        assertThat(history.at("/items/1/data/number").intValue()).isEqualTo(2);
        assertThat(history.at("/items/2/data/twice").intValue()).isEqualTo(4);
        assertThat(history.at("/next").isNull()).isTrue();
    }

    @Test
    void stopping_cancels_and_compensates_by_either_name() {
        for (String word : List.of("stop", "cancel")) {
            String gate = unique(word);
            String definition = definition(word, """
                    - made:
                        set:
                          thing: 1
                        metadata:
                          compensate:
                            - unmade:
                                set:
                                  gone: true
                    - pass:
                        call: test.gate
                        with:
                          name: %s
                    """.formatted(gate));
            String execution = started(deployed(definition, gate), "").field("id");
            probes.awaitReached(gate);

            Answer stopped = server().post("/v1/executions/" + execution + "/" + word, "{\"reason\": \"not needed\"}");
            Answer ended = ended(execution);
            Answer again = server().post("/v1/executions/" + execution + "/" + word, "");
            probes.open(gate);

            assertThat(stopped.status()).as(stopped.text()).isEqualTo(202);
            assertThat(stopped.field("id")).isEqualTo(execution);
            assertThat(ended.field("state")).isEqualTo("cancelled");
            assertThat(ended.at("/compensation/complete").booleanValue()).isTrue();
            assertThat(server().get("/v1/executions/" + execution + "/history").items("task"))
                    .contains("unmade");
            assertThat(again.status()).isEqualTo(202);
            assertThat(again.field("state")).isEqualTo("cancelled");
        }
    }

    @Test
    void a_paused_execution_goes_on_when_it_is_resumed() {
        String gate = unique("pause");
        String execution = started(deployed(gated("pause", gate), gate), "").field("id");
        probes.awaitReached(gate);

        Answer paused = server().post("/v1/executions/" + execution + "/pause", "");
        // The request is taken; the execution itself pauses a moment later.
        Awaitility.await().until(() -> state(execution), "paused"::equals);
        probes.open(gate);
        Answer still = server().get("/v1/executions/" + execution, "Prefer", "wait=1");
        Answer resumed = server().post("/v1/executions/" + execution + "/resume", "");

        assertThat(paused.status()).isEqualTo(202);
        assertThat(still.field("state")).isEqualTo("paused");
        assertThat(resumed.status()).isEqualTo(202);
        assertThat(ended(execution).field("state")).isEqualTo("succeeded");
    }

    @Test
    void a_running_execution_is_moved_to_another_version_or_refused_with_the_place() {
        String id = unique("move");
        String tasks = "- rest:\n    wait: PT%dH\n- last:\n    set: {version: %d}\n";
        deployed(definition("move", tasks.formatted(1, 1)), id);
        String path = "/v1/executions/" + started(id, "").field("id");
        deployed(definition("move", tasks.formatted(1, 2)), id);
        deployed(definition("move", tasks.formatted(2, 3)), id);

        Answer moved = server().post(path + "/move", "{\"version\": \"2\"}");
        Answer refused = server().post(path + "/move", "{\"version\": \"3\"}");
        Answer unknown = server().post(path + "/move", "{\"version\": \"9\"}");
        Answer empty = server().post(path + "/move", "{}");
        server().post(path + "/stop", "");

        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        assertThat(moved.field("version")).isEqualTo("2");
        assertThat(server().get(path).field("version")).isEqualTo("2");
        assertThat(server().get(path + "/history").items("type")).contains("execution_moved");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("execution_conflict");
        assertThat(refused.field("detail"))
                .contains("a wait of the task '/do/0/rest' until")
                .contains("version '3'");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.field("code")).isEqualTo("workflow_not_found");
        assertThat(empty.status()).isEqualTo(400);
    }

    @Test
    void an_execution_that_is_not_there_is_not_found_in_every_way() {
        String path = "/v1/executions/" + unique("none");

        for (Answer answer : List.of(
                server().get(path),
                server().get(path + "/history"),
                server().get(path + "/events"),
                server().post(path + "/stop", ""),
                server().post(path + "/cancel", ""),
                server().post(path + "/pause", ""),
                server().post(path + "/resume", ""),
                server().post(path + "/move", "{\"version\": \"2\"}"))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.field("code")).isEqualTo("execution_not_found");
        }
    }
}
