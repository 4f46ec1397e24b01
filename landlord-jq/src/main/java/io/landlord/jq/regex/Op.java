package io.landlord.jq.regex;

/** What an instruction of the matching machine does; its operands are those of {@link Instruction}. */
enum Op {
    /** Takes one code point that passes the test. */
    ONE,
    /** Register a = position. */
    POSITION,
    /** Position = register a. */
    RETURN_TO,
    /** Fails unless the position is that of register a. */
    AT,
    /** Group a ends here; register b has its start. */
    CAPTURE,
    /** Register a = 0. */
    ZERO,
    /** Register a + 1. */
    INCREMENT,
    /** Register a - 1. */
    DECREMENT,
    /** Goes on; if that fails, at a. */
    SPLIT,
    JUMP,
    /** Jumps to b if the position is still that of register a. */
    IF_EMPTY,
    /** Counter in register a, at least c and at most d rounds, exit at b; prefers another round. */
    LOOP,
    /** As LOOP, but prefers the exit. */
    LAZY_LOOP,
    /** Register a = height of the backtracking stack. */
    HEIGHT,
    /** Forgets the choices above the height in register a. */
    COMMIT,
    /** Undoes all down to the height in register a, then fails. */
    REJECT,
    /** Register a = position - b, or fails where the text does not reach back that far. */
    BEHIND,
    /** Moves to the place in register a; if that fails and c characters before register b allow it, goes on at d. */
    BEHIND_TRY,
    /** Takes what group list a matched; b is 1 where case is ignored. */
    SAME,
    /** Jumps to b unless a group of list a took part. */
    UNLESS_SET,
    CALL,
    RETURN,
    MATCH,
    BEGIN_TEXT,
    END_TEXT,
    END_TEXT_OR_LAST_NEWLINE,
    BEGIN_LINE,
    END_LINE,
    WORD_EDGE,
    NO_WORD_EDGE,
    SEARCH_START
}
