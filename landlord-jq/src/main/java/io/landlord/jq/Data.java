package io.landlord.jq;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Instructions that make values and keep them in slots. A saved input takes two slots: the value and the path to it. */
final class Data {
    private Data() {}

    static void restore(Machine machine, int saved) {
        machine.value = (JsonNode) Objects.requireNonNull(machine.frame.slots[saved]);
        machine.path = (Path) machine.frame.slots[saved + 1];
    }

    static void reclaim(Machine machine, int lent) {
        machine.frame.slots[lent] = Kind.nothing();
        if (Boolean.TRUE.equals(machine.frame.slots[lent + 2])) {
            Heap.unshare(machine.value);
        }
    }

    record Load(Operand operand) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = operand.get(machine);
        }
    }

    /** Saves the input before a part that must not move the path: no path is followed until {@link Restore}. */
    record Save(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = Heap.share(machine.value);
            machine.frame.slots[slot + 1] = machine.path;
            machine.path = null;
        }
    }

    /** Saves the input and goes on with it and its path. */
    record Hold(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = Heap.share(machine.value);
            machine.frame.slots[slot + 1] = machine.path;
        }
    }

    record Restore(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            restore(machine, slot);
        }
    }

    record RestorePath(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.path = (Path) machine.frame.slots[slot + 1];
        }
    }

    /** Like {@link Save}, for a part that keeps no reference to the input: it stays ours after {@link Reclaim}. */
    record Lend(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            boolean owned = Heap.isOwned(machine.value);
            machine.frame.slots[slot] = Heap.share(machine.value);
            machine.frame.slots[slot + 1] = machine.path;
            machine.frame.slots[slot + 2] = owned;
            machine.path = null;
        }
    }

    /** Takes back a lent input; the path is restored later. */
    record Reclaim(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = (JsonNode) Objects.requireNonNull(machine.frame.slots[slot]);
            reclaim(machine, slot);
        }
    }

    /** Stores the value; where it stays at hand as well, what follows replaces it. */
    record Keep(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = machine.value;
        }
    }

    /** Stores the value, which is used further too. */
    record KeepShared(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = Heap.share(machine.value);
        }
    }

    /** Fetches a value and leaves null in its slot. */
    record Take(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = (JsonNode) Objects.requireNonNull(machine.frame.slots[slot]);
            machine.frame.slots[slot] = Kind.nothing();
        }
    }

    record Clear(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = Kind.nothing();
        }
    }

    /** Empties a slot. */
    record Forget(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = null;
        }
    }

    /** Fetches a value; there is no result if the slot is empty. */
    record Recall(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode kept = (JsonNode) machine.frame.slots[slot];
            if (kept == null) {
                machine.backtrack();
            } else {
                machine.value = kept;
                machine.frame.slots[slot] = null;
            }
        }
    }

    record SavePath(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = machine.path;
            machine.path = null;
        }
    }

    record LoadPath(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.path = (Path) machine.frame.slots[slot];
        }
    }

    record Apply(BinaryOperator operator, Operand right) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = Arithmetic.apply(machine.heap, operator, machine.value, right.get(machine));
        }
    }

    /** Replaces null and false. */
    record Coalesce(Operand otherwise) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (!JqValues.truthy(machine.value)) {
                machine.value = otherwise.get(machine);
            }
        }
    }

    record Negate() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = Arithmetic.negate(machine.value);
        }
    }

    /** Begins an array; when all its items are there, the machine goes to the target. */
    record ArrayBegin(int slot, Instruction.Target end) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[slot] = machine.heap.array(0);
            machine.fork(Machine.ForkKind.JUMP, end.index);
            machine.path = null;
        }
    }

    record ArrayItem(int slot) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.heap.append((JqArray) Objects.requireNonNull(machine.frame.slots[slot]), machine.value);
            machine.backtrack();
        }
    }

    record EmptyArray() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = machine.heap.array(0);
        }
    }

    record ArrayOfOne() implements Instruction {
        @Override
        public void run(Machine machine) {
            JqArray array = machine.heap.array(1);
            machine.heap.append(array, machine.value);
            machine.value = array;
        }
    }

    record BuildObject(List<Operand> keys, List<Operand> values) implements Instruction {
        @Override
        public void run(Machine machine) {
            JqObject object = machine.heap.object();
            for (int i = 0; i < keys.size(); i++) {
                JsonNode key = keys.get(i).get(machine);
                if (!key.isString()) {
                    throw new JqException("Cannot use " + Texts.describe(key) + " as object key");
                }
                machine.heap.put(object, key.stringValue(), values.get(i).get(machine));
            }
            machine.value = object;
        }
    }

    record BuildText(List<Operand> parts) implements Instruction {
        @Override
        public void run(Machine machine) {
            StringBuilder text = new StringBuilder();
            for (Operand part : parts) {
                String piece = Texts.of(part.get(machine));
                machine.meter.checkLength((long) text.length() + piece.length());
                text.append(piece);
            }
            machine.value = machine.heap.string(text.toString());
        }
    }

    record ApplyFormat(Format format) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = format.apply(machine, machine.value);
        }
    }

    /** Numbers from a begin up to, and without, an end. */
    record Range(Operand from, Operand to) implements Instruction {
        @Override
        public void run(Machine machine) {
            JsonNode first = from.get(machine);
            JsonNode end = to.get(machine);
            if (!first.isNumber() || !end.isNumber()) {
                throw new JqException("Range bounds must be numeric");
            }
            machine.each(new Cursors.Count(JqValues.numeric(first), JqValues.numeric(end)));
        }
    }
}
