package io.landlord.server.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;

/** Templates with their versions, over HTTP. */
class TemplateHttpTest extends LiveServer {

    private static String template(int value) {
        return """
                description: Gives a number
                parameters:
                  - name: region
                    type: string
                    default: north
                    allowed: [north, south]
                    description: Where it is
                definition:
                %sremoval:
                %s""".formatted(
                setting("made", value).indent(2), setting("removed", value).indent(2));
    }

    @Test
    void other_content_is_the_next_version_and_all_versions_stay() {
        String path = "/v1/templates/" + unique("tpl");

        Answer first = server().put(path, template(1));
        Answer same = server().put(path, template(1));
        Answer second = server().put(path, template(2));

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(path + "/versions/1");
        assertThat(first.at("/version").intValue()).isEqualTo(1);
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.at("/version").intValue()).isEqualTo(1);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("/version").intValue()).isEqualTo(2);
        assertThat(second.header("ETag")).isNotEqualTo(first.header("ETag"));
        Answer newest = server().get(path);
        assertThat(newest.at("/version").intValue()).isEqualTo(2);
        assertThat(newest.header("ETag")).isEqualTo(second.header("ETag"));
        assertThat(newest.at("/parameters/0/name").stringValue()).isEqualTo("region");
        assertThat(newest.at("/parameters/0/default").stringValue()).isEqualTo("north");
        assertThat(newest.at("/parameters/0/required").booleanValue()).isFalse();
        assertThat(server().get(path + "/versions")
                        .items()
                        .map(version -> version.get("version").intValue()))
                .containsExactly(1, 2);
        assertThat(server().get(path + "/versions/1").field("definition")).contains("value");
        assertThat(server().get(path + "/versions/3").field("code")).isEqualTo("template_not_found");
        assertThat(server().get("/v1/templates?limit=1000").items("name")).contains("tenant-database");
    }

    @Test
    void both_definitions_are_checked_and_their_mistakes_placed() {
        Answer answer = server().put(
                        "/v1/templates/" + unique("tpl"),
                        "definition:\n" + setting("made", 1).indent(2) + "removal:\n"
                                + definition("removed", "- only:\n    sett: {}").indent(2));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer").stringValue()).startsWith("/removal/do/0/only");
        assertThat(answer.at("/errors/0/line").intValue()).isPositive();
    }

    @Test
    void a_template_in_use_is_not_deleted_until_its_tenants_are() {
        String name = unique("tpl");
        server().put("/v1/templates/" + name, template(1));
        String tenant = unique("t");
        String made = server().put("/v1/tenants/" + tenant, "{\"template\": \"" + name + "\"}")
                .field("id");
        server().get("/v1/operations/" + made, "Prefer", "wait=30");

        Answer refused = server().delete("/v1/templates/" + name);
        String removal = server().delete("/v1/tenants/" + tenant).field("id");
        Answer removed = server().get("/v1/operations/" + removal, "Prefer", "wait=30");
        Answer deleted = server().delete("/v1/templates/" + name);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("template_conflict");
        assertThat(removed.field("state")).as(removed.text()).isEqualTo("succeeded");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(204);
        assertThat(server().get("/v1/templates/" + name).status()).isEqualTo(404);
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_overwritten() {
        String path = "/v1/templates/" + unique("tpl");
        String old = String.valueOf(
                server().put(path, template(1), "If-None-Match", "*").header("ETag"));
        server().put(path, template(2), "If-Match", old);

        assertThat(server().put(path, template(3), "If-Match", old).status()).isEqualTo(412);
        assertThat(server().put(path, template(3), "If-None-Match", "*").status())
                .isEqualTo(412);
        assertThat(server().delete(path, "If-Match", old).status()).isEqualTo(412);
    }
}
