package io.landlord.jq;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Instructions that enter and leave functions. */
final class Calls {
    /** The level of functions that need no frame around them. */
    static final int NO_FRAME = -1;

    private static final int DEEPEST = 100_000;
    private static final JsonNode[] NO_VALUES = {};

    private Calls() {}

    /** What becomes of an argument at a call. */
    sealed interface Argument {
        Closure bind(Evaluator evaluator);

        /** A program written at the call. */
        record Written(Code code) implements Argument {
            @Override
            public Closure bind(Evaluator evaluator) {
                return new Closure(code, evaluator.frame);
            }
        }

        /** A parameter handed on. */
        record Passed(int levels, int slot) implements Argument {
            @Override
            public Closure bind(Evaluator evaluator) {
                return (Closure) Objects.requireNonNull(evaluator.outer(levels).slots[slot]);
            }
        }

        /** A function without parameters, by name. */
        record Named(Code code, int levels) implements Argument {
            @Override
            public Closure bind(Evaluator evaluator) {
                return new Closure(code, around(evaluator, levels));
            }
        }
    }

    private static @Nullable Frame around(Evaluator evaluator, int levels) {
        return levels == NO_FRAME ? null : evaluator.outer(levels);
    }

    /** Calls a function; a call in tail position takes the place of its caller. */
    record Call(Code code, int levels, List<Argument> arguments, boolean tail) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            Frame outer = around(evaluator, levels);
            Frame here = evaluator.frame;
            evaluator.enter(code, outer, tail);
            Frame callee = evaluator.frame;
            if (!arguments.isEmpty()) {
                evaluator.frame = here;
                for (int i = 0; i < arguments.size(); i++) {
                    Closure argument = arguments.get(i).bind(evaluator);
                    callee.slots[i] = argument;
                    nest(callee, argument.outer());
                }
                evaluator.frame = callee;
            }
        }
    }

    private static void nest(Frame callee, @Nullable Frame kept) {
        if (kept != null) {
            callee.nesting = Math.max(callee.nesting, kept.nesting + 1);
            if (callee.nesting > DEEPEST) {
                throw new JqLimitException("the expression nests arguments more than " + DEEPEST + " levels deep");
            }
        }
    }

    /**
     * Lets go of the arguments once their values are in variables and no more values can come, so that loops with such
     * parameters keep no frames.
     */
    record DropArguments(int count, int mark) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            Frame frame = evaluator.frame;
            if (evaluator.forks() != (Integer) Objects.requireNonNull(frame.slots[mark])) {
                return;
            }
            Arrays.fill(frame.slots, 0, count, null);
            frame.nesting = frame.outer == null ? 0 : frame.outer.nesting;
        }
    }

    record CallParameter(int levels, int slot, boolean tail) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            Closure closure = (Closure) Objects.requireNonNull(evaluator.outer(levels).slots[slot]);
            evaluator.enter(closure.code(), closure.outer(), tail);
        }
    }

    record Return() implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.leave();
        }
    }

    record CallNative(NativeFunction function, List<Operand> arguments) implements Instruction {
        @Override
        public void run(Evaluator evaluator) {
            evaluator.value = function.call(evaluator, evaluator.value, values(evaluator));
        }

        private JsonNode[] values(Evaluator evaluator) {
            if (arguments.isEmpty()) {
                return NO_VALUES;
            }
            JsonNode[] values = new JsonNode[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).get(evaluator);
            }
            return values;
        }
    }
}
