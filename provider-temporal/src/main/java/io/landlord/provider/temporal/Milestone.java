package io.landlord.provider.temporal;

import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import io.temporal.api.enums.v1.IndexedValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a task shows once it is completed: its {@code metadata.milestone}.
 *
 * @param memo the name under which its output stands in the memo; {@code null} for nothing
 * @param attributes what executions can be found by from then on: true, false, texts, integers
 * @param time the attribute that says when it was; {@code null} for none
 */
record Milestone(
        @Nullable String memo,
        Map<String, JsonNode> attributes,
        @Nullable String time) {
    Milestone {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The milestone of a task of a program that compiled, so its shape is right. */
    static Optional<Milestone> of(Task task) {
        JsonNode milestone = task.definition().path("metadata").path("milestone");
        if (task.isRoot() || !milestone.isObject()) {
            return Optional.empty();
        }
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        milestone.path("attributes").properties().forEach(one -> attributes.put(one.getKey(), one.getValue()));
        return Optional.of(new Milestone(text(milestone, "memo"), attributes, text(milestone, "time")));
    }

    private static @Nullable String text(JsonNode milestone, String name) {
        if (!milestone.path(name).isString()) {
            return null;
        }
        // Ours says that the workflow is an execution at all.
        String text = milestone.get(name).stringValue();
        return text.equals(Wire.MEMO) ? text + "_" : text;
    }

    /** The search attributes that the executions of a program set. */
    static Map<String, IndexedValueType> types(Program program) {
        Map<String, IndexedValueType> types = new TreeMap<>();
        program.tasks().forEach(task -> of(task).ifPresent(milestone -> types.putAll(milestone.types())));
        return types;
    }

    /** The search attributes that it sets. */
    Map<String, IndexedValueType> types() {
        Map<String, IndexedValueType> types = new TreeMap<>();
        attributes.forEach((name, value) -> types.put(name, type(value)));
        if (time != null) {
            types.put(time, IndexedValueType.INDEXED_VALUE_TYPE_DATETIME);
        }
        return types;
    }

    private static IndexedValueType type(JsonNode value) {
        if (value.isBoolean()) {
            return IndexedValueType.INDEXED_VALUE_TYPE_BOOL;
        }
        return value.isString() ? IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD : IndexedValueType.INDEXED_VALUE_TYPE_INT;
    }
}
