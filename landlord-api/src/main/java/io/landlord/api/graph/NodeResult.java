package io.landlord.api.graph;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result of one step, the only one nodes have: {@code {"eventType": "condition_satisfied", "error": null, "node":
 * "wait_answer"}}.
 *
 * @param eventType what came of it
 * @param error what went wrong, in words and at most {@value #LONGEST_ERROR} characters, the rest is cut; {@code null} when
 *     nothing did
 * @param node the name by which the step calls the node
 */
public record NodeResult(NodeEvent eventType, @Nullable String error, String node) {
    private static final int LONGEST_ERROR = 1_000;

    public NodeResult {
        requireNonNull(eventType, "eventType");
        requireNonNull(node, "node");
        error = error == null || error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR);
    }

    /** The result as workflows see it. */
    public JsonNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventType", eventType.wireName());
        json.put("error", error);
        json.put("node", node);
        return json;
    }

    /** The result of this value; empty when it is none, or has anything else. */
    public static Optional<NodeResult> of(JsonNode json) {
        JsonNode error = json.path("error");
        boolean whole = json.isObject()
                && json.path("eventType").isString()
                && json.path("node").isString()
                && (error.isString() || error.isNull() || error.isMissingNode())
                && json.size() == (error.isMissingNode() ? 2 : 3);
        if (!whole) {
            return Optional.empty();
        }
        return NodeEvent.of(json.get("eventType").stringValue())
                .map(event -> new NodeResult(
                        event,
                        error.isString() ? error.stringValue() : null,
                        json.get("node").stringValue()));
    }
}
