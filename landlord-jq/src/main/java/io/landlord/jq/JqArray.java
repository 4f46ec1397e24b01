package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An array that the evaluator built. It knows its nesting and written length, and whether anybody else may see it:
 * one that nobody else sees is changed in place, which keeps loops that append linear.
 */
final class JqArray extends ArrayNode {
    final List<JsonNode> items;
    boolean shared;
    int depth = 1;
    long length = 2;

    JqArray(int capacity) {
        this(new ArrayList<>(capacity));
    }

    private JqArray(List<JsonNode> items) {
        super(JsonNodeFactory.instance, items);
        this.items = items;
    }
}
