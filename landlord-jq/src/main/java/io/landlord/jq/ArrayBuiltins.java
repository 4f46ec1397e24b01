package io.landlord.jq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Builtins over arrays and objects: order, groups, extremes, entries. */
final class ArrayBuiltins {
    private record Keyed(JsonNode key, JsonNode item) {}

    private ArrayBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        table.put("keys/0", (m, in, a) -> keys(m, in, true));
        table.put("keys_unsorted/0", (m, in, a) -> keys(m, in, false));
        table.put("sort/0", (m, in, a) -> {
            requireArray(in);
            return items(m, sorted(m, in, in));
        });
        table.put("_sort_by/1", (m, in, a) -> items(m, sorted(m, in, a[0])));
        table.put("_group_by/1", (m, in, a) -> groups(m, in, a[0]));
        table.put("_unsearchable/0", (m, in, a) -> {
            throw new JqException(Texts.describe(in) + " cannot be searched from");
        });
        table.put("unique/0", (m, in, a) -> {
            requireArray(in);
            return firsts(m, in, in);
        });
        table.put("_unique_by/1", (m, in, a) -> firsts(m, in, a[0]));
        table.put("min/0", (m, in, a) -> extreme(m, in, in, -1));
        table.put("max/0", (m, in, a) -> extreme(m, in, in, 1));
        table.put("_min_by/1", (m, in, a) -> extreme(m, in, a[0], -1));
        table.put("_max_by/1", (m, in, a) -> extreme(m, in, a[0], 1));
        table.put("reverse/0", (m, in, a) -> reverse(m, in));
        table.put("to_entries/0", (m, in, a) -> toEntries(m, in));
        table.put("toarray/0", (m, in, a) -> in.isArray() ? in : m.heap.arrayOf(List.of(in)));
        table.put("add/0", (m, in, a) -> add(m, in));
        table.put("transpose/0", (m, in, a) -> transpose(m, in));
    }

    private static void requireArray(JsonNode value) {
        if (!value.isArray()) {
            throw new JqException(Texts.describe(value) + " cannot be sorted, as it is not an array");
        }
    }

    private static JsonNode keys(Evaluator evaluator, JsonNode value, boolean sorted) {
        evaluator.meter.step(value.size() / 2);
        JqArray result = evaluator.heap.array(value.size());
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                evaluator.heap.append(result, JqValues.integer(i));
            }
            return result;
        }
        if (!value.isObject()) {
            throw new JqException(Texts.describe(value) + " has no keys");
        }
        if (sorted) {
            for (String key : Comparison.sortedKeys(value)) {
                evaluator.heap.append(result, StringNode.valueOf(key));
            }
        } else {
            value.propertyNames().forEach(key -> evaluator.heap.append(result, StringNode.valueOf(key)));
        }
        return result;
    }

    private static List<Keyed> sorted(Evaluator evaluator, JsonNode items, JsonNode keys) {
        if (!items.isArray() || !keys.isArray() || items.size() != keys.size()) {
            throw new JqException(Texts.describe(items) + " and " + Texts.describe(keys)
                    + " cannot be sorted, as they are not both arrays");
        }
        List<Keyed> keyed = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            keyed.add(new Keyed(keys.get(i), items.get(i)));
        }
        keyed.sort(Comparator.comparing(Keyed::key, (x, y) -> {
            evaluator.meter.step(1);
            return isNan(x) && isNan(y) ? 0 : Comparison.compare(x, y, evaluator.meter);
        }));
        return keyed;
    }

    private static boolean isNan(JsonNode value) {
        return value.isNumber() && Double.isNaN(JqValues.numeric(value));
    }

    private static JqArray items(Evaluator evaluator, List<Keyed> keyed) {
        JqArray result = evaluator.heap.array(keyed.size());
        keyed.forEach(pair -> evaluator.heap.append(result, pair.item));
        return result;
    }

    private static JsonNode groups(Evaluator evaluator, JsonNode items, JsonNode keys) {
        JqArray result = evaluator.heap.array(0);
        List<Keyed> group = new ArrayList<>();
        for (Keyed next : sorted(evaluator, items, keys)) {
            if (!group.isEmpty() && !Comparison.equal(group.getFirst().key, next.key, evaluator.meter)) {
                evaluator.heap.append(result, items(evaluator, group));
                group.clear();
            }
            group.add(next);
        }
        if (!group.isEmpty()) {
            evaluator.heap.append(result, items(evaluator, group));
        }
        return result;
    }

    private static JsonNode firsts(Evaluator evaluator, JsonNode items, JsonNode keys) {
        List<Keyed> kept = new ArrayList<>();
        for (Keyed next : sorted(evaluator, items, keys)) {
            if (kept.isEmpty() || !Comparison.equal(kept.getLast().key, next.key, evaluator.meter)) {
                kept.add(next);
            }
        }
        return items(evaluator, kept);
    }

    /** The first of the least, the last of the greatest. */
    private static JsonNode extreme(Evaluator evaluator, JsonNode items, JsonNode keys, int sign) {
        if (!items.isArray() || !keys.isArray() || items.size() != keys.size()) {
            throw new JqException(Texts.describe(items) + " and " + Texts.describe(keys) + " cannot be iterated over");
        }
        int best = -1;
        for (int i = 0; i < items.size(); i++) {
            evaluator.meter.step(1);
            int result = best < 0 ? sign : Comparison.compare(keys.get(i), keys.get(best), evaluator.meter);
            if (sign < 0 ? result < 0 : result >= 0) {
                best = i;
            }
        }
        return best < 0 ? Kind.nothing() : Heap.share(JqValues.scalar(items.get(best)));
    }

    private static JsonNode reverse(Evaluator evaluator, JsonNode value) {
        if (value.isString()) {
            String text = value.stringValue();
            evaluator.meter.step(text.length() / 16);
            return evaluator.heap.string(new StringBuilder(text).reverse().toString());
        }
        if (value.isNull()) {
            return evaluator.heap.array(0);
        }
        if (!value.isArray()) {
            throw new JqException("Cannot reverse " + Texts.describe(value));
        }
        evaluator.meter.step(value.size() / 8);
        JqArray result = evaluator.heap.array(value.size());
        for (int i = value.size() - 1; i >= 0; i--) {
            evaluator.heap.append(result, value.get(i));
        }
        return result;
    }

    private static JsonNode toEntries(Evaluator evaluator, JsonNode value) {
        JsonNode keys = keys(evaluator, value, false);
        JqArray result = evaluator.heap.array(keys.size());
        for (JsonNode key : keys) {
            JqObject entry = evaluator.heap.object();
            evaluator.heap.put(entry, "key", key);
            evaluator.heap.put(entry, "value", Indexing.get(evaluator.heap, value, key));
            evaluator.heap.append(result, entry);
        }
        evaluator.meter.step(keys.size());
        return result;
    }

    private static JsonNode add(Evaluator evaluator, JsonNode value) {
        if (!value.isContainer()) {
            throw new JqException("Cannot iterate over " + Texts.describe(value));
        }
        JsonNode sum = Kind.nothing();
        StringBuilder text = new StringBuilder();
        for (JsonNode item : value) {
            evaluator.meter.step(1);
            if (item.isString() && (!text.isEmpty() || sum.isString())) {
                text.append(text.isEmpty() ? sum.stringValue() : "").append(item.stringValue());
                evaluator.meter.checkLength(text.length());
                continue;
            }
            if (!text.isEmpty() && !item.isNull()) {
                sum = evaluator.heap.string(text.toString());
                text.setLength(0);
            }
            sum = Arithmetic.add(
                    evaluator.heap, sum, JqValues.scalar(item.isNull() ? Kind.nothing() : Heap.share(item)));
        }
        return text.isEmpty() ? sum : evaluator.heap.string(text.toString());
    }

    private static JsonNode transpose(Evaluator evaluator, JsonNode value) {
        if (!value.isContainer()) {
            throw new JqException("Cannot iterate over " + Texts.describe(value));
        }
        int width = 0;
        for (JsonNode row : value) {
            if (!row.isArray() && !row.isNull()) {
                throw new JqException("Cannot index " + Kind.of(row).title + " with number (0)");
            }
            width = Math.max(width, row.size());
        }
        JqArray result = evaluator.heap.array(width);
        for (int column = 0; column < width; column++) {
            JqArray items = evaluator.heap.array(value.size());
            for (JsonNode row : value) {
                evaluator.meter.step(1);
                evaluator.heap.append(items, column < row.size() ? row.get(column) : Kind.nothing());
            }
            evaluator.heap.append(result, items);
        }
        return result;
    }
}
