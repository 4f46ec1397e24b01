package io.landlord.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import io.landlord.server.live.RawCaller;
import io.landlord.server.live.RawCaller.RawAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, the answer is a clear problem: never a 5xx, never a stack trace. */
class BadInputTest extends LiveServer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JSON_TYPE = "application/json";
    private static final String YAML_TYPE = "application/yaml";

    private RawCaller raw() {
        return new RawCaller(port());
    }

    private static void assertProblem(RawAnswer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("content-type")).as(answer.toString()).startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
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
        assertProblem(raw().send("POST", path, headers, body), status);
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
        assertProblem(raw().send("PUT", path, Map.of("Content-Type", JSON_TYPE), body), status);
    }

    private static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of("/v1/executions?state=done", 400),
                Arguments.of("/v1/executions?state=RUNNING", 400),
                Arguments.of("/v1/executions?state=", 400),
                Arguments.of("/v1/executions?startedAfter=yesterday", 400),
                Arguments.of("/v1/executions?startedAfter=2026-13-01T00:00:00Z", 400),
                Arguments.of("/v1/executions?startedBefore=2026-11-21", 400),
                Arguments.of("/v1/executions?limit=0", 400),
                Arguments.of("/v1/executions?limit=-1", 400),
                Arguments.of("/v1/executions?limit=1001", 400),
                Arguments.of("/v1/executions?limit=many", 400),
                Arguments.of("/v1/executions?limit=99999999999", 400),
                Arguments.of("/v1/executions?cursor=tampered", 400),
                Arguments.of("/v1/executions?cursor=%00", 400),
                Arguments.of("/v1/executions?cursor=AAAA", 400),
                Arguments.of("/v1/executions?cursor=", 400),
                Arguments.of("/v1/executions?workflow=%00", 400),
                Arguments.of("/v1/executions?provider=nowhere", 404),
                Arguments.of("/v1/executions?a=%zz", 400),
                Arguments.of("/v1/executions?a=%C3", 400),
                Arguments.of("/v1/workflows?limit=-5", 400),
                Arguments.of("/v1/workflows?cursor=!!!", 400),
                Arguments.of("/v1/workflows?cursor=" + "A".repeat(5_000), 400),
                Arguments.of("/v1/tenants?state=gone", 400),
                Arguments.of("/v1/tenants?cursor=tampered", 400),
                Arguments.of("/v1/tenants?limit=0", 400),
                Arguments.of("/v1/operations?state=done", 400),
                Arguments.of("/v1/operations?cursor=tampered", 400),
                Arguments.of("/v1/plans?cursor=%ff", 400),
                Arguments.of("/v1/plans?cursor=tampered", 400),
                Arguments.of("/v1/templates?cursor=tampered", 400),
                Arguments.of("/v1/templates/x/versions/one", 400),
                Arguments.of("/v1/templates/x/versions/99999999999", 400),
                Arguments.of("/v1/templates/tenant-database/versions/-1", 404),
                Arguments.of("/v1/workflows/a%2Fb", 400),
                Arguments.of("/v1/workflows/%00", 400),
                Arguments.of("/v1/workflows/a%0Ab", 400),
                Arguments.of("/v1/workflows/..", 404),
                Arguments.of("/v1/workflows/%2e%2e", 404),
                Arguments.of("/v1/../../etc/passwd", 400),
                Arguments.of("/v1/workflows/a;b=c", 404),
                Arguments.of("/v1/workflows/%5C..%5C", 400),
                Arguments.of("/v1/workflows/" + "w".repeat(7_000), 404),
                Arguments.of("/v1/workflows/" + "w".repeat(70_000), 400),
                Arguments.of("/v1/executions/%C3%A4%F0%9F%8F%A0", 404),
                Arguments.of("/v1/executions/%25%2500", 404),
                Arguments.of("/", 404),
                Arguments.of("//", 404),
                Arguments.of("/v1", 404),
                Arguments.of("/v1/", 404),
                Arguments.of("/v2/tenants", 404),
                Arguments.of("/error", 404),
                Arguments.of("/actuator/env", 404),
                Arguments.of("/actuator/heapdump", 404),
                Arguments.of("/actuator/shutdown", 404),
                Arguments.of("/WEB-INF/web.xml", 404));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void an_odd_question_is_refused(String target, int status) {
        assertProblem(raw().send("GET", target, Map.of(), ""), status);
    }

    private static Stream<Arguments> methods() {
        return Stream.of(
                Arguments.of("PUT", "/v1/workflows", "GET, POST"),
                Arguments.of("DELETE", "/v1/workflows", "GET, POST"),
                Arguments.of("PATCH", "/v1/tenants/acme", "DELETE, GET, PUT"),
                Arguments.of("POST", "/v1/tenants/acme", "DELETE, GET, PUT"),
                Arguments.of("GET", "/v1/executions/x/stop", "POST"),
                Arguments.of("POST", "/v1/providers", "GET"),
                Arguments.of("POST", "/v1/operations/x", "GET"),
                Arguments.of("BREW", "/v1/workflows", "GET, POST"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void a_method_that_is_not_there_is_refused_with_those_that_are(String method, String path, String allowed) {
        RawAnswer answer = raw().send(method, path, Map.of(), "");

        assertProblem(answer, 405);
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }

    @Test
    void trace_gives_nothing_back_of_what_was_sent() {
        RawAnswer answer = raw().send("TRACE", "/v1/workflows", Map.of("X-Secret", "mine"), "");

        assertProblem(answer, 405);
        assertThat(answer.header("allow")).contains("GET").doesNotContain("TRACE");
        assertThat(answer.toString()).doesNotContain("mine");
    }

    @Test
    void head_is_get_without_the_body_and_options_tells_what_there_is() {
        RawAnswer head = raw().send("HEAD", "/v1/providers", Map.of(), "");
        RawAnswer missing = raw().send("HEAD", "/v1/workflows/" + unique("none"), Map.of(), "");
        RawAnswer options = raw().send("OPTIONS", "/v1/providers", Map.of(), "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("content-type")).startsWith("application/json");
        assertThat(head.body()).isEmpty();
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).isEmpty();
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("allow")).contains("GET");
    }

    private static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("nonsense\r\n\r\n", 400),
                Arguments.of("GET\r\n\r\n", 400),
                Arguments.of("GET /v1/providers HTTP/9.9\r\nHost: x\r\n\r\n", 505),
                Arguments.of("GET /v1/providers HTTP/1.1\r\n\r\n", 400),
                Arguments.of("GET /v1/providers HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
                Arguments.of("GET /v1/providers HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
                Arguments.of("GET /v1/{curly} HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("GET /v1/\u0001 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                Arguments.of("POST /v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 400),
                Arguments.of("POST /v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
                Arguments.of(
                        "POST /v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                        400),
                Arguments.of("POST /v1/tenants HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: nonsense\r\n\r\n{}", 501),
                Arguments.of(
                        "POST /v1/tenants HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                        400),
                Arguments.of("GET /v1/providers HTTP/1.1\r\nHost: x\r\nBig: " + "h".repeat(100_000) + "\r\n\r\n", 400),
                Arguments.of("GET /v1/providers HTTP/1.1\r\nHost: x\r\n" + "A: b\r\n".repeat(2_000) + "\r\n", 400));
    }

    /** 501 and 505 are how RFC 9112 has a server refuse what it does not know; nothing of ours has failed. */
    @ParameterizedTest
    @MethodSource("requests")
    void what_is_no_request_is_refused(String bytes, int status) {
        RawAnswer answer = raw().send(bytes);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "org.apache", "<html");
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                Arguments.of("If-Match", "3", 400),
                Arguments.of("If-Match", "\"unclosed", 400),
                Arguments.of("If-None-Match", "\"3\"", 400),
                Arguments.of("Accept", "text/html", 406),
                Arguments.of("Accept", "nonsense", 406));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void a_header_that_cannot_be_is_refused(String name, String value, int status) {
        assertProblem(
                raw().send(
                                "PUT",
                                "/v1/plans/basic",
                                Map.of("Content-Type", JSON_TYPE, name, value),
                                "{\"limits\": {\"connections\": 10, \"statementTimeout\": \"PT15S\"}}"),
                status);
    }

    @Test
    void preferences_that_are_not_understood_are_ignored() {
        String id = unique("prefer");
        server().post("/v1/workflows?id=" + id, setting("prefer", 1));
        String execution =
                server().post("/v1/workflows/" + id + "/executions", "").field("id");

        for (String prefer :
                new String[] {"wait=x", "wait=-1", "wait=99999999999999", "wait", "=", "wait=1.5", ";;,"}) {
            assertThat(server().get("/v1/executions/" + execution, "Prefer", prefer)
                            .status())
                    .as(prefer)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_body_of_more_than_ten_megabytes_is_refused_told_or_chunked() {
        byte[] large = new byte[10_000_001];
        java.util.Arrays.fill(large, (byte) ' ');

        assertProblem(raw().send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large), 413);
        assertProblem(raw().sendChunked("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large), 413);
        assertProblem(
                raw().sendChunked(
                                "POST",
                                "/v1/workflows",
                                Map.of("Content-Type", JSON_TYPE, "Idempotency-Key", unique("key")),
                                large),
                413);
    }

    @Test
    void a_body_of_ten_megabytes_is_read() {
        byte[] large = new byte[10_000_000];
        java.util.Arrays.fill(large, (byte) ' ');

        assertProblem(raw().send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), large), 400);
    }

    @Test
    void bodies_that_break_off_do_no_harm() {
        raw().breakOff("POST /v1/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":");
        raw().breakOff("POST /v1/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Idempotency-Key: broken\r\nContent-Length: 100\r\n\r\n{\"a\":");
        raw().breakOff("GET /v1/prov");

        assertThat(server().get("/v1/providers").status()).isEqualTo(200);
    }

    @Test
    void bytes_that_are_no_text_are_refused_with_their_place() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '\n', '"', (byte) 0xC3, '"', '}'};

        RawAnswer answer = raw().send("POST", "/v1/workflows", Map.of("Content-Type", JSON_TYPE), bytes);

        assertProblem(answer, 400);
        assertThat(JSON.readTree(answer.body()).at("/errors/0/line").intValue()).isEqualTo(2);
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
