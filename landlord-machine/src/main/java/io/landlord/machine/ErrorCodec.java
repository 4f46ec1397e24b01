package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of errors in states and journals. What an error does not have is left out. */
public final class ErrorCodec {
    private ErrorCodec() {}

    /** The error as JSON; {@link #read} reads it. */
    public static ObjectNode write(ExecutionError error) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", error.type()).put("status", error.status()).put("pointer", error.pointer());
        node.put("retryable", error.retryable());
        if (error.title() != null) {
            node.put("title", error.title());
        }
        if (error.detail() != null) {
            node.put("detail", error.detail());
        }
        if (error.handler() != null) {
            node.put("handler", error.handler());
        }
        return node;
    }

    /** Reads what {@link #write} wrote. */
    public static ExecutionError read(JsonNode node) {
        return new ExecutionError(
                node.get("type").stringValue(),
                text(node, "title"),
                node.get("status").intValue(),
                text(node, "detail"),
                node.get("pointer").stringValue(),
                text(node, "handler"),
                node.get("retryable").booleanValue());
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).stringValue() : null;
    }
}
