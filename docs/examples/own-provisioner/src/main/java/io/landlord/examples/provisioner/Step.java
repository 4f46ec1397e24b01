package io.landlord.examples.provisioner;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import tools.jackson.databind.JsonNode;

/** One handler: says of what goes wrong whether trying again makes sense. */
record Step(String name, Work work) implements TaskHandler {

    /** What a step does. */
    interface Work {
        JsonNode run(Arguments arguments, TaskContext context) throws IOException;
    }

    @Override
    public JsonNode handle(JsonNode arguments, TaskContext context) {
        try {
            return work.run(new Arguments(arguments), context);
        } catch (AccessDeniedException e) {
            throw TaskFailure.permanent(
                    name + " may not access " + e.getFile() + "; let the server's user write there", e);
        } catch (IOException e) {
            throw TaskFailure.retryable(name + " failed: " + e.getMessage(), e);
        }
    }
}
