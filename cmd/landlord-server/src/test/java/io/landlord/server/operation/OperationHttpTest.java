package io.landlord.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;

/** Operations over HTTP. */
class OperationHttpTest extends LiveServer {

    @Test
    void operations_are_waited_for_and_filtered() {
        String gate = unique("op");
        String body = "definition:\n" + gated("made", gate).indent(2) + "removal:\n"
                + setting("removed", 1).indent(2);
        server().put("/v1/templates/" + gate, body);
        String tenant = unique("op");
        String id = server().put("/v1/tenants/" + tenant, "{\"template\": \"" + gate + "\"}")
                .field("id");
        probes.awaitReached(gate);

        Answer running = server().get("/v1/operations/" + id, "Prefer", "wait=1");
        Answer byState = server().get("/v1/operations?state=running&tenant=" + tenant);
        probes.open(gate);
        Answer ended = server().get("/v1/operations/" + id, "Prefer", "wait=30");

        assertThat(running.field("state")).isEqualTo("running");
        assertThat(running.at("/attempt").intValue()).isEqualTo(1);
        assertThat(running.header("Retry-After")).isNotNull();
        assertThat(running.field("startedAt")).isNotEmpty();
        assertThat(running.at("/endedAt").isNull()).isTrue();
        assertThat(byState.items("id")).containsExactly(id);
        assertThat(ended.field("state")).isEqualTo("succeeded");
        assertThat(ended.at("/error").isNull()).isTrue();
        assertThat(server().get("/v1/operations?state=running&tenant=" + tenant).items())
                .isEmpty();
        assertThat(server().get("/v1/operations?tenant=" + tenant).items("id")).containsExactly(id);
    }

    @Test
    void an_operation_that_is_not_there_is_not_found() {
        Answer answer = server().get("/v1/operations/" + unique("none"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("code")).isEqualTo("operation_not_found");
    }
}
