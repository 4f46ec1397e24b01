package io.landlord.server.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;

/** The limits of the tiers, over HTTP. */
class PlanHttpTest extends LiveServer {
    private static final String SMALL = "{\"description\": \"Small\", \"limits\": {\"connections\": 3}}";
    private static final String LARGE = "{\"description\": \"Large\", \"limits\": {\"connections\": 30}}";

    @Test
    void there_are_three_plans_to_begin_with() {
        assertThat(server().get("/v1/plans?limit=1000").items("name")).contains("basic", "enterprise", "premium");
        assertThat(server().get("/v1/plans/basic").at("/limits/connections").intValue())
                .isEqualTo(10);
        assertThat(server().get("/v1/plans/premium")
                        .at("/limits/statementTimeout")
                        .stringValue())
                .isEqualTo("PT1M");
    }

    @Test
    void a_plan_is_made_replaced_and_deleted() {
        String path = "/v1/plans/" + unique("plan");

        Answer made = server().put(path, SMALL);
        Answer same = server().put(path, SMALL);
        Answer replaced = server().put(path, LARGE);
        Answer got = server().get(path);
        Answer deleted = server().delete(path);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path);
        assertThat(made.field("description")).isEqualTo("Small");
        assertThat(made.field("createdAt")).isNotEmpty();
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isNotEqualTo(made.header("ETag"));
        assertThat(got.header("ETag")).isEqualTo(replaced.header("ETag"));
        assertThat(got.at("/limits/connections").intValue()).isEqualTo(30);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(server().get(path).field("code")).isEqualTo("plan_not_found");
    }

    @Test
    void what_somebody_else_changed_meanwhile_is_not_overwritten() {
        String path = "/v1/plans/" + unique("raced");
        String old =
                String.valueOf(server().put(path, SMALL, "If-None-Match", "*").header("ETag"));
        String now = String.valueOf(server().put(path, LARGE, "If-Match", old).header("ETag"));

        assertThat(server().put(path, SMALL, "If-None-Match", "*").status()).isEqualTo(412);
        Answer stale = server().put(path, SMALL, "If-Match", old);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.field("code")).isEqualTo("version_conflict");
        assertThat(server().delete(path, "If-Match", old).status()).isEqualTo(412);
        assertThat(server().put(path, SMALL, "If-Match", "W/" + now).status()).isEqualTo(412);
        assertThat(server().put(path, SMALL, "If-Match", "3").status()).isEqualTo(400);
        assertThat(server().delete(path, "If-Match", now).status()).isEqualTo(204);
        assertThat(server().put(path, SMALL, "If-Match", "*").status()).isEqualTo(412);
    }

    @Test
    void limits_that_cannot_be_are_refused_with_their_place() {
        Answer answer =
                server().put("/v1/plans/" + unique("wrong"), "limits:\n  connections: 0\n  statementTimeout: soon\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors").size()).isEqualTo(2);
        assertThat(answer.at("/errors/0/pointer").stringValue()).isEqualTo("/limits/connections");
        assertThat(answer.at("/errors/0/line").intValue()).isEqualTo(2);
        assertThat(answer.at("/errors/1/pointer").stringValue()).isEqualTo("/limits/statementTimeout");
    }

    @Test
    void a_plan_in_use_is_not_deleted() {
        String plan = unique("used");
        server().put("/v1/plans/" + plan, SMALL);
        String tenant = unique("t");
        server().put("/v1/tenants/" + tenant, "{\"plan\": \"" + plan + "\"}");

        Answer refused = server().delete("/v1/plans/" + plan);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.field("code")).isEqualTo("plan_conflict");
    }
}
