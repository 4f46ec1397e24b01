package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import tools.jackson.databind.JsonNode;

/** A handler of a test: a name and what it does. */
record Handler(String name, Work work) implements TaskHandler {
    interface Work {
        JsonNode of(JsonNode arguments, TaskContext context) throws InterruptedException;
    }

    /** Gives its arguments back. */
    static Handler echo() {
        return new Handler("echo", (arguments, context) -> arguments);
    }

    @Override
    public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
        return work.of(arguments, context);
    }
}
