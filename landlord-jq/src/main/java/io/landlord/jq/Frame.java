package io.landlord.jq;

import org.jspecify.annotations.Nullable;

/**
 * One activation of a {@link Code}. Slots are overwritten when the evaluator backtracks; because forks end in the reverse
 * order of their beginning, nobody who needs an old value can come back to it.
 */
final class Frame {
    final Code code;
    final @Nullable Frame outer;
    final @Nullable Frame caller;
    final int returnTo;
    final int depth;
    /** How many frames are kept alive, one by the other, through the arguments of this one. */
    int nesting;

    final @Nullable Object[] slots;

    Frame(Code code, @Nullable Frame outer, @Nullable Frame caller, int returnTo) {
        this.code = code;
        this.outer = outer;
        this.caller = caller;
        this.returnTo = returnTo;
        this.depth = caller == null ? 0 : caller.depth + 1;
        this.nesting = outer == null ? 0 : outer.nesting;
        this.slots = new Object[code.slots];
    }
}
