package io.landlord.tck;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import tools.jackson.databind.JsonNode;

/** What a handler of a test does when it is called. */
@FunctionalInterface
public interface Answer {

    /** The result, or a {@link TaskFailure}. */
    JsonNode to(JsonNode arguments, TaskContext context) throws InterruptedException;

    /** This value. */
    static Answer value(JsonNode value) {
        return (arguments, context) -> value;
    }

    /** This value, as JSON text. */
    static Answer json(String value) {
        return value(Json.read(value));
    }

    /** The arguments. */
    static Answer echo() {
        return (arguments, context) -> arguments;
    }

    /** A failure that may pass. */
    static Answer retryable(String detail) {
        return (arguments, context) -> {
            throw TaskFailure.retryable(detail, null);
        };
    }

    /** A failure that stays. */
    static Answer permanent(String detail) {
        return (arguments, context) -> {
            throw TaskFailure.permanent(detail, null);
        };
    }

    /** A fault of the handler itself. */
    static Answer fault(String message) {
        return (arguments, context) -> {
            throw new IllegalStateException(message);
        };
    }
}
