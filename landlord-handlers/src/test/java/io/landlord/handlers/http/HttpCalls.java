package io.landlord.handlers.http;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.handler.TaskFailure;
import io.landlord.handlers.FakeContext;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server of the test, and calls to it. */
abstract class HttpCalls {
    final HttpHandler handler = new HttpHandler();

    @SuppressWarnings("NullAway.Init") // set before each test
    TestServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    final JsonNode call(String arguments) throws InterruptedException {
        ObjectNode whole = (ObjectNode) json(arguments);
        return handler.handle(whole.put("endpoint", server.uri("/pet")), FakeContext.FIRST);
    }

    final TaskFailure failure(String arguments) {
        return catchThrowableOfType(TaskFailure.class, () -> call(arguments));
    }

    final TaskFailure failureAt(String uri) {
        ObjectNode arguments = (ObjectNode) json("{'method': 'get'}");
        return catchThrowableOfType(
                TaskFailure.class, () -> handler.handle(arguments.put("endpoint", uri), FakeContext.FIRST));
    }
}
