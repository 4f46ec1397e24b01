package io.landlord.control.operation;

import io.landlord.control.StoredJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A reason as it is written in the database. */
public final class StoredReason {
    private StoredReason() {}

    public static @Nullable String write(@Nullable Reason reason) {
        return reason == null
                ? null
                : StoredJson.write(JsonNodeFactory.instance
                        .objectNode()
                        .put("code", reason.code())
                        .put("message", reason.message())
                        .put("hint", reason.hint())
                        .put("task", reason.task())
                        .put("pointer", reason.pointer())
                        .put("executionId", reason.executionId()));
    }

    public static @Nullable Reason read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        JsonNode stored = StoredJson.read(text);
        return new Reason(
                stored.required("code").stringValue(),
                stored.required("message").stringValue(),
                stored.required("hint").stringValue(),
                optional(stored, "task"),
                optional(stored, "pointer"),
                optional(stored, "executionId"));
    }

    private static @Nullable String optional(JsonNode stored, String field) {
        JsonNode value = stored.get(field);
        return value == null || value.isNull() ? null : value.stringValue();
    }
}
