package io.landlord.jq;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code getpath}, {@code setpath} and {@code delpaths}, without recursion; what nobody else holds changes in place. */
final class PathUpdates {
    private static final int LONGEST_PATH = 10_000;
    private static final double LARGEST_INDEX = 536_870_911;

    private PathUpdates() {}

    static List<JsonNode> keys(JsonNode path) {
        if (!path.isArray()) {
            throw new JqException("Path must be specified as an array");
        }
        if (path.size() > LONGEST_PATH) {
            throw new JqException("Path too deep");
        }
        List<JsonNode> keys = new ArrayList<>(path.size());
        path.forEach(keys::add);
        return keys;
    }

    static JsonNode get(Heap heap, JsonNode root, List<JsonNode> keys) {
        heap.meter.step(keys.size());
        JsonNode value = root;
        for (JsonNode key : keys) {
            if (value.isNull()) {
                return value;
            }
            value = Indexing.get(heap, value, key);
        }
        return value;
    }

    static JsonNode set(Heap heap, JsonNode root, List<JsonNode> keys, JsonNode value) {
        return set(heap, root, keys, value, -1);
    }

    /**
     * Sets a value that nobody else holds, or that is marked as shared.
     *
     * @param lengthBefore the written length of what the path leads to now, as the containers around it count it; or
     *     negative, if that has not changed in the meantime
     */
    static JsonNode set(Heap heap, JsonNode root, List<JsonNode> keys, JsonNode value, long lengthBefore) {
        heap.meter.step(keys.size());
        List<JsonNode> containers = new ArrayList<>(keys.size());
        JsonNode container = root;
        for (int i = 0; i < keys.size(); i++) {
            containers.add(container);
            JsonNode below = peek(heap, container, keys.get(i));
            if (!Heap.isOwned(container)) {
                Heap.share(below);
            }
            container = below;
        }
        JsonNode result = value;
        long before = lengthBefore;
        for (int i = keys.size() - 1; i >= 0; i--) {
            container = containers.get(i);
            long length = heap.length(container);
            result = put(heap, container, keys.get(i), result, before);
            before = length;
        }
        return result;
    }

    /** What the path leads to, still part of the containers around it, and not marked as shared if it was ours. */
    static JsonNode peek(Heap heap, JsonNode container, JsonNode key) {
        if (container instanceof JqObject object && key.isString()) {
            JsonNode child = object.entries.get(key.stringValue());
            return child == null ? Kind.nothing() : child;
        }
        if (container instanceof JqArray array && key.isInt()) {
            int index = key.intValue() < 0 ? key.intValue() + array.items.size() : key.intValue();
            return index >= 0 && index < array.items.size() ? array.items.get(index) : Kind.nothing();
        }
        return Indexing.get(heap, container, key);
    }

    private static JsonNode put(Heap heap, JsonNode container, JsonNode key, JsonNode value, long before) {
        Kind kind = Kind.of(container);
        Kind by = Kind.of(key);
        if (by == Kind.STRING && (kind == Kind.OBJECT || kind == Kind.NULL)) {
            JqObject object = kind == Kind.NULL ? heap.object() : heap.ownObject(container);
            heap.move(object, Texts.of(key), value, before);
            return object;
        }
        if (by == Kind.NUMBER && (kind == Kind.ARRAY || kind == Kind.NULL)) {
            return putItem(heap, container, JqValues.numeric(key), value, before);
        }
        if (by == Kind.OBJECT && (kind == Kind.ARRAY || kind == Kind.NULL)) {
            return putSlice(heap, container, key, value);
        }
        if (by == Kind.OBJECT && kind == Kind.STRING) {
            throw new JqException("Cannot update string slices");
        }
        throw new JqException("Cannot update field at " + by.title + " index of " + kind.title);
    }

    private static JsonNode putItem(Heap heap, JsonNode container, double index, JsonNode value, long before) {
        if (Double.isNaN(index)) {
            throw new JqException("Cannot set array element at NaN index");
        }
        int size = container.size();
        double position = index < 0 ? Math.ceil(index) + size : Math.floor(index);
        if (position < 0) {
            throw new JqException("Out of bounds negative array index");
        }
        if (position > LARGEST_INDEX) {
            throw new JqException("Array index too large");
        }
        heap.meter.grow(position < size ? 0 : 8L * ((long) position - size));
        JqArray array = container.isNull() ? heap.array(0) : heap.own(container);
        while (array.items.size() <= position) {
            heap.append(array, Kind.nothing());
        }
        heap.move(array, (int) position, value, position < size ? before : -1);
        return array;
    }

