package io.landlord.control;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as it is written in the database. */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private StoredJson() {}

    public static String write(JsonNode value) {
        return MAPPER.writeValueAsString(value);
    }

    public static @Nullable String writeNullable(@Nullable JsonNode value) {
        return value == null ? null : write(value);
    }

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static @Nullable JsonNode readNullable(@Nullable String text) {
        return text == null ? null : read(text);
    }

    public static ObjectNode readObject(String text) {
        return (ObjectNode) read(text);
    }
}
