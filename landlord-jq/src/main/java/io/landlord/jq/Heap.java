package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Where an evaluation builds its values: every byte is charged to the meter, no value nests deeper or is longer when
 * written than the limits allow, and values that others can see are copied before they change.
 */
final class Heap {
    private static final int SLOT = 24;
    private static final int ENTRY = 64;
    private static final int TEXT = 40;

    /** Nesting and written length of a container that the caller gave us. */
    private record Measure(int depth, long length) {}

    final JqMeter meter;
    private final IdentityHashMap<JsonNode, Measure> measured = new IdentityHashMap<>();

    Heap(JqMeter meter) {
        this.meter = meter;
    }

    JqArray array(int capacity) {
        meter.grow(ENTRY + 8L * capacity);
        return new JqArray(capacity);
    }

    JqObject object() {
        meter.grow(ENTRY);
        return new JqObject();
    }

    JsonNode string(String text) {
        meter.grow(TEXT + text.length());
        return StringNode.valueOf(text);
    }

    /** The left part is mostly no longer needed afterwards, so it is charged in part only. */
    JsonNode concat(String left, String right) {
        meter.grow(TEXT + right.length() + left.length() / 4);
        meter.step((left.length() + right.length()) / 64);
        return StringNode.valueOf(left.concat(right));
    }

    JqArray arrayOf(List<JsonNode> items) {
        JqArray array = array(items.size());
        for (JsonNode item : items) {
            append(array, item);
        }
        return array;
    }

    void append(JqArray array, JsonNode item) {
        share(item);
        meter.grow(SLOT);
        array.items.add(item);
        account(array, item);
    }

    /**
     * Puts an item that nobody else holds at an index that exists.
     *
     * @param before the written length of what is there, as the array counts it; negative if it is as it was
     */
    void move(JqArray array, int index, JsonNode item, long before) {
        JsonNode old = array.items.set(index, item);
        array.length -= 1 + (before < 0 ? length(old) : before);
        account(array, item);
    }

    private void account(JqArray array, JsonNode item) {
        array.length += length(item) + 1;
        meter.checkLength(array.length);
        array.depth = Math.max(array.depth, depth(item) + 1);
        if (array.depth > meter.limits().depth()) {
            array.depth = exactDepth(array);
        }
    }

    void put(JqObject object, String key, JsonNode value) {
        move(object, key, share(value), -1);
    }

    /** Puts a value that nobody else holds; {@code before} is as for arrays. */
    void move(JqObject object, String key, JsonNode value, long before) {
        JsonNode old = object.entries.put(key, value);
        if (old == null) {
            meter.grow(ENTRY);
            object.length += key.length() + 4;
        } else {
            object.length -= before < 0 ? length(old) : before;
        }
        object.length += length(value);
        meter.checkLength(object.length);
        object.depth = Math.max(object.depth, depth(value) + 1);
        if (object.depth > meter.limits().depth()) {
            object.depth = exactDepth(object);
        }
    }

    void remove(JqObject object, String key) {
        JsonNode before = object.entries.remove(key);
        if (before != null) {
            object.length -= key.length() + 4 + length(before);
        }
    }

    /** The array itself if nobody else holds it, otherwise a copy that shares its items. */
    JqArray own(JsonNode array) {
        if (array instanceof JqArray mine && !mine.shared) {
            return mine;
        }
        int size = array.size();
        meter.step(size / 8);
        JqArray copy = array(size + (size >> 2));
        for (JsonNode item : array) {
            append(copy, item);
        }
        return copy;
    }

    JqObject ownObject(JsonNode object) {
        if (object instanceof JqObject mine && !mine.shared) {
            return mine;
        }
        meter.step(object.size() / 4);
        JqObject copy = object();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            put(copy, entry.getKey(), entry.getValue());
        }
        return copy;
    }

    static void unshare(JsonNode value) {
        if (value instanceof JqArray array) {
            array.shared = false;
        } else if (value instanceof JqObject object) {
            object.shared = false;
        }
    }

    static boolean isOwned(JsonNode value) {
        return value instanceof JqArray array ? !array.shared : value instanceof JqObject object && !object.shared;
    }

    /** Marks that a second reference to this value exists. */
    static JsonNode share(JsonNode value) {
        if (value instanceof JqArray array) {
            array.shared = true;
        } else if (value instanceof JqObject object) {
            object.shared = true;
        }
        return value;
    }

    /** How many characters the value has when written, nearly. */
    long length(JsonNode value) {
        if (value instanceof JqArray array) {
            return array.length;
        }
        if (value instanceof JqObject object) {
            return object.length;
        }
        if (value.isString()) {
            return value.stringValue().length() + 2L;
        }
        return value.isContainer() ? measure(value).length() : 4;
    }

    int depth(JsonNode value) {
        if (value instanceof JqArray array) {
            return array.depth;
        }
        if (value instanceof JqObject object) {
            return object.depth;
        }
        return value.isContainer() ? measure(value).depth() : 0;
    }

    private Measure measure(JsonNode foreign) {
        Measure known = measured.get(foreign);
        if (known != null) {
            return known;
        }
        List<JsonNode> level = List.of(foreign);
        int depth = 0;
        int deepest = 0;
        long length = 0;
        while (!level.isEmpty()) {
            depth++;
            List<JsonNode> below = new ArrayList<>();
            for (JsonNode container : level) {
                meter.step(1 + container.size() / 8);
                length += 2 + container.size();
                for (Map.Entry<String, JsonNode> entry : container.properties()) {
                    length += entry.getKey().length() + 3;
                }
                for (JsonNode child : container) {
                    if (child.isContainer() && !(child instanceof JqArray) && !(child instanceof JqObject)) {
                        below.add(child);
                    } else {
                        length += length(child);
                        deepest = Math.max(deepest, depth + depth(child));
                    }
                }
            }
            level = below;
        }
        Measure result = new Measure(Math.max(depth, deepest), length);
        measured.put(foreign, result);
        return result;
    }

    /**
     * Depths only ever grow while values change in place; so before a value is refused its true depth is found, each
     * shared part counted once.
     */
    private int exactDepth(JsonNode root) {
        IdentityHashMap<JsonNode, Integer> done = new IdentityHashMap<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        open.push(root);
        while (!open.isEmpty()) {
            JsonNode value = open.peek();
            meter.step(1 + value.size() / 4);
            int deepest = 0;
            boolean complete = true;
            for (JsonNode child : value) {
                if (!child.isContainer()) {
                    continue;
                }
                Integer depth = done.get(child);
                if (depth == null) {
                    open.push(child);
                    complete = false;
                } else {
                    deepest = Math.max(deepest, depth);
                }
            }
            if (complete) {
                open.pop();
                done.put(value, deepest + 1);
                correct(value, deepest + 1);
            }
        }
        int exact = done.getOrDefault(root, 0);
        if (exact > meter.limits().depth()) {
            throw new JqLimitException("a value of the expression nests deeper than "
                    + meter.limits().depth() + " levels");
        }
        return exact;
    }

    private static void correct(JsonNode value, int depth) {
        if (value instanceof JqArray array) {
            array.depth = depth;
        } else if (value instanceof JqObject object) {
            object.depth = depth;
        }
    }
}
