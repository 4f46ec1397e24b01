package io.landlord.server.http;

import static io.landlord.server.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import io.landlord.server.live.RawCaller;
import io.landlord.server.live.RawCaller.RawAnswer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever stands in a body, the answer is a clear problem. */
class BadBodyTest extends LiveServer {
    private static final String JSON_TYPE = "application/json";
    private static final String YAML_TYPE = "application/yaml";

    private static Stream<Arguments> bodies() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + IntStream.range(1, 10)
                        .mapToObj(at -> (char) ('a' + at) + ": &" + (char) ('a' + at) + " ["
                                + ("*" + (char) ('a' + at - 1) + ",").repeat(9).replaceAll(",$", "") + "]")
                        .reduce("", (all, line) -> all + line + "\n");
        String workflows = "/v1/workflows";
        return Stream.of(
                Arguments.of(workflows, JSON_TYPE, "", 400),
                Arguments.of(workflows, JSON_TYPE, "{", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"a\": }", 400),
                Arguments.of(workflows, JSON_TYPE, "{}", 400),
                Arguments.of(workflows, JSON_TYPE, "[]", 400),
                Arguments.of(workflows, JSON_TYPE, "null", 400),
                Arguments.of(workflows, JSON_TYPE, "1", 400),
                Arguments.of(workflows, JSON_TYPE, "\"text\"", 400),
                Arguments.of(workflows, JSON_TYPE, "{} {}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"id\": 7, \"definition\": \"x\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": 7}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": null}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": \"\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": \"{\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"timeout\": \"soon\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"timeout\": \"-PT1S\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"timeout\": \"PT99999999999999H\"}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"retryPolicy\": {\"maxAttempts\": -1}}", 400),
                Arguments.of(
                        workflows,
                        JSON_TYPE,
                        "{\"definition\": {}, \"retryPolicy\": {\"maxAttempts\": 99999999999999999999}}",
                        400),
                Arguments.of(
                        workflows, JSON_TYPE, "{\"definition\": {}, \"retryPolicy\": {\"multiplier\": 1e400}}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"tags\": [1]}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"definition\": {}, \"tags\": {\"a\": 1}}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"document\": 1, \"do\": 2}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"document\": {}, \"document\": {}, \"do\": []}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"id\": \"a\\u0000b\", \"definition\": {}}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"name\": \"a\\ud800b\", \"definition\": {}}", 400),
                Arguments.of(workflows, JSON_TYPE, "{\"\\udfff\": 1, \"definition\": {}}", 400),
                Arguments.of(workflows, JSON_TYPE, "[".repeat(100_000), 400),
                Arguments.of(workflows, JSON_TYPE, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), 400),
                Arguments.of(workflows, YAML_TYPE, "a: [", 400),
                Arguments.of(workflows, YAML_TYPE, "a: b: c", 400),
                Arguments.of(workflows, YAML_TYPE, "\t- x", 400),
                Arguments.of(workflows, YAML_TYPE, "--- a\n--- b\n", 400),
                Arguments.of(workflows, YAML_TYPE, "do: 1\ndo: 2\ndocument: {}\n", 400),
                Arguments.of(workflows, YAML_TYPE, "a: *nowhere\n", 400),
                Arguments.of(workflows, YAML_TYPE, "a: &a [*a]\n", 400),
                Arguments.of(workflows, YAML_TYPE, "a: !!java.net.URL [\"http://127.0.0.1/\"]\n", 400),
                Arguments.of(workflows, YAML_TYPE, bomb, 400),
                Arguments.of(workflows, YAML_TYPE, "- ".repeat(50_000) + "x", 400),
                Arguments.of(workflows, YAML_TYPE, "a: \"\\ud800\"\n", 400),
                Arguments.of(workflows, YAML_TYPE, "a: \u0000\n", 400),
                Arguments.of(workflows, YAML_TYPE, "document: {dsl: 1.0.3}\ndo: []\n", 400),
                Arguments.of(workflows, "text/plain", "a: 1", 415),
                Arguments.of(workflows, "application/x-www-form-urlencoded", "a=1", 415),
                Arguments.of(workflows, "multipart/form-data; boundary=x", "--x--", 415),
                Arguments.of(workflows, "application/octet-stream", "{}", 415),
                Arguments.of(workflows, "application/json; charset=utf-16", "{}", 415),
                Arguments.of(workflows, "application/json; charset=nonsense", "{}", 415),
                Arguments.of(workflows, "nonsense", "{}", 415),
                Arguments.of(workflows, "", "{}", 415),
                Arguments.of("/v1/executions", JSON_TYPE, "{}", 400),
                Arguments.of("/v1/executions", JSON_TYPE, "{\"definition\": []}", 400),
                Arguments.of("/v1/executions", JSON_TYPE, "{\"definition\": \"\\u0000\"}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"\"}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"" + "a".repeat(41) + "\"}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"a\\u0000\"}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"ok\", \"templateVersion\": 1.5}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"ok\", \"templateVersion\": 99999999999}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"ok\", \"parameters\": []}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"name\": \"ok\", \"plan\": {}}", 400),
                Arguments.of("/v1/tenants", JSON_TYPE, "{\"nmae\": \"ok\"}", 400));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_broken_body_is_refused(String path, String contentType, String body, int status) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!contentType.isEmpty()) {
            headers.put("Content-Type", contentType);
        }
        assertProblem(new RawCaller(port()).send("POST", path, headers, body), status);
    }

    private static Stream<Arguments> puts() {
        return Stream.of(
                Arguments.of("/v1/tenants/UPPER", "{}", 400),
                Arguments.of("/v1/tenants/a%2Fb", "{}", 400),
                Arguments.of("/v1/tenants/a%00b", "{}", 400),
                Arguments.of("/v1/tenants/%ED%A0%80", "{}", 400),
                Arguments.of("/v1/tenants/%C3%A4", "{}", 400),
                Arguments.of("/v1/tenants/" + "a".repeat(41), "{}", 400),
                Arguments.of("/v1/tenants/" + "a".repeat(7_000), "{}", 400),
                Arguments.of("/v1/tenants/ok", "{\"parameters\": {\"\\u0000\": 1}}", 400),
                Arguments.of("/v1/tenants/ok", "{\"parameters\": {\"a\": \"\\ud83d\"}}", 400),
                Arguments.of("/v1/plans/UPPER%20CASE", "{\"limits\": {}}", 400),
                Arguments.of("/v1/plans/x", "{}", 400),
                Arguments.of("/v1/plans/x", "{\"limits\": 1}", 400),
                Arguments.of("/v1/plans/x", "{\"limits\": {\"connections\": \"many\"}}", 400),
                Arguments.of("/v1/plans/x", "{\"limits\": {\"connections\": 1e99}}", 400),
                Arguments.of("/v1/plans/x", "{\"limits\": {\"statementTimeout\": 5}}", 400),
                Arguments.of("/v1/plans/x", "{\"limits\": {}, \"description\": \"" + "d".repeat(10_001) + "\"}", 400),
                Arguments.of("/v1/templates/x", "{}", 400),
                Arguments.of("/v1/templates/x", "{\"definition\": {}, \"removal\": {}}", 400),
                Arguments.of("/v1/templates/x", "{\"definition\": \"a\", \"removal\": 1}", 400),
                Arguments.of(
                        "/v1/templates/x",
                        "{\"definition\": \"a\", \"removal\": \"b\", \"parameters\": [{\"name\": \"x\", \"type\": \"date\"}]}",
                        400),
                Arguments.of(
                        "/v1/templates/x", "{\"definition\": \"a\", \"removal\": \"b\", \"parameters\": [null]}", 400));
    }

    @ParameterizedTest
    @MethodSource("puts")
    void a_broken_wish_is_refused(String path, String body, int status) {
        assertProblem(new RawCaller(port()).send("PUT", path, Map.of("Content-Type", JSON_TYPE), body), status);
    }

    @Test
    void a_body_of_more_than_ten_megabytes_is_refused_told_or_chunked() {
        byte[] large = new byte[10_000_001];
        Arrays.fill(large, (byte) ' ');

        assertProblem(
                new RawCaller(port()).send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large), 413);
        assertProblem(
                new RawCaller(port()).sendChunked("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large),
                413);
        assertProblem(
                new RawCaller(port())
                        .sendChunked(
                                "POST",
                                "/v1/workflows",
                                Map.of("Content-Type", JSON_TYPE, "Idempotency-Key", unique("key")),
                                large),
                413);
    }

    @Test
    void a_body_of_ten_megabytes_is_read() {
        byte[] large = new byte[10_000_000];
        Arrays.fill(large, (byte) ' ');

        assertProblem(
                new RawCaller(port()).send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large), 400);
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_place() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '\n', '"', (byte) 0xC3, '"', '}'};

        RawAnswer answer =
                new RawCaller(port()).send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), bytes);

        assertProblem(answer, 400);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .at("/errors/0/line")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void an_input_with_all_that_text_can_hold_comes_back_as_it_was() {
        String id = unique("unicode");
        server().post("/v1/workflows?id=" + id, definition("unicode", "- only:\n    set:\n      back: ${ .text }"));
        String text = "\\u0000 \\u001f \\ud83c\\udfe0 ä \\u2028";

        Answer started =
                server().post("/v1/workflows/" + id + "/executions", "{\"input\": {\"text\": \"" + text + "\"}}");
        Answer ended = server().get("/v1/executions/" + started.field("id"), "Prefer", "wait=30");

        assertThat(ended.at("/output/back").stringValue()).isEqualTo("\u0000 \u001f 🏠 ä \u2028");
    }

    @Test
    void what_an_expression_does_with_its_input_cannot_break_an_answer() {
        String id = unique("deep");
        server().post("/v1/workflows?id=" + id, definition("deep", "- only:\n    set:\n      back: ${ . }"));
        String deep = "[".repeat(201) + "]".repeat(201);

        Answer refused = server().post("/v1/workflows/" + id + "/executions", "{\"input\": " + deep + "}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.text()).doesNotContain("Exception");
    }
}
