package io.landlord.provider.temporal;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.Event;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Stops what is too large for Temporal before Temporal does: it would not refuse the value but end the execution, or leave its
 * task failing for ever.
 */
final class SizeGuard {
    /** Whatever so many characters are, they fit: JSON writes none in more than six bytes. */
    static final int SURELY = 300_000;

    private static final int TOO_LARGE = 413;
    private static final String WHAT_TO_DO =
            "Temporal takes " + PayloadCoding.LIMIT + ". Pass a reference to it, or configure a payload store";

    private final PayloadCoding coding;

    SizeGuard(PayloadCoding coding) {
        this.coding = coding;
    }

    /**
     * The bytes that a value takes in a history if those are too many, else 0; asked within a workflow. What is found out about a
     * large value is recorded, at one event: a worker with other settings must not decide otherwise.
     *
     * @param parts what of the value can be large
     */
    long recorded(Object value, JsonNode... parts) {
        return mayBeLarge(parts) ? Workflow.sideEffect(Long.class, () -> coding.excess(value)) : 0;
    }

    /** As {@link #recorded}, outside of workflows. */
    long excess(Object value, JsonNode... parts) {
        return mayBeLarge(parts) ? coding.excess(value) : 0;
    }

    private static boolean mayBeLarge(JsonNode... parts) {
        long characters = 0;
        for (JsonNode part : parts) {
            characters += characters(part, SURELY);
        }
        return characters >= SURELY;
    }

    /** Roughly the characters of the value as JSON; counts no further than this many. */
    static long characters(JsonNode value, long most) {
        long characters = 0;
        Deque<JsonNode> left = new ArrayDeque<>();
        left.push(value);
        while (!left.isEmpty() && characters < most) {
            JsonNode node = left.pop();
            if (node.isString()) {
                characters += node.stringValue().length() + 3L;
            } else if (node.isObject()) {
                for (var property : node.properties()) {
                    characters += property.getKey().length() + 4L;
                    left.push(property.getValue());
                }
            } else if (node.isArray()) {
                characters += 2;
                node.forEach(left::push);
            } else {
                characters += node.isNumber() ? node.asString().length() + 1L : 6;
            }
        }
        return characters;
    }

    /** What a task fails with that has to do with such a value. */
    static Event.Failure failure(String what, long bytes) {
        return new Event.Failure(
                StandardError.RUNTIME.type(), TOO_LARGE, "Value too large", message(what, bytes), false);
    }

    static ExecutionError error(String what, long bytes) {
        Event.Failure failure = failure(what, bytes);
        return new ExecutionError(failure.type(), failure.title(), failure.status(), failure.detail(), "", null, false);
    }

    static String message(String what, long bytes) {
        return what + " would take " + bytes + " bytes, and " + WHAT_TO_DO;
    }

    /** The refusal of a request that brings such a value. */
    static LandlordException refusal(String what, String pointer, long bytes) {
        return new LandlordException(
                ErrorCode.INVALID_SPEC,
                message(what, bytes),
                List.of(Diagnostic.error(
                        "value-too-large", pointer, what + " would take " + bytes + " bytes", WHAT_TO_DO)),
                null);
    }
}
