package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Brings the numbers of a value into their one form, without recursion; what is in form already is kept as it is. */
final class Normalizer {
    private record Level(JsonNode source, JsonNode target, Iterator<Map.Entry<String, JsonNode>> children) {}

    private Normalizer() {}

    static JsonNode normalize(JsonNode value) {
        if (!value.isContainer()) {
            return JqValues.scalar(value);
        }
        return isNormal(value) ? value : copy(value);
    }

    @SuppressWarnings("ReferenceEquality") // A number in its one form is given back itself.
    private static boolean isNormal(JsonNode root) {
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            for (JsonNode child : open.pop()) {
                if (child.isContainer()) {
                    open.push(child);
                } else if (JqValues.scalar(child) != child) {
                    return false;
                }
            }
        }
        return true;
    }

    private static JsonNode copy(JsonNode root) {
        Deque<Level> open = new ArrayDeque<>();
        Level top = level(root);
        open.push(top);
        while (!open.isEmpty()) {
            Level level = open.peek();
            if (!level.children.hasNext()) {
                open.pop();
                continue;
            }
            Map.Entry<String, JsonNode> entry = level.children.next();
            JsonNode child = entry.getValue();
            if (child.isContainer()) {
                Level below = level(child);
                open.push(below);
                add(level.target, entry.getKey(), below.target);
            } else {
                add(level.target, entry.getKey(), JqValues.scalar(child));
            }
        }
        return top.target;
    }

    private static void add(JsonNode target, @Nullable String key, JsonNode child) {
        if (target instanceof ObjectNode object && key != null) {
            object.set(key, child);
        } else if (target instanceof ArrayNode array) {
            array.add(child);
        }
    }

    private static Level level(JsonNode source) {
        if (source.isObject()) {
            return new Level(
                    source,
                    JsonNodeFactory.instance.objectNode(),
                    source.properties().iterator());
        }
        Iterator<JsonNode> items = source.iterator();
        return new Level(source, JsonNodeFactory.instance.arrayNode(source.size()), new Iterator<>() {
            @Override
            public boolean hasNext() {
                return items.hasNext();
            }

            @Override
            public Map.Entry<String, JsonNode> next() {
                return Map.entry("", items.next());
            }
        });
    }
}
