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
        Closure bind(Machine machine);

        /** A program written at the call. */
        record Written(Code code) implements Argument {
            @Override
            public Closure bind(Machine machine) {
                return new Closure(code, machine.frame);
            }
        }

        /** A parameter handed on. */
        record Passed(int levels, int slot) implements Argument {
            @Override
            public Closure bind(Machine machine) {
                return (Closure) Objects.requireNonNull(machine.outer(levels).slots[slot]);
            }
        }

        /** A function without parameters, by name. */
        record Named(Code code, int levels) implements Argument {
            @Override
            public Closure bind(Machine machine) {
                return new Closure(code, around(machine, levels));
            }
        }
    }

    private static @Nullable Frame around(Machine machine, int levels) {
        return levels == NO_FRAME ? null : machine.outer(levels);
    }

    /** Calls a function; a call in tail position takes the place of its caller. */
    record Call(Code code, int levels, List<Argument> arguments, boolean tail) implements Instruction {
        @Override
        public void run(Machine machine) {
            Frame outer = around(machine, levels);
            Frame here = machine.frame;
            machine.enter(code, outer, tail);
            Frame callee = machine.frame;
            if (!arguments.isEmpty()) {
                machine.frame = here;
                for (int i = 0; i < arguments.size(); i++) {
                    Closure argument = arguments.get(i).bind(machine);
                    callee.slots[i] = argument;
                    nest(callee, argument.outer());
                }
                machine.frame = callee;
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
        public void run(Machine machine) {
            Frame frame = machine.frame;
            if (machine.forks() != (Integer) Objects.requireNonNull(frame.slots[mark])) {
                return;
            }
            Arrays.fill(frame.slots, 0, count, null);
            frame.nesting = frame.outer == null ? 0 : frame.outer.nesting;
        }
    }

    record CallParameter(int levels, int slot, boolean tail) implements Instruction {
        @Override
        public void run(Machine machine) {
            Closure closure = (Closure) Objects.requireNonNull(machine.outer(levels).slots[slot]);
            machine.enter(closure.code(), closure.outer(), tail);
        }
    }

    record Return() implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.leave();
        }
    }

    record CallNative(NativeFunction function, List<Operand> arguments) implements Instruction {
        @Override
        public void run(Machine machine) {
            machine.value = function.call(machine, machine.value, values(machine));
        }

        private JsonNode[] values(Machine machine) {
            if (arguments.isEmpty()) {
                return NO_VALUES;
            }
            JsonNode[] values = new JsonNode[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = arguments.get(i).get(machine);
            }
            return values;
        }
    }
}
