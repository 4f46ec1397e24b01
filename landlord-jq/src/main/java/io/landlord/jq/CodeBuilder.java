package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;

/** Writes the instructions of one {@link Code}. */
final class CodeBuilder {
    final Code code;
    /** How many frames are around a frame of this code. */
    final int level;

    private final List<Instruction> instructions = new ArrayList<>();

    CodeBuilder(String name, int level) {
        this.code = new Code(name);
        this.level = level;
    }

    void add(Instruction instruction) {
        instructions.add(instruction);
    }

    /** Where the next instruction will be. */
    int position() {
        return instructions.size();
    }

    void replace(int position, Instruction instruction) {
        instructions.set(position, instruction);
    }

    void place(Instruction.Target target) {
        target.index = instructions.size();
    }

    /** Reserves slots of the frame; gives the first. */
    int slots(int count) {
        int first = code.slots;
        code.slots += count;
        return first;
    }

    Code finish(Instruction last) {
        add(last);
        code.instructions = instructions.toArray(Instruction[]::new);
        for (int i = 0; i < code.instructions.length; i++) {
            if (endsAfter(i + 1)) {
                code.instructions[i] = inTailPosition(code.instructions[i]);
            }
        }
        return code;
    }

    private boolean endsAfter(int index) {
        int at = index;
        while (at < code.instructions.length && code.instructions[at] instanceof Flow.Jump jump) {
            at = jump.target().index;
        }
        return at < code.instructions.length && code.instructions[at] instanceof Calls.Return;
    }

    private static Instruction inTailPosition(Instruction instruction) {
        return switch (instruction) {
            case Calls.Call call -> new Calls.Call(call.code(), call.levels(), call.arguments(), true);
            case Calls.CallParameter call -> new Calls.CallParameter(call.levels(), call.slot(), true);
            default -> instruction;
        };
    }
}
