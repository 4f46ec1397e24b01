package io.landlord.jq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** jq's kinds of values, in jq's order. */
enum Kind {
    NULL("null"),
    FALSE("boolean"),
    TRUE("boolean"),
    NUMBER("number"),
    STRING("string"),
    ARRAY("array"),
    OBJECT("object");

    final String title;

    Kind(String title) {
        this.title = title;
    }

    static Kind of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> NULL;
            case BOOLEAN -> value.booleanValue() ? TRUE : FALSE;
            case NUMBER -> NUMBER;
            case STRING, BINARY, POJO -> STRING;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
        };
    }

    static JsonNode nothing() {
        return NullNode.getInstance();
    }
}
