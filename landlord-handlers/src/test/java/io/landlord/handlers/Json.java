package io.landlord.handlers;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as tests like to write it, with single quotes. */
public final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private Json() {}

    public static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }
}
