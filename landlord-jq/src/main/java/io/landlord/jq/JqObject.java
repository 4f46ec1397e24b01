package io.landlord.jq;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An object that the evaluator built; what {@link JqArray} is for arrays. */
final class JqObject extends ObjectNode {
    final Map<String, JsonNode> entries;
    boolean shared;
    int depth = 1;
    long length = 2;

    JqObject() {
        this(new LinkedHashMap<>());
    }

    private JqObject(Map<String, JsonNode> entries) {
        super(JsonNodeFactory.instance, entries);
        this.entries = entries;
    }
}
