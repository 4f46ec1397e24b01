package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** The operators. */
final class Arithmetic {
    private static final int DEEPEST_MERGE = 10_000;

    private Arithmetic() {}

    static JsonNode apply(Heap heap, BinaryOperator operator, JsonNode left, JsonNode right) {
        return switch (operator) {
            case ADD -> add(heap, left, right);
            case SUBTRACT -> subtract(heap, left, right);
            case MULTIPLY -> multiply(heap, left, right);
            case DIVIDE -> divide(heap, left, right);
            case REMAINDER -> remainder(left, right);
            case EQUAL -> BooleanNode.valueOf(Comparison.equal(left, right, heap.meter));
            case NOT_EQUAL -> BooleanNode.valueOf(!Comparison.equal(left, right, heap.meter));
            case LESS -> BooleanNode.valueOf(Comparison.compare(left, right, heap.meter) < 0);
            case LESS_OR_EQUAL -> BooleanNode.valueOf(Comparison.compare(left, right, heap.meter) <= 0);
            case GREATER -> BooleanNode.valueOf(Comparison.compare(left, right, heap.meter) > 0);
            case GREATER_OR_EQUAL -> BooleanNode.valueOf(Comparison.compare(left, right, heap.meter) >= 0);
        };
    }

    static JsonNode negate(JsonNode value) {
        if (!value.isNumber()) {
            throw new JqException(Texts.describe(value) + " cannot be negated");
        }
        return JqValues.number(-JqValues.numeric(value));
    }

    static JsonNode add(Heap heap, JsonNode left, JsonNode right) {
        Kind kind = Kind.of(left);
        if (kind == Kind.NULL) {
            return right;
        }
        if (Kind.of(right) == Kind.NULL) {
            return left;
        }
        if (kind == Kind.of(right)) {
            switch (kind) {
                case NUMBER -> {
                    return JqValues.number(JqValues.numeric(left) + JqValues.numeric(right));
                }
                case STRING -> {
                    return heap.concat(Texts.of(left), Texts.of(right));
                }
                case ARRAY -> {
                    return append(heap, left, right);
                }
                case OBJECT -> {
                    return merge(heap, left, right);
                }
                case NULL, FALSE, TRUE -> {}
            }
        }
        throw failure(left, right, "cannot be added");
    }

    private static JsonNode append(Heap heap, JsonNode left, JsonNode right) {
        heap.meter.step(right.size() / 8);
        JqArray result = heap.own(left);
        int size = right.size();
        for (int i = 0; i < size; i++) {
            heap.append(result, right.get(i));
        }
        return result;
    }

    private static JsonNode merge(Heap heap, JsonNode left, JsonNode right) {
        heap.meter.step(right.size() / 4);
        JqObject result = heap.ownObject(left);
        for (Map.Entry<String, JsonNode> entry : right.properties()) {
            heap.put(result, entry.getKey(), entry.getValue());
        }
        return result;
    }

    private static JsonNode subtract(Heap heap, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return JqValues.number(JqValues.numeric(left) - JqValues.numeric(right));
        }
        if (!left.isArray() || !right.isArray()) {
            throw failure(left, right, "cannot be subtracted");
        }
        List<JsonNode> kept = new ArrayList<>();
        for (JsonNode item : left) {
            if (!contains(heap, right, item)) {
                kept.add(item);
            }
        }
        return heap.arrayOf(kept);
    }

    private static boolean contains(Heap heap, JsonNode array, JsonNode item) {
        for (JsonNode other : array) {
            heap.meter.step(1);
            if (Comparison.equal(item, other, heap.meter)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode multiply(Heap heap, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            return JqValues.number(JqValues.numeric(left) * JqValues.numeric(right));
        }
        if (left.isString() && right.isNumber()) {
            return repeat(heap, left.stringValue(), JqValues.numeric(right));
        }
        if (left.isNumber() && right.isString()) {
            return repeat(heap, right.stringValue(), JqValues.numeric(left));
        }
        if (left.isObject() && right.isObject()) {
            return mergeDeeply(heap, left, right);
        }
        throw failure(left, right, "cannot be multiplied");
    }

    private static JsonNode repeat(Heap heap, String text, double count) {
        if (count < 0 || Double.isNaN(count)) {
            return Kind.nothing();
        }
        if (text.isEmpty()) {
            return heap.string("");
        }
        double length = text.length() * Math.floor(count);
        if (length > Integer.MAX_VALUE) {
            throw new JqException("Repeat string result too long");
        }
        heap.meter.grow((long) length);
        heap.meter.step((long) length / 256);
        return heap.string(text.repeat((int) count));
    }

    /** Two objects to merge, the first of them ours; the result goes into the one above under the key. */
    private record Merge(JqObject target, JsonNode from, int depth) {}

    private static JsonNode mergeDeeply(Heap heap, JsonNode left, JsonNode right) {
        JqObject result = heap.ownObject(left);
        List<Merge> order = new ArrayList<>();
        List<Map.Entry<JqObject, String>> places = new ArrayList<>();
        Deque<Merge> open = new ArrayDeque<>();
        open.push(new Merge(result, right, 0));
        while (!open.isEmpty()) {
            Merge merge = open.pop();
            if (merge.depth > DEEPEST_MERGE) {
                throw new JqException("Object merge too deep");
            }
            heap.meter.step(1 + merge.from.size() / 4);
            for (Map.Entry<String, JsonNode> entry : merge.from.properties()) {
                JsonNode mine = merge.target.entries.get(entry.getKey());
                if (mine == null || !mine.isObject() || !entry.getValue().isObject()) {
                    heap.put(merge.target, entry.getKey(), entry.getValue());
                    continue;
                }
                Heap.share(mine);
                Merge below = new Merge(heap.ownObject(mine), entry.getValue(), merge.depth + 1);
                order.add(below);
                places.add(Map.entry(merge.target, entry.getKey()));
                open.push(below);
            }
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            heap.move(places.get(i).getKey(), places.get(i).getValue(), order.get(i).target, -1);
        }
        return result;
    }

    private static JsonNode divide(Heap heap, JsonNode left, JsonNode right) {
        if (left.isNumber() && right.isNumber()) {
            double divisor = JqValues.numeric(right);
            if (divisor == 0) {
                throw failure(left, right, "cannot be divided because the divisor is zero");
            }
            return JqValues.number(JqValues.numeric(left) / divisor);
        }
        if (left.isString() && right.isString()) {
            return StringBuiltins.split(heap, left.stringValue(), right.stringValue());
        }
        throw failure(left, right, "cannot be divided");
    }

    private static JsonNode remainder(JsonNode left, JsonNode right) {
        if (!left.isNumber() || !right.isNumber()) {
            throw failure(left, right, "cannot be divided (remainder)");
        }
        double dividend = JqValues.numeric(left);
        double divisor = JqValues.numeric(right);
        if (Double.isNaN(dividend) || Double.isNaN(divisor)) {
            return JqValues.number(Double.NaN);
        }
        long by = (long) divisor;
        if (by == 0) {
            throw failure(left, right, "cannot be divided (remainder) because the divisor is zero");
        }
        return JqValues.number(by == -1 ? 0 : (double) ((long) dividend % by));
    }

    private static JqException failure(JsonNode left, JsonNode right, String what) {
        return new JqException(Texts.describe(left) + " and " + Texts.describe(right) + " " + what);
    }
}
