package io.landlord.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The id that joins a request to its answer, its log lines, its executions and their calls; and the form of the log. */
@ExtendWith(OutputCaptureExtension.class)
class CorrelationTest extends LiveServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEADER = "X-Correlation-Id";

    private String telling() {
        String id = unique("tell");
        server().post("/v1/workflows?id=" + id, definition("tell", "- only:\n    call: test.tell"));
        return id;
    }

    private static List<JsonNode> lines(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JSON::readTree)
                .toList();
    }

    @Test
    void an_id_that_is_brought_is_in_the_answer_the_handler_and_the_log(CapturedOutput output) {
        String workflow = telling();
        String id = unique("corr");

        Answer started = server().post("/v1/workflows/" + workflow + "/executions", "", HEADER, id);
        Answer ended = server().get("/v1/executions/" + started.field("id"), "Prefer", "wait=30");

        assertThat(started.header(HEADER)).isEqualTo(id);
        assertThat(ended.at("/output/correlation").stringValue()).isEqualTo(id);
        List<JsonNode> mine = lines(output).stream()
                .filter(line -> line.path("correlation").asString("").equals(id))
                .toList();
        assertThat(mine).anySatisfy(line -> {
            assertThat(line.get("message").stringValue()).isEqualTo("told");
            assertThat(line.get("execution").stringValue()).isEqualTo(started.field("id"));
            assertThat(line.get("handler").stringValue()).isEqualTo("test.tell");
        });
        assertThat(mine).anySatisfy(line -> {
            assertThat(line.path("operation").asString("")).isEqualTo("start_execution");
            assertThat(line.get("workflow").stringValue()).isEqualTo(workflow);
            assertThat(line.get("provider").stringValue()).isEqualTo("mock");
        });
    }

    @Test
    void an_id_is_made_when_there_is_none_or_it_could_do_harm() {
        Answer without = server().get("/v1/providers");
        Answer again = server().get("/v1/providers");

        assertThat(without.header(HEADER)).isNotBlank().isNotEqualTo(again.header(HEADER));
        for (String bad : List.of("a b", "a\"b", "<script>", "x".repeat(129), "ä")) {
            assertThat(server().get("/v1/providers", HEADER, bad).header(HEADER))
                    .as(bad)
                    .matches("[A-Za-z0-9-]{36}");
        }
    }

    @Test
    void a_problem_has_it_too() {
        Answer answer = server().get("/v1/nowhere", HEADER, "mine.1");

        assertThat(answer.header(HEADER)).isEqualTo("mine.1");
        assertThat(answer.field("correlationId")).isEqualTo("mine.1");
    }

    @Test
    void an_operation_carries_it_to_the_handlers_of_its_execution(CapturedOutput output) {
        String template = unique("corr");
        server().put(
                        "/v1/templates/" + template,
                        "definition:\n"
                                + definition("a", "- only:\n    call: test.tell")
                                        .indent(2) + "removal:\n"
                                + setting("b", 1).indent(2));
        String tenant = unique("corr");
        String id = unique("corr");

        Answer accepted = server().put("/v1/tenants/" + tenant, "{\"template\": \"" + template + "\"}", HEADER, id);
        Answer operation = server().get("/v1/operations/" + accepted.field("id"), "Prefer", "wait=30");

        assertThat(operation.field("state")).as(operation.text()).isEqualTo("succeeded");
        assertThat(operation.field("correlationId")).isEqualTo(id);
        assertThat(server().get("/v1/tenants/" + tenant)
                        .at("/outputs/correlation")
                        .stringValue())
                .isEqualTo(id);
        List<JsonNode> mine = lines(output).stream()
                .filter(line -> line.path("correlation").asString("").equals(id))
                .toList();
        assertThat(mine).anySatisfy(line -> {
            assertThat(line.get("message").stringValue()).isEqualTo("told");
            assertThat(line.get("tenant").stringValue()).isEqualTo(tenant);
        });
        // A workflow that has to be deployed first is no failure.
        assertThat(mine)
                .noneSatisfy(
                        line -> assertThat(line.get("message").stringValue()).contains("no workflow"));
        // Each line that tells of the operation itself names it, and its tenant.
        assertThat(mine).anySatisfy(line -> {
            assertThat(line.path("operation").asString("")).isEqualTo(accepted.field("id"));
            assertThat(line.path("tenant").asString("")).isEqualTo(tenant);
        });
    }

    @Test
    void every_line_of_the_log_is_one_json_object(CapturedOutput output) {
        server().post("/v1/workflows", definition("x", "- only:\n    sett: {}"));
        server().get("/v1/executions/none");

        assertThat(output.getOut().lines().filter(line -> !line.isBlank()))
                .isNotEmpty()
                .allSatisfy(line -> {
                    JsonNode json = JSON.readTree(line);
                    assertThat(json.isObject()).isTrue();
                    assertThat(json.get("time").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
                    assertThat(json.get("level").stringValue()).isIn("info", "warn", "error", "debug");
                    assertThat(json.get("message").isString()).isTrue();
                });
    }
}
