package io.landlord.handlers.http;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.handlers.FakeContext;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class HttpHandlerTest extends HttpCalls {
    @Test
    void json_content_is_the_result() throws InterruptedException {
        server.answers(200, "application/json", "{\"id\": 1.0}");

        assertThat(call("{'method': 'get'}")).isEqualTo(json("{'id': 1}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=utf-8 | [1]  | [1]",
                "application/problem+json        | [1]  | [1]",
                "text/plain                      | [1]  | '[1]'",
                "text/html; charset=utf-8        | [ü]  | '[ü]'",
                "application/octet-stream        | [1]  | 'WzFd'",
                "image/png                       | [1]  | 'WzFd'",
            })
    void content_is_read_by_its_media_type(String type, String content, String expected) throws InterruptedException {
        server.answers(200, type.strip(), content);

        JsonNode result = call("{'method': 'get'}");

        assertThat(result.isString() ? result.stringValue() : result.toString()).isEqualTo(expected);
        assertThat(result.isArray()).isEqualTo(type.contains("json"));
    }

    @Test
    void text_is_read_in_the_charset_it_names() throws InterruptedException {
        server.answersBytes(200, "text/plain; charset=ISO-8859-1", new byte[] {(byte) 0xFC});

        assertThat(call("{'method': 'get'}").stringValue()).isEqualTo("ü");
    }

    @Test
    void content_without_a_media_type_is_json_where_it_reads_as_json() throws InterruptedException {
        server.answers(200, "", "{\"a\": 1}");
        assertThat(call("{'method': 'get'}")).isEqualTo(json("{'a': 1}"));

        server.answers(200, "", "{a");
        assertThat(call("{'method': 'get'}").stringValue()).isEqualTo("e2E=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content", "raw"})
    void empty_content_is_null(String output) throws InterruptedException {
        assertThat(call("{'method': 'get', 'output': '" + output + "'}").isNull())
                .isTrue();
    }

    @Test
    void raw_output_is_base64_whatever_the_type() throws InterruptedException {
        server.answers(200, "application/json", "[1]");

        assertThat(call("{'method': 'get', 'output': 'raw'}").stringValue()).isEqualTo("WzFd");
    }

    @Test
    void response_output_tells_request_status_headers_and_content() throws InterruptedException {
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.getResponseHeaders().add("x-many", "a");
            exchange.getResponseHeaders().add("x-many", "b");
            exchange.sendResponseHeaders(201, 3);
            exchange.getResponseBody().write("[1]".getBytes(StandardCharsets.UTF_8));
        });

        JsonNode result = call("{'method': 'post', 'output': 'response', 'query': {'a': 1}}");

        assertThat(result.get("statusCode").intValue()).isEqualTo(201);
        assertThat(result.get("content")).isEqualTo(json("[1]"));
        assertThat(result.at("/headers/Content-Type").stringValue()).isEqualTo("application/json");
        assertThat(result.at("/headers/X-Many").stringValue()).isEqualTo("a, b");
        assertThat(result.at("/request/method").stringValue()).isEqualTo("post");
        assertThat(result.at("/request/uri").stringValue()).isEqualTo(server.uri("/pet?a=1"));
        assertThat(result.at("/request/headers/Idempotency-Key").stringValue()).isEqualTo("w:e/0");
    }

    @Test
    void credentials_are_sent_and_never_shown() throws InterruptedException {
        server.answers(200, "application/json", "1");

        JsonNode result = call(
                "{'method': 'get', 'output': 'response', 'headers': {'authorization': 'Bearer s3cret', 'X-Api-Key': 'k3y'}}");

        assertThat(server.received.getFirst().header("Authorization")).isEqualTo("Bearer s3cret");
        assertThat(result.at("/request/headers/Authorization").stringValue()).isEqualTo("***");
        assertThat(result.at("/request/headers/X-Api-Key").stringValue()).isEqualTo("***");
        assertThat(result.toString()).doesNotContain("s3cret").doesNotContain("k3y");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 206, 299})
    void a_status_from_200_to_299_is_a_success(int status) throws InterruptedException {
        server.answers(status, "", "");

        assertThat(call("{'method': 'get'}").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirection_that_is_asked_for_is_the_result_and_is_not_followed(int status) throws InterruptedException {
        server.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        JsonNode result = call("{'method': 'get', 'redirect': true, 'output': 'response'}");

        assertThat(result.get("statusCode").intValue()).isEqualTo(status);
        assertThat(result.at("/headers/Location").stringValue()).isEqualTo("/elsewhere");
        assertThat(server.received).hasSize(1);
    }

    @Test
    void a_body_is_sent_as_json() throws InterruptedException {
        JsonNode ignored = call("{'method': 'post', 'body': {'a': [1, 'ü']}}");

        assertThat(server.received.getFirst().body()).isEqualTo("{\"a\":[1,\"ü\"]}");
        assertThat(server.received.getFirst().header("Content-type")).isEqualTo("application/json");
    }

    @Test
    void text_under_a_content_type_of_its_own_is_sent_as_it_is() throws InterruptedException {
        JsonNode ignored = call("{'method': 'put', 'body': 'a=b', 'headers': {'content-type': 'text/plain'}}");

        assertThat(server.received.getFirst().body()).isEqualTo("a=b");
        assertThat(server.received.getFirst().header("Content-type")).isEqualTo("text/plain");
    }

    @Test
    void text_without_a_content_type_is_a_json_string() throws InterruptedException {
        JsonNode ignored = call("{'method': 'post', 'body': 'hello'}");

        assertThat(server.received.getFirst().body()).isEqualTo("\"hello\"");
    }

    @Test
    void the_query_is_appended_and_encoded() throws InterruptedException {
        ObjectNode arguments = (ObjectNode) json(
                "{'method': 'get', 'query': {'name': 'a b&c=ü', 'tag': ['x', 'y'], 'n': 2, 'yes': true, 'no': null}}");

        JsonNode ignored =
                handler.handle(arguments.put("endpoint", server.uri("/pet?first=1#part")), FakeContext.FIRST);

        assertThat(server.received.getFirst().uri().getRawQuery())
                .isEqualTo("first=1&name=a%20b%26c%3D%C3%BC&tag=x&tag=y&n=2&yes=true");
    }

    @Test
    void the_endpoint_may_be_an_object_with_a_uri() throws InterruptedException {
        ObjectNode arguments = (ObjectNode) json("{'method': 'DELETE'}");
        arguments.putObject("endpoint").put("uri", server.uri("/pet"));

        JsonNode ignored = handler.handle(arguments, FakeContext.FIRST);

        assertThat(server.received.getFirst().method()).isEqualTo("DELETE");
    }

    @Test
    void a_call_that_changes_something_carries_its_idempotency_key_on_every_attempt() throws InterruptedException {
        ObjectNode arguments = (ObjectNode) json("{'method': 'post'}");
        arguments.put("endpoint", server.uri("/pet"));

        JsonNode first = handler.handle(arguments, new FakeContext(1));
        JsonNode second = handler.handle(arguments, new FakeContext(2));

        assertThat(first).isEqualTo(second);
        assertThat(server.received)
                .allMatch(request -> request.header("Idempotency-key").equals("w:e/0"));
    }

    @Test
    void reading_carries_the_correlation_id_alone() throws InterruptedException {
        JsonNode ignored = call("{'method': 'get'}");

        assertThat(server.received.getFirst().header("X-correlation-id")).isEqualTo("request-7");
        assertThat(server.received.getFirst().headers()).doesNotContainKey("Idempotency-key");
    }

    @Test
    void headers_that_are_given_are_not_replaced() throws InterruptedException {
        JsonNode ignored = call("{'method': 'post', 'headers': {'idempotency-key': 'mine', 'X-Correlation-Id': 5}}");

        assertThat(server.received.getFirst().header("Idempotency-key")).isEqualTo("mine");
        assertThat(server.received.getFirst().header("X-correlation-id")).isEqualTo("5");
    }

    @Test
    void content_of_ten_mebibytes_is_taken() throws InterruptedException {
        server.answersBytes(200, "text/plain", new byte[10 << 20]);

        assertThat(call("{'method': 'get'}").stringValue()).hasSize(10 << 20);
    }
}
