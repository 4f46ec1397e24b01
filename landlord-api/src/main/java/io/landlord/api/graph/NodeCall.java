package io.landlord.api.graph;

import io.landlord.api.handler.TaskFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the task handler of a node is called with: {@code {"node": "webhook", "step": "tell", "event": "condition_satisfied",
 * "with": {}}}.
 *
 * @param node the name by which the step calls the node
 * @param step the step's name
 * @param event what came of the phase before: {@code condition_timeout} after a signal that did not come in time, else
 *     {@code condition_satisfied}
 * @param with the step's {@code with}, evaluated; an object
 */
public record NodeCall(String node, String step, NodeEvent event, JsonNode with) {

    /** The result that says the same as the phase. */
    public NodeResult result() {
        return result(event);
    }

    /** A result without an error. */
    public NodeResult result(NodeEvent eventType) {
        return new NodeResult(eventType, null, node);
    }

    /** A result with {@code condition_not_satisfied} and an error. */
    public NodeResult notSatisfied(String error) {
        return new NodeResult(NodeEvent.CONDITION_NOT_SATISFIED, error, node);
    }

    /**
     * Reads a handler's arguments.
     *
     * @throws TaskFailure for anything else than a node's call
     */
    public static NodeCall of(JsonNode arguments) {
        JsonNode with = arguments.path("with");
        return new NodeCall(
                text(arguments, "node"),
                text(arguments, "step"),
                NodeEvent.of(text(arguments, "event"))
                        .orElseThrow(() -> TaskFailure.invalidArguments("'event' of a node's call is none")),
                with.isMissingNode() ? JsonNodeFactory.instance.objectNode() : with);
    }

    private static String text(JsonNode arguments, String name) {
        JsonNode value = arguments.path(name);
        if (!value.isString()) {
            throw TaskFailure.invalidArguments("the call of a node needs '" + name + "', a text");
        }
        return value.stringValue();
    }
}
