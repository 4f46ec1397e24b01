package io.landlord.jq.regex;

/** One instruction; what its operands mean depends on the operation, see {@link Op}. */
record Instruction(Op op, int a, int b, int c, int d, CharTest test) {
    Instruction(Op op, int a, int b, int c, int d) {
        this(op, a, b, c, d, CharTest.NOTHING);
    }

    Instruction withA(int target) {
        return new Instruction(op, target, b, c, d, test);
    }

    Instruction withB(int target) {
        return new Instruction(op, a, target, c, d, test);
    }

    Instruction withD(int target) {
        return new Instruction(op, a, b, c, target, test);
    }
}
