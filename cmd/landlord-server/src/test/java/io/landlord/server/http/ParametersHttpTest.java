package io.landlord.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and preconditions that are none. */
class ParametersHttpTest extends LiveServer {

    @Test
    void a_value_without_a_name_is_a_malformed_query() {
        Answer answer = server().get("/v1/workflows?limit=1&=null");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("malformed_url");
    }

    @Test
    void more_parameters_than_anybody_needs_are_refused() {
        Answer answer = server().get("/v1/workflows?" + "a=b&".repeat(1_500) + "limit=1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("malformed_url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"startedBefore=", "startedAfter=yesterday", "startedAfter=2026-11-21", "startedBefore=1"})
    void what_is_no_time_is_refused(String query) {
        Answer answer = server().get("/v1/executions?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("invalid_parameter");
        assertThat(answer.field("detail")).contains("2026-11-21T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"3", "\"3\" \"4\""})
    void a_malformed_precondition_is_told_before_anything_is_looked_up(String header) {
        Answer answer = server().delete("/v1/plans/" + unique("none"), "If-Match", header);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("code")).isEqualTo("invalid_header");
    }
}
