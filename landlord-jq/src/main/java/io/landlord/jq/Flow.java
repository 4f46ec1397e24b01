package io.landlord.jq;

import io.landlord.jq.Evaluator.ForkKind;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Instructions that decide where the evaluator goes on. */
final class Flow {
    private Flow() {}

    record Jump(Target target) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.next = target.index;
        }
    }

    /** Goes on here first, and at the target when the evaluator backtracks. */
    record Fork(Target target) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.fork(ForkKind.JUMP, target.index);
        }
    }

    record Backtrack() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.backtrack();
        }
    }

    /** The end of the program: the value is a result. */
    record Yield() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.give();
        }
    }

    /** Takes back the saved input; goes to the target when the value at hand was not true. */
    record Branch(int saved, boolean lent, Target otherwise) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            boolean truth = JqValues.truthy(evaluator.value);
            Data.restore(evaluator, saved);
            if (lent) {
                Data.reclaim(evaluator, saved);
            }
            if (!truth) {
                evaluator.next = otherwise.index;
            }
        }
    }

    /** After the left side of {@code and} and {@code or}: the end when it decides, else the input for the right side. */
    record Decide(int saved, boolean deciding, Target end) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (JqValues.truthy(evaluator.value) == deciding) {
                evaluator.value = BooleanNode.valueOf(deciding);
                evaluator.next = end.index;
            } else {
                evaluator.value = (JsonNode) Objects.requireNonNull(evaluator.frame.slots[saved]);
            }
        }
    }

    record ToBoolean() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = BooleanNode.valueOf(JqValues.truthy(evaluator.value));
        }
    }

    /** After a left side of {@code //} that gives one result: the end if it is true, else the input for the right side. */
    record PreferOnly(int saved, Target end) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (JqValues.truthy(evaluator.value)) {
                evaluator.next = end.index;
            } else {
                Data.restore(evaluator, saved);
            }
        }
    }

    /** Begins {@code left // right}. */
    record Prefer(int found, Target otherwise) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[found] = BooleanNode.FALSE;
            evaluator.fork(ForkKind.JUMP, otherwise.index);
        }
    }

    record Preferred(int found, Target end) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (JqValues.truthy(evaluator.value)) {
                evaluator.frame.slots[found] = BooleanNode.TRUE;
                evaluator.next = end.index;
            } else {
                evaluator.backtrack();
            }
        }
    }

    /** Begins the right side of {@code //}, unless the left side gave a result. */
    record Otherwise(int found) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            if (BooleanNode.TRUE.equals(evaluator.frame.slots[found])) {
                evaluator.backtrack();
            }
        }
    }

    record TryBegin(int mark, Target handler) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[mark] = evaluator.forks();
            evaluator.fork(ForkKind.TRY, handler.index);
        }
    }

    /** Leaves a try's body: when nothing in it can give a second result, the try is over. */
    record TryEnd(int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            int begin = (Integer) Objects.requireNonNull(evaluator.frame.slots[mark]);
            if (evaluator.forks() == begin + 1) {
                evaluator.cut(begin);
            } else {
                evaluator.fork(ForkKind.TRY_EXIT, begin);
            }
        }
    }

    record Label(int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[mark] = evaluator.forks();
            evaluator.fork(ForkKind.LABEL, 0);
        }
    }

    record LabelEnd(int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            int begin = (Integer) Objects.requireNonNull(evaluator.frame.slots[mark]);
            if (evaluator.forks() == begin + 1) {
                evaluator.cut(begin);
            }
        }
    }

    record Break(int levels, int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.cut((Integer) Objects.requireNonNull(evaluator.outer(levels).slots[mark]));
            evaluator.backtrack();
        }
    }

    /** Errors from here on go to the target, until the evaluator backtracks over this. */
    record OnError(Target target) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.fork(ForkKind.ERROR_JUMP, target.index);
        }
    }

    /** Remembers how many forks there are. */
    record Mark(int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.frame.slots[mark] = evaluator.forks();
        }
    }

    /** Drops the forks made since the mark. */
    record Cut(int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.cut((Integer) Objects.requireNonNull(evaluator.frame.slots[mark]));
        }
    }
}
