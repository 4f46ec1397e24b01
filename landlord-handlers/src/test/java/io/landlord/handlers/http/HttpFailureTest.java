package io.landlord.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Calls that fail, and what is said of them. */
class HttpFailureTest extends HttpCalls {
    @Test
    void an_error_tells_method_place_and_status_but_no_query_and_no_credential() {
        server.answers(403, "text/plain", "no access with\nBearer s3cret");

        TaskFailure failure = failure(
                "{'method': 'get', 'headers': {'Authorization': 'Bearer s3cret'}, 'query': {'token': 't0ken'}}");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure.status()).isEqualTo(403);
        assertThat(failure).hasMessage("GET " + server.uri("/pet") + " answered 403: no access with ***");
    }

    @Test
    void an_error_shows_only_the_beginning_of_the_content() {
        server.answers(400, "text/plain", "x".repeat(100_000));

        assertThat(failure("{'method': 'get'}").getMessage())
                .hasSizeLessThan(400)
                .endsWith("xxx…");
    }

    @ParameterizedTest
    @CsvSource({
        "400, false",
        "401, false",
        "404, false",
        "408, true",
        "409, false",
        "425, true",
        "429, true",
        "500, true",
        "503, true",
        "301, false",
        "302, false",
        "304, false"
    })
    void a_status_that_is_no_success_is_a_communication_error(int status, boolean retryable) {
        server.answers(status, "", "");

        TaskFailure failure = failure("{'method': 'get'}");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.isRetryable()).isEqualTo(retryable);
    }

    @Test
    void a_redirection_allowed_does_not_allow_errors() {
        server.answers(404, "", "");

        assertThat(failure("{'method': 'get', 'redirect': true}").status()).isEqualTo(404);
    }

    @Test
    void content_of_more_than_ten_mebibytes_is_refused() {
        server.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 20];
            for (int sent = 0; sent < 11; sent++) {
                exchange.getResponseBody().write(block);
            }
        });

        TaskFailure failure = failure("{'method': 'get'}");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure).hasMessageContaining("10485760 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": ", "not json", "1 2"})
    void content_that_calls_itself_json_and_is_not_is_an_error(String content) {
        server.answers(200, "application/json", content);

        TaskFailure failure = failure("{'method': 'get'}");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure).hasMessageContaining("calls itself JSON and is not");
    }

    @Test
    void a_port_where_nobody_listens_is_a_retryable_communication_error() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        TaskFailure failure = failureAt("http://127.0.0.1:" + port + "/pet?token=t0ken");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure).hasMessage("GET http://127.0.0.1:" + port + "/pet could not connect");
    }

    @Test
    void a_connection_that_breaks_is_a_retryable_communication_error() {
        server.answers(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            throw new IOException("broken on purpose");
        });

        TaskFailure failure = failure("{'method': 'get'}");

        assertThat(failure.type()).isEqualTo(StandardError.COMMUNICATION.type());
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void an_interrupted_call_ends_while_the_server_is_still_silent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.answers(exchange -> {
            arrived.countDown();
            never.await();
        });
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                JsonNode ignored = call("{'method': 'get'}");
            } catch (InterruptedException | RuntimeException failure) {
                end.complete(failure);
            }
        });
        arrived.await();

        caller.interrupt();

        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/relative",
                "ftp://127.0.0.1/file",
                "http:///nowhere",
                "http://user:s3cret@127.0.0.1/",
                "http://127.0.0.1/a b",
                "http://127.0.0.1:99999/",
                "no uri at all",
                ""
            })
    void an_endpoint_that_cannot_be_called_is_an_invalid_argument(String uri) {
        TaskFailure failure = failureAt(uri);

        assertThat(failure.type()).isEqualTo(StandardError.VALIDATION.type());
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getMessage()).contains("'endpoint'").doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                            | 'method'",
                "{'method': 'connect'}                                         | 'method'",
                "{'method': 'g e t'}                                           | 'method'",
                "{'method': 5}                                                 | 'method'",
                "{'method': 'get', 'output': 'xml'}                            | 'output'",
                "{'method': 'get', 'redirect': 'yes'}                          | 'redirect'",
                "{'method': 'get', 'headers': []}                              | 'headers'",
                "{'method': 'get', 'headers': {'a b': 'c'}}                    | 'headers'",
                "{'method': 'get', 'headers': {'Host': 'c'}}                   | Host",
                "{'method': 'get', 'headers': {'Authorization': 's3cret\\r\\nX: y'}} | 'Authorization'",
                "{'method': 'get', 'query': {'a': {}}}                         | 'query'",
                "{'method': 'get', 'querry': {}}                               | querry",
                "{'method': 'post', 'body': {}, 'headers': {'Content-Type': 'text/csv'}} | 'body'",
            })
    void arguments_that_make_no_request_are_refused_by_name(String arguments, String named) {
        TaskFailure failure = failure(arguments);

        assertThat(failure.type()).isEqualTo(StandardError.VALIDATION.type());
        assertThat(failure.getMessage()).containsIgnoringCase(named).doesNotContain("s3cret");
        assertThat(server.received).isEmpty();
    }
}
