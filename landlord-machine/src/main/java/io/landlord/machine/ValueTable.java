package io.landlord.machine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a state, each written once: equal values share an entry, and a part that stands in several values is an
 * entry of its own. Inside an entry {@code {"": n}} stands for entry {@code n}; an object that has just the empty key is
 * written as {@code {"": {"": value}}}.
 */
final class ValueTable {
    private static final String MARK = "";
    private static final int SHORT_TEXT = 32;

    private ValueTable() {}

    /** Collects values, and writes the table when all are known. */
    static final class Writer {
        private final List<JsonNode> entries = new ArrayList<>();
        private final Map<JsonNode, Integer> byIdentity = new IdentityHashMap<>();
        private final Map<JsonNode, Integer> byValue = new HashMap<>();

        /** The number of this value's entry. */
        int reference(JsonNode value) {
            Integer known = byIdentity.get(value);
            if (known != null) {
                return known;
            }
            Integer equal = byValue.putIfAbsent(value, entries.size());
            int index = equal == null ? entries.size() : equal;
            if (equal == null) {
                entries.add(value);
            }
            byIdentity.put(value, index);
            return index;
        }

        ArrayNode table() {
            Map<JsonNode, Boolean> seen = new IdentityHashMap<>();
            int whole = entries.size();
            for (int index = 0; index < whole; index++) {
                findShared(entries.get(index), seen);
            }
            ArrayNode table = JsonNodeFactory.instance.arrayNode();
            for (JsonNode entry : entries) {
                table.add(content(entry));
            }
            return table;
        }

        private void findShared(JsonNode value, Map<JsonNode, Boolean> seen) {
            for (JsonNode part : value) {
                if (!isWorthAnEntry(part) || byIdentity.containsKey(part)) {
                    continue;
                }
                if (seen.put(part, true) == null) {
                    findShared(part, seen);
                } else {
                    int ignored = reference(part);
                }
            }
        }

        /** Whether a reference to a value is shorter than the value, as a rule. */
        private static boolean isWorthAnEntry(JsonNode value) {
            return value.isString()
                    ? value.stringValue().length() > SHORT_TEXT
                    : value.isContainer() && !value.isEmpty();
        }

        private JsonNode content(JsonNode value) {
            if (value instanceof ObjectNode object) {
                ObjectNode node = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> node.set(field.getKey(), part(field.getValue())));
                return isMarked(object) ? JsonNodeFactory.instance.objectNode().set(MARK, node) : node;
            }
            if (value instanceof ArrayNode array) {
                ArrayNode node = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> node.add(part(item)));
                return node;
            }
            return value;
        }

        private JsonNode part(JsonNode value) {
            Integer entry = isWorthAnEntry(value) ? byIdentity.get(value) : null;
            return entry == null
                    ? content(value)
                    : JsonNodeFactory.instance.objectNode().put(MARK, entry);
        }
    }

    /** Gives values back, sharing what was shared. */
    static final class Reader {
        private final JsonNode table;
        private final @Nullable JsonNode[] values;

        Reader(JsonNode table) {
            this.table = table;
            this.values = new JsonNode[table.size()];
        }

        JsonNode value(JsonNode reference) {
            return value(reference.intValue());
        }

        private JsonNode value(int index) {
            JsonNode value = values[index];
            if (value == null) {
                value = content(table.get(index));
                values[index] = value;
            }
            return value;
        }

        private JsonNode content(JsonNode entry) {
            if (entry instanceof ObjectNode object) {
                if (isMarked(object)) {
                    JsonNode marked = object.get(MARK);
                    return marked.isObject() ? fields((ObjectNode) marked) : value(marked.intValue());
                }
                return fields(object);
            }
            if (entry instanceof ArrayNode array) {
                ArrayNode node = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> node.add(content(item)));
                return node;
            }
            return entry;
        }

        private ObjectNode fields(ObjectNode object) {
            ObjectNode node = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> node.set(field.getKey(), content(field.getValue())));
            return node;
        }
    }

    private static boolean isMarked(ObjectNode object) {
        return object.size() == 1 && object.has(MARK);
    }
}
