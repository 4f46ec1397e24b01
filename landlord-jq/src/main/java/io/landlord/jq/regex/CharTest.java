package io.landlord.jq.regex;

/** A test of one code point, pure and of small constant cost. */
@FunctionalInterface
interface CharTest {
    CharTest NOTHING = c -> false;
    CharTest ANYTHING = c -> true;
    CharTest NOT_NEWLINE = c -> c != '\n';

    boolean accepts(int c);

    default CharTest not() {
        return c -> !accepts(c);
    }

    static CharTest literal(int wanted, boolean ignoreCase) {
        if (!ignoreCase) {
            return c -> c == wanted;
        }
        int folded = fold(wanted);
        return c -> c == wanted || fold(c) == folded;
    }

    static CharTest set(int... members) {
        return c -> {
            for (int member : members) {
                if (member == c) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Simple case folding; upper case first, so that letters like the long s meet their plain form. */
    static int fold(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
