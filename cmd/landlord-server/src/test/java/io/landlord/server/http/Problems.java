package io.landlord.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.RawCaller.RawAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every refusal looks like. */
final class Problems {
    private Problems() {}

    /** Asserts that the answer is a clear problem: never a 5xx, never a stack trace. */
    static void assertProblem(RawAnswer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).as(answer.toString()).startsWith("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").stringValue())
                .isEqualTo("urn:landlord:problem:" + problem.get("code").stringValue());
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).isNotBlank();
        assertThat(problem.get("instance").isString()).isTrue();
        assertThat(problem.get("correlationId").stringValue()).isEqualTo(answer.header("x-correlation-id"));
        assertThat(problem.get("errors").isArray()).isTrue();
        assertThat(answer.body())
                .doesNotContain("\tat ", "Exception", "io.landlord", "org.springframework", "org.apache");
    }
}
