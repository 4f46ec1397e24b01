package io.landlord.server.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workflows, deployed, told of and deleted over HTTP. */
class WorkflowHttpTest extends LiveServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void a_bare_yaml_document_is_deployed_under_its_own_name() {
        String id = unique("bare");

        Answer answer = server().post("/v1/workflows", setting(id, 1));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/v1/workflows/" + id);
        assertThat(answer.field("id")).isEqualTo(id);
        assertThat(answer.field("version")).isEqualTo("1");
        assertThat(answer.field("provider")).isEqualTo("mock");
        assertThat(answer.at("/created").booleanValue()).isTrue();
        assertThat(answer.field("contentHash")).isNotEmpty();
        assertThat(answer.at("/diagnostics").isArray()).isTrue();
    }

    @Test
    void a_bare_json_document_is_deployed_under_the_id_of_the_query() {
        String id = unique("json");
        String document = """
                {"document": {"dsl": "1.0.3", "namespace": "tests", "name": "other", "version": "1.0.0"},
                 "do": [{"only": {"set": {"value": 1}}}]}""";

        Answer answer = server().post("/v1/workflows?id=" + id, document);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("id")).isEqualTo(id);
    }

    @Test
    void an_envelope_says_what_the_document_does_not() {
        String id = unique("envelope");
        String body = JSON.createObjectNode()
                .put("id", id)
                .put("name", "An envelope")
                .put("description", "With a text in it")
                .put("version", "2026-11")
                .put("provider", "mock")
                .put("definition", setting("inner", 1))
                .put("timeout", "PT1M")
                .set("retryPolicy", JSON.readTree("{\"maxAttempts\": 3, \"initialInterval\": \"PT1S\"}"))
                .toString();
        body = body.substring(0, body.length() - 1) + ",\"tags\":{\"team\":\"blue\"}}";

        Answer created = server().post("/v1/workflows", body);
        Answer got = server().get("/v1/workflows/" + id);

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.field("version")).isEqualTo("2026-11");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.field("name")).isEqualTo("An envelope");
        assertThat(got.field("description")).isEqualTo("With a text in it");
        assertThat(got.field("provider")).isEqualTo("mock");
        assertThat(got.field("version")).isEqualTo("2026-11");
        assertThat(got.at("/tags/team").stringValue()).isEqualTo("blue");
        assertThat(got.field("definition")).isEqualTo(setting("inner", 1));
        assertThat(got.field("contentHash")).isEqualTo(created.field("contentHash"));
        assertThat(got.field("deployedAt")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        assertThat(got.header("ETag")).isNotNull();
    }

    @Test
    void an_envelope_may_hold_the_document_as_an_object_in_yaml() {
        String id = unique("object");

        Answer answer =
                server().post("/v1/workflows", "definition:\n" + setting(id, 1).indent(2));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.field("id")).isEqualTo(id);
    }

    @Test
    void the_same_content_is_the_same_version_and_other_content_the_next() {
        String id = unique("versions");

        Answer first = server().post("/v1/workflows", setting(id, 1));
        Answer again = server().post("/v1/workflows", setting(id, 1));
        Answer next = server().post("/v1/workflows", setting(id, 2));
        Answer versions = server().get("/v1/workflows/" + id + "/versions");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/created").booleanValue()).isFalse();
        assertThat(again.field("version")).isEqualTo(first.field("version"));
        assertThat(next.status()).isEqualTo(201);
        assertThat(next.field("version")).isEqualTo("2");
        assertThat(versions.items("version")).containsExactly("1", "2");
        assertThat(versions.items("provider")).containsOnly("mock");
        assertThat(versions.items("contentHash"))
                .containsExactly(first.field("contentHash"), next.field("contentHash"));
        assertThat(versions.items("deployedAt")).doesNotContain("");
        assertThat(versions.at("/next").isNull()).isTrue();
        assertThat(server().get("/v1/workflows/" + id).field("version")).isEqualTo("2");
    }

    @Test
    void a_version_name_with_other_content_is_a_conflict() {
        String id = unique("taken");
        String body = "id: " + id + "\nversion: a\ndefinition:\n";

        server().post("/v1/workflows", body + setting(id, 1).indent(2));
        Answer conflict = server().post("/v1/workflows", body + setting(id, 2).indent(2));

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.field("code")).isEqualTo("workflow_conflict");
    }

    @Test
    void a_dry_run_tells_what_is_wrong_and_deploys_nothing() {
        String id = unique("dry");

        Answer right = server().post("/v1/workflows?dryRun=true", setting(id, 1));
        Answer wrong = server().post(
                        "/v1/workflows?dryRun=true",
                        definition(id, "- only:\n    set:\n      value: ${ .a + }\n    then: nowhere"));

        assertThat(right.status()).isEqualTo(200);
        assertThat(right.at("/valid").booleanValue()).isTrue();
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.at("/valid").booleanValue()).isFalse();
        assertThat(wrong.at("/diagnostics").size()).isEqualTo(2);
        assertThat(wrong.at("/diagnostics/0/line").intValue()).isPositive();
        assertThat(server().get("/v1/workflows/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_bare_document_is_checked_for_the_provider_of_the_query() {
        String id = unique("dry");

        Answer known = server().post("/v1/workflows?dryRun=true&provider=mock", setting(id, 1));
        Answer unknown = server().post("/v1/workflows?dryRun=true&provider=nowhere", setting(id, 1));

        assertThat(known.at("/valid").booleanValue()).isTrue();
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.field("code")).isEqualTo("provider_not_found");
    }

    @Test
    void an_invalid_document_is_refused_with_the_places_of_all_mistakes() {
        String document = definition(
                unique("invalid"), "- only:\n    sett:\n      value: 1\n- last:\n    set:\n      a: 1\n    then: onyl");

        Answer answer = server().post("/v1/workflows", document);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.field("type")).isEqualTo("urn:landlord:problem:invalid_spec");
        assertThat(answer.field("code")).isEqualTo("invalid_spec");
        assertThat(answer.at("/status").intValue()).isEqualTo(400);
        assertThat(answer.field("title")).isEqualTo("Bad Request");
        assertThat(answer.field("instance")).isEqualTo("/v1/workflows");
        assertThat(answer.field("correlationId")).isEqualTo(answer.header("X-Correlation-Id"));
        assertThat(answer.at("/errors").size()).isEqualTo(2);
        JsonNode unknown = answer.at("/errors/0");
        assertThat(unknown.get("pointer").stringValue()).isEqualTo("/do/0/only");
        assertThat(unknown.get("line").intValue()).isEqualTo(8);
        assertThat(unknown.get("column").intValue()).isEqualTo(7);
        assertThat(unknown.get("message").stringValue()).isNotEmpty();
        assertThat(unknown.get("hint").stringValue()).contains("set");
        assertThat(answer.at("/errors/1/hint").stringValue()).contains("only");
    }

    @Test
    void mistakes_in_an_envelope_have_the_places_of_the_body() {
        Answer inline = server().post(
                        "/v1/workflows",
                        "id: a b\ndefinition:\n"
                                + definition("x", "- only:\n    sett: {}").indent(2));
        Answer text = server().post("/v1/workflows", "{\"id\": \"ok\",\n \"definitoin\": \"\"}");

        assertThat(inline.status()).isEqualTo(400);
        assertThat(inline.at("/errors/0/pointer").stringValue()).isEqualTo("/id");
        assertThat(inline.at("/errors/0/line").intValue()).isEqualTo(1);
        assertThat(inline.at("/errors/1/pointer").stringValue()).startsWith("/definition/do/0/only");
        assertThat(text.status()).isEqualTo(400);
        assertThat(text.field("code")).isEqualTo("invalid_body");
        assertThat(text.at("/errors/0/pointer").stringValue()).isEqualTo("/definitoin");
        assertThat(text.at("/errors/0/line").intValue()).isEqualTo(2);
        assertThat(text.at("/errors/0/hint").stringValue()).contains("definition");
    }

    @Test
    void an_unknown_provider_is_not_found() {
        Answer answer = server().post(
                        "/v1/workflows",
                        "provider: nowhere\ndefinition:\n" + setting("x", 1).indent(2));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("code")).isEqualTo("provider_not_found");
    }

    @Test
    void the_list_goes_page_by_page_without_gaps_or_repetition() {
        List<String> made = new ArrayList<>();
        for (int at = 0; at < 5; at++) {
            String id = unique("page");
            made.add(id);
            server().post("/v1/workflows", setting(id, at));
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = server().get("/v1/workflows?limit=2" + cursor);
            assertThat(page.status()).isEqualTo(200);
            page.items("id").forEach(seen::add);
            JsonNode next = page.json().get("next");
            cursor = next.isNull() ? "" : "&cursor=" + next.stringValue();
        } while (!cursor.isEmpty());

        assertThat(seen).containsAll(made).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void a_deleted_workflow_is_gone_with_its_versions() {
        String id = unique("deleted");
        server().post("/v1/workflows", setting(id, 1));

        Answer deleted = server().delete("/v1/workflows/" + id);

        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.text()).isEmpty();
        assertThat(server().get("/v1/workflows/" + id).field("code")).isEqualTo("workflow_not_found");
        assertThat(server().get("/v1/workflows/" + id + "/versions").status()).isEqualTo(404);
        assertThat(server().delete("/v1/workflows/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_workflow_that_runs_is_not_deleted() {
        String id = unique("busy");
        server().post("/v1/workflows", gated(id, id));
        String execution =
                server().post("/v1/workflows/" + id + "/executions", "").field("id");

        Answer refused = server().delete("/v1/workflows/" + id);
        probes.open(id);
        server().get("/v1/executions/" + execution, "Prefer", "wait=30");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("workflow_conflict");
        assertThat(server().delete("/v1/workflows/" + id).status()).isEqualTo(204);
    }

    @Test
    void what_has_not_changed_need_not_be_sent_again() {
        String id = unique("cached");
        server().post("/v1/workflows", setting(id, 1));
        String tag = server().get("/v1/workflows/" + id).header("ETag");

        assertThat(server().get("/v1/workflows/" + id, "If-None-Match", String.valueOf(tag))
                        .status())
                .isEqualTo(304);
    }
}
