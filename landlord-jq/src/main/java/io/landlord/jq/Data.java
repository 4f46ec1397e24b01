package io.landlord.jq;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Instructions that make values and keep them in slots. A saved input takes two slots: the value and the path to it. */
final class Data {
    private Data() {}

    static void restore(Evaluator evaluator, int saved) {
        evaluator.value = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[saved]);
        evaluator.path = (Path) evaluator.frame.slots[saved + 1];
    }

    static void reclaim(Evaluator evaluator, int lent) {
        evaluator.frame.slots[lent] = Kind.nothing();
        if (Boolean.TRUE.equals(evaluator.frame.slots[lent + 2])) {
            Heap.unshare(evaluator.value);
        }
    }

    record Load(Operand operand) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = operand.get(evaluator);
        }
    }

    /** Saves the input before a part that must not move the path: no path is followed until {@link Restore}. */
    record Save(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = Heap.share(evaluator.value);
            evaluator.frame.slots[slot + 1] = evaluator.path;
            evaluator.path = null;
        }
    }

    /** Saves the input and goes on with it and its path. */
    record Hold(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = Heap.share(evaluator.value);
            evaluator.frame.slots[slot + 1] = evaluator.path;
        }
    }

    record Restore(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            restore(evaluator, slot);
        }
    }

    record RestorePath(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.path = (Path) evaluator.frame.slots[slot + 1];
        }
    }

    /** Like {@link Save}, for a part that keeps no reference to the input: it stays ours after {@link Reclaim}. */
    record Lend(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            boolean owned = Heap.isOwned(evaluator.value);
            evaluator.frame.slots[slot] = Heap.share(evaluator.value);
            evaluator.frame.slots[slot + 1] = evaluator.path;
            evaluator.frame.slots[slot + 2] = owned;
            evaluator.path = null;
        }
    }

    /** Takes back a lent input; the path is restored later. */
    record Reclaim(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[slot]);
            reclaim(evaluator, slot);
        }
    }

    /** Stores the value; where it stays at hand as well, what follows replaces it. */
    record Keep(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = evaluator.value;
        }
    }

    /** Stores the value, which is used further too. */
    record KeepShared(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = Heap.share(evaluator.value);
        }
    }

    /** Fetches a value and leaves null in its slot. */
    record Take(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[slot]);
            evaluator.frame.slots[slot] = Kind.nothing();
        }
    }

    record Clear(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = Kind.nothing();
        }
    }

    /** Empties a slot. */
    record Forget(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = null;
        }
    }

    /** Fetches a value; there is no result if the slot is empty. */
    record Recall(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode kept = (JsonNode) evaluator.frame.slots[slot];
            if (kept == null) {
                evaluator.backtrack();
            } else {
                evaluator.value = kept;
                evaluator.frame.slots[slot] = null;
            }
        }
    }

    record SavePath(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = evaluator.path;
            evaluator.path = null;
        }
    }

    record LoadPath(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.path = (Path) evaluator.frame.slots[slot];
        }
    }

    record Apply(BinaryOperator operator, Operand right) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = Arithmetic.apply(evaluator.heap, operator, evaluator.value, right.get(evaluator));
        }
    }

    /** Replaces null and false. */
    record Coalesce(Operand otherwise) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (!JqValues.truthy(evaluator.value)) {
                evaluator.value = otherwise.get(evaluator);
            }
        }
    }

    record Negate() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = Arithmetic.negate(evaluator.value);
        }
    }

    /** Begins an array; when all its items are there, the evaluator goes to the target. */
    record ArrayBegin(int slot, Instruction.Target end) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[slot] = evaluator.heap.array(0);
            evaluator.fork(Evaluator.ForkKind.JUMP, end.index);
            evaluator.path = null;
        }
    }

    record ArrayItem(int slot) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.heap.append((JqArray) Objects.requireNonNull(evaluator.frame.slots[slot]), evaluator.value);
            evaluator.backtrack();
        }
    }

    record EmptyArray() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = evaluator.heap.array(0);
        }
    }

    record ArrayOfOne() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JqArray array = evaluator.heap.array(1);
            evaluator.heap.append(array, evaluator.value);
            evaluator.value = array;
        }
    }

    record BuildObject(List<Operand> keys, List<Operand> values) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JqObject object = evaluator.heap.object();
            for (int i = 0; i < keys.size(); i++) {
                JsonNode key = keys.get(i).get(evaluator);
                if (!key.isString()) {
                    throw new JqException("Cannot use " + Texts.describe(key) + " as object key");
                }
                evaluator.heap.put(object, key.stringValue(), values.get(i).get(evaluator));
            }
            evaluator.value = object;
        }
    }

    record BuildText(List<Operand> parts) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            StringBuilder text = new StringBuilder();
            for (Operand part : parts) {
                String piece = Texts.of(part.get(evaluator));
                evaluator.meter.checkLength((long) text.length() + piece.length());
                text.append(piece);
            }
            evaluator.value = evaluator.heap.string(text.toString());
        }
    }

    record ApplyFormat(Format format) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = format.apply(evaluator, evaluator.value);
        }
    }

    /** Numbers from a begin up to, and without, an end. */
    record Range(Operand from, Operand to) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            JsonNode first = from.get(evaluator);
            JsonNode end = to.get(evaluator);
            if (!first.isNumber() || !end.isNumber()) {
                throw new JqException("Range bounds must be numeric");
            }
            evaluator.each(new Cursors.Count(JqValues.numeric(first), JqValues.numeric(end)));
        }
    }
}
