package io.landlord.jq;

import io.landlord.jq.Machine.ForkKind;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Instructions that decide where the machine goes on. */
final class Flow {
    private Flow() {}

    record Jump(Target target) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.next = target.index;
        }
    }

    /** Goes on here first, and at the target when the machine backtracks. */
    record Fork(Target target) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.fork(ForkKind.JUMP, target.index);
        }
    }

    record Backtrack() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.backtrack();
        }
    }

    /** The end of the program: the value is a result. */
    record Yield() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.give();
        }
    }

    /** Takes back the saved input; goes to the target when the value at hand was not true. */
    record Branch(int saved, boolean lent, Target otherwise) implements Instruction {
        @Override
        public void run(Machine machine) {
            boolean truth = JqValues.truthy(machine.value);
            Data.restore(machine, saved);
            if (lent) {
                Data.reclaim(machine, saved);
            }
            if (!truth) {
                machine.next = otherwise.index;
            }
        }
    }

    /** After the left side of {@code and} and {@code or}: the end when it decides, else the input for the right side. */
    record Decide(int saved, boolean deciding, Target end) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (JqValues.truthy(machine.value) == deciding) {
                machine.value = BooleanNode.valueOf(deciding);
                machine.next = end.index;
            } else {
                machine.value = (JsonNode) Objects.requireNonNull(machine.frame.slots[saved]);
            }
        }
    }

    record ToBoolean() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = BooleanNode.valueOf(JqValues.truthy(machine.value));
        }
    }

    /** After a left side of {@code //} that gives one result: the end if it is true, else the input for the right side. */
    record PreferOnly(int saved, Target end) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (JqValues.truthy(machine.value)) {
                machine.next = end.index;
            } else {
                Data.restore(machine, saved);
            }
        }
    }

    /** Begins {@code left // right}. */
    record Prefer(int found, Target otherwise) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[found] = BooleanNode.FALSE;
            machine.fork(ForkKind.JUMP, otherwise.index);
        }
    }

    record Preferred(int found, Target end) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (JqValues.truthy(machine.value)) {
                machine.frame.slots[found] = BooleanNode.TRUE;
                machine.next = end.index;
            } else {
                machine.backtrack();
            }
        }
    }

    /** Begins the right side of {@code //}, unless the left side gave a result. */
    record Otherwise(int found) implements Instruction {
        @Override
        public void run(Machine machine) {
            if (BooleanNode.TRUE.equals(machine.frame.slots[found])) {
                machine.backtrack();
            }
        }
    }

    record TryBegin(int mark, Target handler) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[mark] = machine.forks();
            machine.fork(ForkKind.TRY, handler.index);
        }
    }

    /** Leaves a try's body: when nothing in it can give a second result, the try is over. */
    record TryEnd(int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            int begin = (Integer) Objects.requireNonNull(machine.frame.slots[mark]);
            if (machine.forks() == begin + 1) {
                machine.cut(begin);
            } else {
                machine.fork(ForkKind.TRY_EXIT, begin);
            }
        }
    }

    record Label(int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[mark] = machine.forks();
            machine.fork(ForkKind.LABEL, 0);
        }
    }

    record LabelEnd(int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            int begin = (Integer) Objects.requireNonNull(machine.frame.slots[mark]);
            if (machine.forks() == begin + 1) {
                machine.cut(begin);
            }
        }
    }

    record Break(int levels, int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.cut((Integer) Objects.requireNonNull(machine.outer(levels).slots[mark]));
            machine.backtrack();
        }
    }

    /** Errors from here on go to the target, until the machine backtracks over this. */
    record OnError(Target target) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.fork(ForkKind.ERROR_JUMP, target.index);
        }
    }

    /** Remembers how many forks there are. */
    record Mark(int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.frame.slots[mark] = machine.forks();
        }
    }

    /** Drops the forks made since the mark. */
    record Cut(int mark) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.cut((Integer) Objects.requireNonNull(machine.frame.slots[mark]));
        }
    }
}
