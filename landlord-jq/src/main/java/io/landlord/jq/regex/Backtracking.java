package io.landlord.jq.regex;

import java.util.Arrays;

/**
 * The registers of a match and the stack of what to undo and where to go on when it fails. An entry is two numbers:
 * a register and its old value, or a position and the complement of the instruction to go on at.
 */
final class Backtracking {
    private static final int MAX_ENTRIES = 4_000_000;

    private final int[] registers;
    private int[] stack = new int[256];
    private int height;
    private int position;

    Backtracking(int registers) {
        this.registers = new int[registers];
    }

    void reset() {
        Arrays.fill(registers, -1);
        height = 0;
    }

    int get(int register) {
        return registers[register];
    }

    void set(int register, int value) {
        if (registers[register] != value) {
            push(registers[register], register);
            registers[register] = value;
        }
    }

    void choice(int at, int goOn) {
        push(at, ~goOn);
    }

    private void push(int first, int second) {
        if (2 * height == stack.length) {
            if (height >= MAX_ENTRIES) {
                throw RegexException.failure("match-stack limit over");
            }
            stack = Arrays.copyOf(stack, 2 * stack.length);
        }
        stack[2 * height] = first;
        stack[2 * height + 1] = second;
        height++;
    }

    int height() {
        return height;
    }

    /** The position to go on at after {@link #fail()}. */
    int position() {
        return position;
    }

    /** Undoes all down to the last choice and answers where to go on, or -1 when there is no choice left. */
    int fail() {
        while (height > 0) {
            height--;
            int second = stack[2 * height + 1];
            if (second < 0) {
                position = stack[2 * height];
                return ~second;
            }
            registers[second] = stack[2 * height];
        }
        return -1;
    }

    /** Undoes all above a height, choices too. */
    void undoTo(int mark) {
        while (height > mark) {
            height--;
            int second = stack[2 * height + 1];
            if (second >= 0) {
                registers[second] = stack[2 * height];
            }
        }
    }

    /** Forgets the choices above a height; what is to be undone stays. */
    void commitTo(int mark) {
        int kept = mark;
        for (int i = mark; i < height; i++) {
            if (stack[2 * i + 1] >= 0) {
                stack[2 * kept] = stack[2 * i];
                stack[2 * kept + 1] = stack[2 * i + 1];
                kept++;
            }
        }
        height = kept;
    }
}
