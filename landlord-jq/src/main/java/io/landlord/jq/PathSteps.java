package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Instructions that follow paths into values, gather them, and update values at them. */
final class PathSteps {
    private PathSteps() {}

    private static void requirePath(Evaluator evaluator, String attempt) {
        Path path = evaluator.path;
        if (path != null && !path.leadsTo(evaluator.value)) {
            throw new JqException(
                    "Invalid path expression near attempt to " + attempt + " " + Texts.dump(evaluator.value, 29));
        }
    }

    private static void step(Evaluator evaluator, JsonNode key) {
        Path path = evaluator.path;
        if (path != null && !path.leadsTo(evaluator.value)) {
            requirePath(evaluator, "access element " + Texts.dump(key, 29) + " of");
        }
        JsonNode found = Indexing.get(evaluator.heap, evaluator.value, key);
        evaluator.value = found;
        if (path != null) {
            evaluator.path = path.to(key, found);
        }
    }

    /** Follows a key; where what follows only looks at what is there, it stays the container's own. */
    record IndexBy(Operand key, boolean peek) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (peek && evaluator.path == null) {
                evaluator.value =
                        JqValues.scalar(PathUpdates.peek(evaluator.heap, evaluator.value, key.get(evaluator)));
            } else {
                step(evaluator, key.get(evaluator));
            }
        }
    }

    record SliceBy(Operand from, Operand to) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode begin = from.get(evaluator);
            JsonNode end = to.get(evaluator);
            if (evaluator.path == null && (evaluator.value.isArray() || evaluator.value.isString())) {
                evaluator.value = Indexing.slice(evaluator.heap, evaluator.value, begin, end);
                return;
            }
            JqObject key = evaluator.heap.object();
            evaluator.heap.put(key, "start", begin);
            evaluator.heap.put(key, "end", end);
            step(evaluator, Heap.share(key));
        }
    }

    record Iterate(boolean optional) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            requirePath(evaluator, "iterate through");
            JsonNode value = evaluator.value;
            if (value.isArray()) {
                evaluator.each(new Cursors.Items(value));
            } else if (value.isObject()) {
                evaluator.each(new Cursors.Fields(value));
            } else if (optional) {
                evaluator.backtrack();
            } else {
                throw new JqException(
                        "Cannot iterate over " + (value.isNull() ? "null (null)" : Texts.describe(value)));
            }
        }
    }

    /** Begins {@code path(...)}. */
    record PathBegin(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = evaluator.path;
            evaluator.path = Path.root(Heap.share(evaluator.value));
        }
    }

    /** Ends {@code path(...)}: the value at hand is the path. */
    record PathEnd(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            Path path = Objects.requireNonNull(evaluator.path);
            if (!path.leadsTo(evaluator.value)) {
                throw new JqException("Invalid path expression with result " + Texts.dump(evaluator.value, 29));
            }
            evaluator.value = path.toArray(evaluator.heap);
            evaluator.path = (Path) evaluator.frame.slots[slot];
        }
    }

    record GetPath(Operand path) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            List<JsonNode> keys = PathUpdates.keys(path.get(evaluator));
            Path way = evaluator.path;
            if (way == null) {
                evaluator.value = PathUpdates.get(evaluator.heap, evaluator.value, keys);
                return;
            }
            evaluator.meter.step(keys.size());
            JsonNode value = evaluator.value;
            for (JsonNode key : keys) {
                value = value.isNull() ? value : Indexing.get(evaluator.heap, value, key);
                way = way.to(key, value);
            }
            requirePath(evaluator, "access element " + Texts.dump(path.get(evaluator), 29) + " of");
            evaluator.value = value;
            evaluator.path = way;
        }
    }

    static List<JsonNode> values(Evaluator evaluator, List<Operand> operands) {
        List<JsonNode> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            values.add(operand.get(evaluator));
        }
        return values;
    }

    /** Sets a value at one path in the value at hand. */
    record SetAt(List<Operand> keys, Operand value) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value =
                    PathUpdates.set(evaluator.heap, evaluator.value, values(evaluator, keys), value.get(evaluator));
        }
    }

    /**
     * Begins to update what is at one path: keeps the value around it in a slot, its own written length in the next.
     * What is ours alone stays ours.
     */
    record OpenAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode value = evaluator.value;
            evaluator.frame.slots[whole] = value;
            boolean owned = Heap.isOwned(value);
            for (Operand operand : keys) {
                JsonNode key = operand.get(evaluator);
                value = value.isNull()
                        ? value
                        : owned
                                ? PathUpdates.peek(evaluator.heap, value, key)
                                : Indexing.get(evaluator.heap, value, key);
                owned = owned && Heap.isOwned(value);
            }
            evaluator.frame.slots[whole + 1] = evaluator.heap.length(value);
            evaluator.value = JqValues.scalar(value);
        }
    }

    /** Ends an update: puts the value at hand where {@link OpenAt} found the old one. */
    record CloseAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode root = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[whole]);
            evaluator.frame.slots[whole] = Kind.nothing();
            long before = (Long) Objects.requireNonNull(evaluator.frame.slots[whole + 1]);
            evaluator.value = PathUpdates.set(evaluator.heap, root, values(evaluator, keys), evaluator.value, before);
        }
    }

    /** Ends an update that gave no value: deletes what was there. */
    record DeleteAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode root = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[whole]);
            JqArray paths = evaluator.heap.array(1);
            evaluator.heap.append(paths, evaluator.heap.arrayOf(values(evaluator, keys)));
            evaluator.value = PathUpdates.delete(evaluator.heap, root, paths);
        }
    }

    /** Sets, in the value that a slot holds, what is at the path in another slot. */
    record SetIn(int state, int path, @Nullable Operand value) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode root = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[state]);
            List<JsonNode> keys = PathUpdates.keys((JsonNode) Objects.requireNonNull(evaluator.frame.slots[path]));
            JsonNode item = value == null ? evaluator.value : value.get(evaluator);
            evaluator.frame.slots[state] = PathUpdates.set(evaluator.heap, root, keys, Heap.share(item));
        }
    }

    /** Loads, from the value that a slot holds, what is at the path in another slot. */
    record LoadIn(int state, int path) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode root = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[state]);
            List<JsonNode> keys = PathUpdates.keys((JsonNode) Objects.requireNonNull(evaluator.frame.slots[path]));
            evaluator.value = PathUpdates.get(evaluator.heap, root, keys);
        }
    }

    /** Appends what one slot holds to the array in another. */
    record Gather(int array, int item) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.heap.append((JqArray) Objects.requireNonNull(evaluator.frame.slots[array]), (JsonNode)
                    Objects.requireNonNull(evaluator.frame.slots[item]));
        }
    }

    /** Deletes, from the value that a slot holds, what is at the paths in another slot. */
    record DeleteIn(int state, int paths) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode root = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[state]);
            JsonNode all = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[paths]);
            evaluator.frame.slots[state] = Kind.nothing();
            evaluator.value = all.isEmpty() ? root : PathUpdates.delete(evaluator.heap, root, all);
        }
    }

    record NewArray(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = evaluator.heap.array(0);
        }
    }
}
