package io.landlord.handlers.node;

import io.landlord.api.graph.NodeCall;
import io.landlord.api.graph.NodeResult;
import io.landlord.api.graph.NodeTask;
import io.landlord.api.handler.TaskContext;
import io.landlord.handlers.log.LogHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells people something by way of the log, which is where a platform without a mail or chat service of its own looks. Always
 * {@code condition_satisfied}.
 */
final class ToldNode implements NodeTask {
    private final LogHandler log = new LogHandler();

    @Override
    public NodeResult run(NodeCall call, TaskContext context) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        JsonNode message = call.with().path("message");
        String said = message.isMissingNode() ? "" : ": " + (message.isString() ? message.stringValue() : message);
        line.put("message", call.node() + said);
        line.set("data", call.with());
        JsonNode ignored = log.handle(line, context);
        return call.result();
    }
}
