package io.landlord.handlers.node;

import io.landlord.api.graph.NodeCall;
import io.landlord.api.graph.NodeResult;
import io.landlord.api.graph.NodeTask;
import io.landlord.api.handler.TaskContext;
import io.landlord.handlers.Arguments;
import io.landlord.handlers.http.HttpHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Posts JSON, as the task handler {@code http} does, with the same idempotency key for every attempt. The body unless given is
 * {@code {execution, step, node}}. Any status of 200 to 299 is {@code condition_satisfied}; every other answer, and none,
 * fails: what may pass is tried three times.
 */
final class WebhookNode implements NodeTask {
    /** Made by the first call: to check a graph nobody needs a client. */
    private @Nullable HttpHandler http;

    private synchronized HttpHandler http() {
        if (http == null) {
            http = new HttpHandler();
        }
        return http;
    }

    @Override
    public NodeResult run(NodeCall call, TaskContext context) throws InterruptedException {
        Arguments with = Arguments.of(call.node(), call.with(), List.of("url", "headers", "body"));
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("method", "post");
        request.put("endpoint", with.requiredText("url"));
        with.object("headers").ifPresent(headers -> request.set("headers", headers));
        request.set("body", with.value("body").orElseGet(() -> body(call, context)));
        JsonNode ignored = http().handle(request, context);
        return call.result();
    }

    private static JsonNode body(NodeCall call, TaskContext context) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("execution", context.executionId())
                .put("step", call.step())
                .put("node", call.node());
    }
}
