package io.landlord.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Prometheus and probes are told. */
class MeasuresTest extends LiveServer {

    private List<String> scraped() {
        Answer answer = server().get("/actuator/prometheus");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        return answer.text().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private String ended(String started) {
        return server().get("/v1/executions/" + started, "Prefer", "wait=30").field("state");
    }

    @Test
    void executions_that_ended_are_counted_by_workflow_provider_and_final_state() {
        String id = unique("measured");
        server().post(
                        "/v1/workflows?id=" + id,
                        definition(
                                "measured",
                                "- only:\n    if: ${ .fails }\n    raise:\n      error:\n        type: https://example.com/e\n        status: 400"));
        String path = "/v1/workflows/" + id + "/executions";
        assertThat(ended(server().post(path, "{\"input\": {\"fails\": false}}").field("id")))
                .isEqualTo("succeeded");
        assertThat(ended(server().post(path, "{\"input\": {\"fails\": true}}").field("id")))
                .isEqualTo("failed");

        assertThat(scraped())
                .contains(
                        "landlord_executions_seconds_count{provider=\"mock\",state=\"succeeded\",workflow=\"" + id
                                + "\"} 1",
                        "landlord_executions_seconds_count{provider=\"mock\",state=\"failed\",workflow=\"" + id
                                + "\"} 1",
                        "landlord_executions_started_total{provider=\"mock\",workflow=\"" + id + "\"} 2.0");
    }

    @Test
    void definitions_of_one_run_share_one_series() {
        for (int value = 0; value < 3; value++) {
            String body = "definition:\n" + setting(unique("one"), value).indent(2);
            assertThat(ended(server().post("/v1/executions", body).field("id"))).isEqualTo("succeeded");
        }

        assertThat(scraped())
                .anyMatch(line ->
                        line.startsWith("landlord_executions_seconds_count{") && line.contains("workflow=\"once\""))
                .noneMatch(line -> line.contains("workflow=\"once-"));
    }

    @Test
    void calls_of_handlers_are_timed_and_their_errors_told_apart() {
        String id = unique("calls");
        server().post("/v1/workflows?id=" + id, definition("calls", """
                                - well:
                                    call: transform
                                    with:
                                      expression: .
                                      input: 1
                                - badly:
                                    call: fail
                                """));
        assertThat(ended(
                        server().post("/v1/workflows/" + id + "/executions", "").field("id")))
                .isEqualTo("failed");

        assertThat(scraped())
                .anyMatch(line ->
                        line.startsWith("landlord_handler_calls_seconds_count{handler=\"transform\",outcome=\"ok\"}"))
                .anyMatch(line -> line.startsWith("landlord_handler_calls_seconds_count{handler=\"fail\",outcome=\"")
                        && !line.contains("\"ok\""))
                .anyMatch(line -> line.startsWith("landlord_handler_calls_seconds_sum{handler=\"transform\""));
    }

    @Test
    void tenants_are_counted_by_state_and_the_queues_lag_is_told() {
        assertThat(scraped())
                .anyMatch(line -> line.startsWith("landlord_tenants{state=\"ready\"} "))
                .anyMatch(line -> line.startsWith("landlord_tenants{state=\"failed\"} "))
                .anyMatch(line -> line.startsWith("landlord_reconcile_lag_seconds "))
                .anyMatch(line -> line.startsWith("landlord_facade_calls_seconds_count{"));
    }

    @Test
    void requests_are_measured_by_their_pattern_not_by_their_path() {
        server().get("/v1/executions/" + unique("none"));

        assertThat(scraped())
                .anyMatch(line -> line.startsWith("http_server_requests_seconds_count{")
                        && line.contains("uri=\"/v1/executions/{id}\""))
                .noneMatch(line -> line.contains("uri=\"/v1/executions/none-"));
    }

    @Test
    void health_names_what_it_depends_on() {
        Answer health = server().get("/actuator/health");
        Answer readiness = server().get("/actuator/health/readiness");
        Answer liveness = server().get("/actuator/health/liveness");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.field("status")).isEqualTo("UP");
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.at("/components/database/status").stringValue()).isEqualTo("UP");
        assertThat(readiness.at("/components/providers/components/mock/status").stringValue())
                .isEqualTo("UP");
        assertThat(liveness.field("status")).isEqualTo("UP");
        // A database that is away is no reason to start the server anew.
        assertThat(liveness.at("/components/database").isMissingNode()).isTrue();
    }

    @Test
    void the_servers_version_is_told() {
        assertThat(server().get("/actuator/info").status()).isEqualTo(200);
    }
}
