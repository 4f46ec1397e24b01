package io.landlord.jq;

/** The instructions of a program, a function or an argument, and how many slots a frame of it has. */
final class Code {
    final String name;
    Instruction[] instructions = {};
    int slots;

    Code(String name) {
        this.name = name;
    }
}
