package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** {@code .[key]}: what a value has at a key, an index or a slice. */
final class Indexing {
    /** Positions in an array or string, begin included and end not. */
    record Bounds(int from, int to) {}

    private Indexing() {}

    static JsonNode get(Heap heap, JsonNode value, JsonNode key) {
        Kind kind = Kind.of(value);
        Kind by = Kind.of(key);
        if (kind == Kind.OBJECT && by == Kind.STRING) {
            return child(value.get(Texts.of(key)));
        }
        if (kind == Kind.ARRAY && by == Kind.NUMBER) {
            return item(value, JqValues.numeric(key));
        }
        if (kind == Kind.NULL && (by == Kind.STRING || by == Kind.NUMBER)) {
            return Kind.nothing();
        }
        if (by == Kind.OBJECT && (kind == Kind.ARRAY || kind == Kind.STRING || kind == Kind.NULL)) {
            return slice(heap, value, bound(key, "start"), bound(key, "end"));
        }
        if (kind == Kind.ARRAY && by == Kind.ARRAY) {
            return occurrences(heap, value, key);
        }
        throw new JqException("Cannot index " + kind.title + " with " + Texts.describe(key));
    }

    private static JsonNode child(@Nullable JsonNode child) {
        return child == null ? Kind.nothing() : Heap.share(JqValues.scalar(child));
    }

    private static JsonNode item(JsonNode array, double index) {
        double floor = Math.floor(index);
        double position = floor < 0 ? floor + array.size() : floor;
        return position >= 0 && position < array.size() ? child(array.get((int) position)) : Kind.nothing();
    }

    static JsonNode slice(Heap heap, JsonNode value, @Nullable JsonNode from, @Nullable JsonNode to) {
        Kind kind = Kind.of(value);
        if (kind == Kind.NULL) {
            return Kind.nothing();
        }
        if (kind == Kind.STRING) {
            return sliceOfText(heap, Texts.of(value), from, to);
        }
        Bounds bounds = bounds(value.size(), from, to);
        heap.meter.step((bounds.to - bounds.from) / 8);
        JqArray result = heap.array(bounds.to - bounds.from);
        for (int i = bounds.from; i < bounds.to; i++) {
            heap.append(result, value.get(i));
        }
        return result;
    }

    private static JsonNode sliceOfText(Heap heap, String text, @Nullable JsonNode from, @Nullable JsonNode to) {
        heap.meter.step(text.length() / 64);
        Bounds bounds = bounds(text.codePointCount(0, text.length()), from, to);
        int begin = text.offsetByCodePoints(0, bounds.from);
        return heap.string(text.substring(begin, text.offsetByCodePoints(begin, bounds.to - bounds.from)));
    }

    /** A bound of a slice given as an object, which must name both. */
    static JsonNode bound(JsonNode slice, String name) {
        JsonNode bound = slice.get(name);
        return bound == null ? BooleanNode.FALSE : bound;
    }

    static Bounds bounds(int size, @Nullable JsonNode from, @Nullable JsonNode to) {
        double begin = bound(from, 0);
        double end = bound(to, size);
        begin = Double.isNaN(begin) ? 0 : begin < 0 ? begin + size : begin;
        end = Double.isNaN(end) ? size : end < 0 ? end + size : end;
        int first = (int) Math.floor(Math.min(Math.max(begin, 0), size));
        return new Bounds(first, Math.max(first, (int) Math.ceil(Math.min(Math.max(end, 0), size))));
    }

    private static double bound(@Nullable JsonNode bound, int otherwise) {
        if (bound == null || bound.isNull()) {
            return otherwise;
        }
        if (!bound.isNumber()) {
            throw new JqException("Array/string slice indices must be integers");
        }
        return JqValues.numeric(bound);
    }

    /** The positions at which an array contains another one. */
    static JsonNode occurrences(Heap heap, JsonNode array, JsonNode part) {
        List<JsonNode> found = new ArrayList<>();
        int width = part.size();
        for (int i = 0; width > 0 && i + width <= array.size(); i++) {
            heap.meter.step(1);
            int same = 0;
            while (same < width && Comparison.equal(array.get(i + same), part.get(same), heap.meter)) {
                same++;
            }
            if (same == width) {
                found.add(JqValues.integer(i));
            }
        }
        return heap.arrayOf(found);
    }
}
