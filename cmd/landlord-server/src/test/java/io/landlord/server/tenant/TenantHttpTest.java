package io.landlord.server.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tenants over HTTP, from the request to the log-in. */
class TenantHttpTest extends LiveServer {

    private Answer ended(Answer accepted) {
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        return server().get("/v1/operations/" + accepted.field("id"), "Prefer", "wait=60");
    }

    /** A template whose making of tenants waits at a gate. */
    private String gatedTemplate(String gate) {
        Answer made = server().put(
                        "/v1/templates/" + gate,
                        "definition:\n" + gated("made", gate).indent(2) + "removal:\n"
                                + setting("removed", 1).indent(2));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return "{\"template\": \"" + gate + "\"}";
    }

    /** A template that fails unless told that it is mended. */
    private String failingTemplate() {
        String name = unique("failing");
        Answer made = server().put("/v1/templates/" + name, """
                        parameters:
                          - {name: mended, type: boolean, default: false}
                        definition:
                        %sremoval:
                        %s""".formatted(
                        definition("made", """
                                                        - checkRoom:
                                                            if: ${ .parameters.mended | not }
                                                            raise:
                                                              error:
                                                                type: https://example.com/errors/no-room
                                                                status: 507
                                                                title: No room
                                                                detail: the house is full
                                                        """).indent(2), setting("removed", 1).indent(2)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return name;
    }

    @Test
    void a_tenant_is_made_logs_in_and_is_removed() throws SQLException {
        String name = unique("acme");
        String path = "/v1/tenants/" + name;

        Answer accepted = server().put(path, "");
        assertThat(accepted.header("Location")).isEqualTo("/v1/operations/" + accepted.field("id"));
        assertThat(accepted.header("Retry-After")).isNotNull();
        assertThat(accepted.field("kind")).isEqualTo("create");
        assertThat(accepted.field("tenant")).isEqualTo(name);
        Answer operation = ended(accepted);
        assertThat(operation.field("state")).as(operation.text()).isEqualTo("succeeded");
        assertThat(operation.field("provider")).isEqualTo("mock");
        assertThat(operation.field("executionId")).isNotEmpty();
        assertThat(operation.field("correlationId")).isEqualTo(accepted.header("X-Correlation-Id"));
        assertThat(operation.field("endedAt")).isNotEmpty();

        Answer tenant = server().get(path);
        assertThat(tenant.field("state")).isEqualTo("ready");
        assertThat(tenant.field("plan")).isEqualTo("basic");
        assertThat(tenant.field("template")).isEqualTo("tenant-database");
        assertThat(tenant.at("/generation").intValue()).isEqualTo(1);
        assertThat(tenant.at("/observedGeneration").intValue()).isEqualTo(1);
        assertThat(tenant.at("/outputs/credential").stringValue()).isEqualTo("credential:" + name + "/database");
        assertThat(tenant.at("/reason").isNull()).isTrue();
        assertThat(tenant.header("ETag")).isNotNull();

        Answer credentials = server().get(path + "/credentials");
        assertThat(credentials.header("Cache-Control")).contains("no-store");
        JsonNode logIn = credentials.at("/items/0");
        assertThat(logIn.get("name").stringValue()).isEqualTo("database");
        assertThat(tenant.text()).doesNotContain(logIn.get("password").stringValue());
        assertThat(server().get("/v1/executions/" + operation.field("executionId") + "/history")
                        .text())
                .doesNotContain(logIn.get("password").stringValue());
        try (Connection connection = DriverManager.getConnection(
                        logIn.at("/properties/url").stringValue(),
                        logIn.get("username").stringValue(),
                        logIn.get("password").stringValue());
                ResultSet row = connection.createStatement().executeQuery("SELECT current_user")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(logIn.get("username").stringValue());
        }

        Answer deleted = ended(server().delete(path));
        assertThat(deleted.field("kind")).isEqualTo("delete");
        assertThat(deleted.field("state")).isEqualTo("succeeded");
        assertThat(server().get(path).field("state")).isEqualTo("deleted");
        assertThat(server().get(path + "/credentials").items()).isEmpty();
        assertThat(server().get(path + "/history").items("type"))
                .startsWith("applied", "started", "succeeded")
                .contains("delete_requested");
        assertThat(server().get("/v1/tenants?limit=1000").items("name")).doesNotContain(name);
        assertThat(server().get("/v1/tenants?limit=1000&state=deleted").items("name"))
                .contains(name);
    }

    @Test
    void asking_for_the_same_again_changes_nothing() {
        String gate = unique("same");
        String body = gatedTemplate(gate);
        String path = "/v1/tenants/" + unique("same");

        Answer first = server().put(path, body);
        Answer meanwhile = server().put(path, body);
        probes.open(gate);
        ended(first);
        Answer ready = server().put(path, body);

        assertThat(meanwhile.status()).isEqualTo(202);
        assertThat(meanwhile.field("id")).isEqualTo(first.field("id"));
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.field("state")).isEqualTo("ready");
        assertThat(ready.at("/generation").intValue()).isEqualTo(1);
        assertThat(ready.header("ETag")).isEqualTo(server().get(path).header("ETag"));
    }

    @Test
    void a_changed_wish_is_an_update() {
        String gate = unique("update");
        String body = gatedTemplate(gate);
        probes.open(gate);
        String path = "/v1/tenants/" + unique("update");
        ended(server().put(path, body));

        Answer updated = server().put(path, "{\"plan\": \"premium\"}");
        Answer ended = ended(updated);
        Answer tenant = server().get(path);

        assertThat(updated.field("kind")).isEqualTo("update");
        assertThat(ended.field("state")).isEqualTo("succeeded");
        assertThat(tenant.field("plan")).isEqualTo("premium");
        assertThat(tenant.field("template")).isEqualTo(gate);
        assertThat(tenant.at("/generation").intValue()).isEqualTo(2);
    }

    @Test
    void post_makes_a_tenant_once() {
        String gate = unique("post");
        String name = unique("post");
        gatedTemplate(gate);
        probes.open(gate);
        String body = "name: " + name + "\ntemplate: " + gate + "\n";

        Answer made = server().post("/v1/tenants", body);
        Answer again = server().post("/v1/tenants", body);
        Answer nameless = server().post("/v1/tenants", "plan: basic\n");
        Answer badName = server().post("/v1/tenants", "plan: basic\nname: Not A Name\n");

        assertThat(ended(made).field("state")).isEqualTo("succeeded");
        assertThat(made.field("kind")).isEqualTo("create");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field("code")).isEqualTo("tenant_conflict");
        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.at("/errors/0/pointer").stringValue()).isEqualTo("/name");
        assertThat(badName.status()).isEqualTo(400);
        assertThat(badName.at("/errors/0/pointer").stringValue()).isEqualTo("/name");
        assertThat(badName.at("/errors/0/line").intValue()).isEqualTo(2);
    }

    @Test
    void what_is_not_there_cannot_be_wanted() {
        String path = "/v1/tenants/" + unique("wrong");

        Answer plan = server().put(path, "{\"plan\": \"" + unique("none") + "\"}");
        Answer template = server().put(path, "{\"template\": \"" + unique("none") + "\"}");
        Answer version = server().put(path, "{\"templateVersion\": 99}");
        Answer below = server().put(path, "{\"templateVersion\": 0}");
        Answer parameter = server().put(path, "{\"parameters\": {\"unknown\": 1}}");

        assertThat(plan.status()).isIn(400, 404);
        assertThat(plan.text()).contains("plan");
        assertThat(template.status()).isIn(400, 404);
        assertThat(template.text()).contains("template");
        assertThat(version.status()).isIn(400, 404);
        assertThat(below.status()).isEqualTo(400);
        assertThat(parameter.status()).isEqualTo(400);
        assertThat(parameter.at("/errors/0/pointer").stringValue()).isEqualTo("/parameters/unknown");
        assertThat(server().get(path).status()).isEqualTo(404);
    }

    @Test
    void preconditions_hold_back_changes_of_what_has_changed_meanwhile() {
        String gate = unique("pre");
        String body = gatedTemplate(gate);
        probes.open(gate);
        String path = "/v1/tenants/" + unique("pre");

        assertThat(server().put(path, body, "If-Match", "\"1\"").status()).isEqualTo(412);
        ended(server().put(path, body, "If-None-Match", "*"));
        assertThat(server().put(path, body, "If-None-Match", "*").status()).isEqualTo(412);
        String tag = String.valueOf(server().get(path).header("ETag"));
        ended(server().put(path, "{\"plan\": \"premium\"}", "If-Match", tag));
        Answer stale = server().put(path, "{\"plan\": \"basic\"}", "If-Match", tag);
        Answer staleDelete = server().delete(path, "If-Match", tag);
        String now = String.valueOf(server().get(path).header("ETag"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.field("code")).isEqualTo("version_conflict");
        assertThat(staleDelete.status()).isEqualTo(412);
        assertThat(ended(server().delete(path, "If-Match", now)).field("state")).isEqualTo("succeeded");
    }

    @Test
    void what_was_read_while_an_operation_ran_may_be_changed_once_it_has_ended() {
        String gate = unique("etag");
        String path = "/v1/tenants/" + unique("etag");
        Answer asked = server().put(path, gatedTemplate(gate));
        String tag = String.valueOf(server().get(path).header("ETag"));
        probes.open(gate);
        ended(asked);

        assertThat(server().get(path, "If-None-Match", tag).status())
                .as("the state has changed")
                .isEqualTo(200);
        assertThat(server().put(path, "{\"plan\": \"premium\"}", "If-Match", tag)
                        .status())
                .as("what is wanted has not")
                .isEqualTo(202);
    }

    @Test
    void a_failed_tenant_says_why_and_goes_on_when_it_is_applied_again() {
        String template = failingTemplate();
        String name = unique("failed");
        String path = "/v1/tenants/" + name;

        Answer operation = ended(server().put(path, "{\"template\": \"" + template + "\"}"));
        Answer tenant = server().get(path);
        Answer mended = ended(server().put(path, "{\"parameters\": {\"mended\": true}}"));

        assertThat(operation.field("state")).isEqualTo("failed");
        assertThat(operation.at("/error/message").stringValue()).contains("the house is full");
        assertThat(tenant.field("state")).isEqualTo("failed");
        JsonNode reason = tenant.at("/reason");
        assertThat(reason.get("code").stringValue()).isEqualTo("execution_failed");
        assertThat(reason.get("message").stringValue()).contains("the house is full");
        assertThat(reason.get("task").stringValue()).isEqualTo("checkRoom");
        assertThat(reason.get("pointer").stringValue()).isEqualTo("/do/0/checkRoom");
        assertThat(reason.get("executionId").stringValue()).isEqualTo(operation.field("executionId"));
        assertThat(reason.get("hint").stringValue()).contains("apply").contains(name);
        assertThat(mended.field("state")).isEqualTo("succeeded");
        assertThat(server().get(path).field("state")).isEqualTo("ready");
        assertThat(server().get(path).at("/reason").isNull()).isTrue();
    }

    @Test
    void a_failed_tenant_is_tried_again_when_the_same_is_asked_and_can_be_deleted() {
        String body = "{\"template\": \"" + failingTemplate() + "\"}";
        String path = "/v1/tenants/" + unique("failed");

        Answer first = ended(server().put(path, body));
        Answer second = ended(server().put(path, body));
        Answer removal = ended(server().delete(path));

        assertThat(second.field("id")).isNotEqualTo(first.field("id"));
        assertThat(second.field("state")).isEqualTo("failed");
        assertThat(removal.field("state")).isEqualTo("succeeded");
        assertThat(server().get(path).field("state")).isEqualTo("deleted");
    }

    @Test
    void deleting_stops_what_is_under_way_and_is_the_same_operation_when_asked_again() {
        String gate = unique("stopped");
        String body = gatedTemplate(gate);
        String path = "/v1/tenants/" + unique("stopped");
        Answer made = server().put(path, body);
        probes.awaitReached(gate);

        Answer removal = server().delete(path);
        Answer again = server().delete(path);
        Answer applied = server().put(path, body);
        Answer removed = ended(removal);
        probes.open(gate);
        Answer after = server().delete(path);

        assertThat(removal.field("kind")).isEqualTo("delete");
        assertThat(again.field("id")).isEqualTo(removal.field("id"));
        assertThat(applied.status()).isEqualTo(409);
        assertThat(applied.field("code")).isEqualTo("tenant_conflict");
        assertThat(removed.field("state")).as(removed.text()).isEqualTo("succeeded");
        assertThat(server().get("/v1/operations/" + made.field("id")).field("state"))
                .isEqualTo("superseded");
        assertThat(after.status()).isEqualTo(202);
        assertThat(after.field("id")).isEqualTo(removal.field("id"));
        assertThat(after.header("Retry-After")).isNull();
        assertThat(server().delete("/v1/tenants/" + unique("none")).field("code"))
                .isEqualTo("tenant_not_found");
    }

    @Test
    void getting_a_tenant_waits_until_nothing_is_under_way() {
        String gate = unique("wait");
        String body = gatedTemplate(gate);
        String path = "/v1/tenants/" + unique("wait");
        server().put(path, body);
        probes.awaitReached(gate);

        Answer early = server().get(path, "Prefer", "wait=1");
        probes.open(gate);
        Answer late = server().get(path, "Prefer", "wait=30");

        assertThat(early.field("state")).isEqualTo("provisioning");
        assertThat(early.header("Retry-After")).isNotNull();
        assertThat(late.field("state")).isEqualTo("ready");
        assertThat(late.header("Preference-Applied")).isEqualTo("wait=30");
    }

    @Test
    void tenants_are_listed_by_name_and_filtered() {
        String gate = unique("list");
        String template = gatedTemplate(gate);
        probes.open(gate);
        List<String> names = new ArrayList<>();
        for (int at = 0; at < 3; at++) {
            String name = gate + at;
            names.add(name);
            ended(server().put("/v1/tenants/" + name, template));
        }

        String query = "/v1/tenants?template=" + gate;
        Answer first = server().get(query + "&limit=2");
        Answer second = server().get(query + "&limit=2&cursor=" + first.field("next"));

        assertThat(server().get(query).items("name")).containsExactlyElementsOf(names);
        assertThat(first.items("name")).containsExactly(names.get(0), names.get(1));
        assertThat(second.items("name")).containsExactly(names.get(2));
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(server().get(query + "&state=ready").items()).hasSize(3);
        assertThat(server().get(query + "&state=failed").items()).isEmpty();
        assertThat(server().get(query + "&plan=basic").items()).hasSize(3);
        assertThat(server().get(query + "&plan=premium").items()).isEmpty();
    }
}