    private static JsonNode putSlice(Heap heap, JsonNode container, JsonNode key, JsonNode value) {
        if (!value.isArray()) {
            throw new JqException("A slice of an array can only be assigned another array");
        }
        Indexing.Bounds bounds =
                Indexing.bounds(container.size(), Indexing.bound(key, "start"), Indexing.bound(key, "end"));
        JqArray result = heap.array(container.size() + value.size());
        copy(heap, container, 0, bounds.from(), result);
        copy(heap, value, 0, value.size(), result);
        copy(heap, container, bounds.to(), container.size(), result);
        return result;
    }

    private static void copy(Heap heap, JsonNode from, int begin, int end, JqArray to) {
        heap.meter.step((end - begin) / 8);
        for (int i = begin; i < end; i++) {
            heap.append(to, from.get(i));
        }
    }

    /** Deletes what the paths lead to; all indices count in the value as it is given. */
    @SuppressWarnings("ReferenceEquality") // What had nothing to delete is given back itself.
    static JsonNode delete(Heap heap, JsonNode root, JsonNode paths) {
        if (!paths.isArray()) {
            throw new JqException("Paths must be specified as an array");
        }
        Comparator<List<JsonNode>> deepestFirst =
                Comparator.<List<JsonNode>>comparingInt(List::size).reversed().thenComparing((a, b) -> compare(a, b));
        Map<List<JsonNode>, List<JsonNode>> byParent = new TreeMap<>(deepestFirst);
        for (JsonNode path : paths) {
            if (!path.isArray()) {
                throw new JqException("Path must be specified as array, not " + Kind.of(path).title);
            }
            List<JsonNode> keys = keys(path);
            heap.meter.step(1 + keys.size());
            if (keys.isEmpty()) {
                return Kind.nothing();
            }
            byParent.computeIfAbsent(keys.subList(0, keys.size() - 1), k -> new ArrayList<>())
                    .add(keys.getLast());
        }
        JsonNode result = root;
        for (Map.Entry<List<JsonNode>, List<JsonNode>> entry : byParent.entrySet()) {
            JsonNode parent = get(heap, result, entry.getKey());
            if (!parent.isNull()) {
                JsonNode smaller = deleteKeys(heap, parent, entry.getValue());
                result = smaller == parent ? result : set(heap, result, entry.getKey(), smaller);
            }
        }
        return result;
    }

    private static int compare(List<JsonNode> left, List<JsonNode> right) {
        for (int i = 0; i < left.size(); i++) {
            int result = JqValues.compare(left.get(i), right.get(i));
            if (result != 0) {
                return result;
            }
        }
        return 0;
    }

    private static JsonNode deleteKeys(Heap heap, JsonNode container, List<JsonNode> keys) {
        return switch (Kind.of(container)) {
            case OBJECT -> deleteFields(heap, container, keys);
            case ARRAY -> deleteItems(heap, container, keys);
            case NULL, FALSE, TRUE, NUMBER, STRING ->
                throw new JqException("Cannot delete fields from " + Kind.of(container).title);
        };
    }

    private static JsonNode deleteFields(Heap heap, JsonNode object, List<JsonNode> keys) {
        Set<String> names = new HashSet<>();
        for (JsonNode key : keys) {
            if (!key.isString()) {
                throw new JqException("Cannot delete " + Kind.of(key).title + " field of object");
            }
            names.add(key.stringValue());
        }
        if (Collections.disjoint(names, object.propertyNames())) {
            return object;
        }
        JqObject result = heap.ownObject(object);
        names.forEach(name -> heap.remove(result, name));
        return result;
    }

    private static JsonNode deleteItems(Heap heap, JsonNode array, List<JsonNode> keys) {
        int size = array.size();
        boolean[] gone = new boolean[size];
        for (JsonNode key : keys) {
            heap.meter.step(1);
            if (key.isObject()) {
                Indexing.Bounds bounds =
                        Indexing.bounds(size, Indexing.bound(key, "start"), Indexing.bound(key, "end"));
                heap.meter.step((bounds.to() - bounds.from()) / 8);
                for (int i = bounds.from(); i < bounds.to(); i++) {
                    gone[i] = true;
                }
                continue;
            }
            mark(gone, key);
        }
        JqArray result = heap.array(size);
        heap.meter.step(size / 8);
        for (int i = 0; i < size; i++) {
            if (!gone[i]) {
                heap.append(result, array.get(i));
            }
        }
        return result;
    }

    private static void mark(boolean[] gone, @Nullable JsonNode key) {
        if (key == null || !key.isNumber()) {
            throw new JqException(
                    "Cannot delete " + Kind.of(key == null ? Kind.nothing() : key).title + " element of array");
        }
        double index = Math.floor(JqValues.numeric(key));
        double position = index < 0 ? index + gone.length : index;
        if (position >= 0 && position < gone.length) {
            gone[(int) position] = true;
        }
    }
}
