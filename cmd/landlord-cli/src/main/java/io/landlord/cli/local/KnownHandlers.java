package io.landlord.cli.local;

import io.landlord.api.graph.NodeModule;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.handlers.node.ShippedNodes;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The names of the shipped handlers without the handlers, and the nodes: to check a definition nobody needs an HTTP client,
 * and making one takes longer than checking.
 */
final class KnownHandlers {
    static final List<String> NAMES = List.of("fail", "http", "log", "transform", "yaml");

    private KnownHandlers() {}

    /** A registry that knows the names and cannot call. */
    static TaskHandlers named() {
        TaskHandlers handlers =
                NodeModule.load(ShippedNodes.register(new TaskHandlers()), KnownHandlers.class.getClassLoader());
        NAMES.forEach(name -> handlers.register(new Named(name)));
        return handlers;
    }

    private record Named(String name) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            throw TaskFailure.permanent("checking a definition calls nothing", null);
        }
    }
}
