package io.landlord.server.http;

import static io.landlord.server.http.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.LiveServer;
import io.landlord.server.live.RawCaller;
import io.landlord.server.live.RawCaller.RawAnswer;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked for and however, the answer is a clear problem. */
class BadRequestTest extends LiveServer {
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
        assertProblem(new RawCaller(port()).send("GET", target, Map.of(), ""), status);
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
        RawAnswer answer = new RawCaller(port()).send(method, path, Map.of(), "");

        assertProblem(answer, 405);
        assertThat(answer.header("allow")).isEqualTo(allowed);
    }

    @Test
    void trace_gives_nothing_back_of_what_was_sent() {
        RawAnswer answer = new RawCaller(port()).send("TRACE", "/v1/workflows", Map.of("X-Secret", "mine"), "");

        assertProblem(answer, 405);
        assertThat(answer.header("allow")).contains("GET").doesNotContain("TRACE");
        assertThat(answer.toString()).doesNotContain("mine");
    }

    @Test
    void head_is_get_without_the_body_and_options_tells_what_there_is() {
        RawAnswer head = new RawCaller(port()).send("HEAD", "/v1/providers", Map.of(), "");
        RawAnswer missing = new RawCaller(port()).send("HEAD", "/v1/workflows/" + unique("none"), Map.of(), "");
        RawAnswer options = new RawCaller(port()).send("OPTIONS", "/v1/providers", Map.of(), "");

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
        RawAnswer answer = new RawCaller(port()).send(bytes);

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
                new RawCaller(port())
                        .send(
                                "PUT",
                                "/v1/plans/basic",
                                Map.of("Content-Type", "application/json", name, value),
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
    void bodies_that_break_off_do_no_harm() {
        new RawCaller(port())
                .breakOff("POST /v1/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":");
        new RawCaller(port())
                .breakOff("POST /v1/workflows HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Idempotency-Key: broken\r\nContent-Length: 100\r\n\r\n{\"a\":");
        new RawCaller(port()).breakOff("GET /v1/prov");

        assertThat(server().get("/v1/providers").status()).isEqualTo(200);
    }
}
