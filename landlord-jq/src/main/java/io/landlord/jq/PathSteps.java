package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Instructions that follow paths into values, gather them, and update values at them. */
final class PathSteps {
    private PathSteps() {}

    private static void requirePath(Machine machine, String attempt) {
        Path path = machine.path;
        if (path != null && !path.leadsTo(machine.value)) {
            throw new JqException(
                    "Invalid path expression near attempt to " + attempt + " " + Texts.dump(machine.value, 29));
        }
    }

    private static void step(Machine machine, JsonNode key) {
        Path path = machine.path;
        if (path != null && !path.leadsTo(machine.value)) {
            requirePath(machine, "access element " + Texts.dump(key, 29) + " of");
        }
        JsonNode found = Indexing.get(machine.heap, machine.value, key);
        machine.value = found;
        if (path != null) {
            machine.path = path.to(key, found);
        }
    }

    /** Follows a key; where what follows only looks at what is there, it stays the container's own. */
    record IndexBy(Operand key, boolean peek) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (peek && machine.path == null) {
                machine.value = JqValues.scalar(PathUpdates.peek(machine.heap, machine.value, key.get(machine)));
            } else {
                step(machine, key.get(machine));
            }
        }
    }

    record SliceBy(Operand from, Operand to) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode begin = from.get(machine);
            JsonNode end = to.get(machine);
            if (machine.path == null && (machine.value.isArray() || machine.value.isString())) {
                machine.value = Indexing.slice(machine.heap, machine.value, begin, end);
                return;
            }
            JqObject key = machine.heap.object();
            machine.heap.put(key, "start", begin);
            machine.heap.put(key, "end", end);
            step(machine, Heap.share(key));
        }
    }

    record Iterate(boolean optional) implements Instruction {
        @Override
        public void run(Machine machine) {
            requirePath(machine, "iterate through");
            JsonNode value = machine.value;
            if (value.isArray()) {
                machine.each(new Cursors.Items(value));
            } else if (value.isObject()) {
                machine.each(new Cursors.Fields(value));
            } else if (optional) {
                machine.backtrack();
            } else {
                throw new JqException(
                        "Cannot iterate over " + (value.isNull() ? "null (null)" : Texts.describe(value)));
            }
        }
    }

    /** Begins {@code path(...)}. */
    record PathBegin(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = machine.path;
            machine.path = Path.root(Heap.share(machine.value));
        }
    }

    /** Ends {@code path(...)}: the value at hand is the path. */
    record PathEnd(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            Path path = Objects.requireNonNull(machine.path);
            if (!path.leadsTo(machine.value)) {
                throw new JqException("Invalid path expression with result " + Texts.dump(machine.value, 29));
            }
            machine.value = path.toArray(machine.heap);
            machine.path = (Path) machine.frame.slots[slot];
        }
    }

    record GetPath(Operand path) implements Instruction {
        @Override
        public void run(Machine machine) {
            List<JsonNode> keys = PathUpdates.keys(path.get(machine));
            Path way = machine.path;
            if (way == null) {
                machine.value = PathUpdates.get(machine.heap, machine.value, keys);
                return;
            }
            machine.meter.step(keys.size());
            JsonNode value = machine.value;
            for (JsonNode key : keys) {
                value = value.isNull() ? value : Indexing.get(machine.heap, value, key);
                way = way.to(key, value);
            }
            requirePath(machine, "access element " + Texts.dump(path.get(machine), 29) + " of");
            machine.value = value;
            machine.path = way;
        }
    }

    static List<JsonNode> values(Machine machine, List<Operand> operands) {
        List<JsonNode> values = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            values.add(operand.get(machine));
        }
        return values;
    }

    /** Sets a value at one path in the value at hand. */
    record SetAt(List<Operand> keys, Operand value) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = PathUpdates.set(machine.heap, machine.value, values(machine, keys), value.get(machine));
        }
    }

    /**
     * Begins to update what is at one path: keeps the value around it in a slot, its own written length in the next.
     * What is ours alone stays ours.
     */
    record OpenAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode value = machine.value;
            machine.frame.slots[whole] = value;
            boolean owned = Heap.isOwned(value);
            for (Operand operand : keys) {
                JsonNode key = operand.get(machine);
                value = value.isNull()
                        ? value
                        : owned ? PathUpdates.peek(machine.heap, value, key) : Indexing.get(machine.heap, value, key);
                owned = owned && Heap.isOwned(value);
            }
            machine.frame.slots[whole + 1] = machine.heap.length(value);
            machine.value = JqValues.scalar(value);
        }
    }

    /** Ends an update: puts the value at hand where {@link OpenAt} found the old one. */
    record CloseAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode root = (JsonNode) Objects.requireNonNull(machine.frame.slots[whole]);
            machine.frame.slots[whole] = Kind.nothing();
            long before = (Long) Objects.requireNonNull(machine.frame.slots[whole + 1]);
            machine.value = PathUpdates.set(machine.heap, root, values(machine, keys), machine.value, before);
        }
    }

    /** Ends an update that gave no value: deletes what was there. */
    record DeleteAt(List<Operand> keys, int whole) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode root = (JsonNode) Objects.requireNonNull(machine.frame.slots[whole]);
            JqArray paths = machine.heap.array(1);
            machine.heap.append(paths, machine.heap.arrayOf(values(machine, keys)));
            machine.value = PathUpdates.delete(machine.heap, root, paths);
        }
    }

    /** Sets, in the value that a slot holds, what is at the path in another slot. */
    record SetIn(int state, int path, @Nullable Operand value) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode root = (JsonNode) Objects.requireNonNull(machine.frame.slots[state]);
            List<JsonNode> keys = PathUpdates.keys((JsonNode) Objects.requireNonNull(machine.frame.slots[path]));
            JsonNode item = value == null ? machine.value : value.get(machine);
            machine.frame.slots[state] = PathUpdates.set(machine.heap, root, keys, Heap.share(item));
        }
    }

    /** Loads, from the value that a slot holds, what is at the path in another slot. */
    record LoadIn(int state, int path) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode root = (JsonNode) Objects.requireNonNull(machine.frame.slots[state]);
            List<JsonNode> keys = PathUpdates.keys((JsonNode) Objects.requireNonNull(machine.frame.slots[path]));
            machine.value = PathUpdates.get(machine.heap, root, keys);
        }
    }

    /** Appends what one slot holds to the array in another. */
    record Gather(int array, int item) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.heap.append((JqArray) Objects.requireNonNull(machine.frame.slots[array]), (JsonNode)
                    Objects.requireNonNull(machine.frame.slots[item]));
        }
    }

    /** Deletes, from the value that a slot holds, what is at the paths in another slot. */
    record DeleteIn(int state, int paths) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode root = (JsonNode) Objects.requireNonNull(machine.frame.slots[state]);
            JsonNode all = (JsonNode) Objects.requireNonNull(machine.frame.slots[paths]);
            machine.frame.slots[state] = Kind.nothing();
            machine.value = all.isEmpty() ? root : PathUpdates.delete(machine.heap, root, all);
        }
    }

    record NewArray(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = machine.heap.array(0);
        }
    }
}
