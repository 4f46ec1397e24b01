package io.landlord.jq.regex;

/** A place in a pattern's code points. */
final class Cursor {
    static final int END = -1;

    private final int[] text;
    private int at;

    Cursor(String pattern) {
        this.text = pattern.codePoints().toArray();
    }

    int at() {
        return at;
    }

    void backTo(int place) {
        at = place;
    }

    boolean atEnd() {
        return at >= text.length;
    }

    /** The code point {@code ahead} places further on, or {@link #END}. */
    int peek(int ahead) {
        return at + ahead < text.length ? text[at + ahead] : END;
    }

    int peek() {
        return peek(0);
    }

    int next() {
        return atEnd() ? END : text[at++];
    }

    boolean accept(int wanted) {
        if (peek() != wanted || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    boolean accept(String wanted) {
        for (int i = 0; i < wanted.length(); i++) {
            if (peek(i) != wanted.charAt(i)) {
                return false;
            }
        }
        at += wanted.length();
        return true;
    }

    /** What stands before the next {@code end}, which is skipped. */
    String until(int end, String whenMissing) {
        StringBuilder out = new StringBuilder();
        for (int c = next(); c != end; c = next()) {
            if (c == END) {
                throw RegexException.failure(whenMissing);
            }
            out.appendCodePoint(c);
        }
        return out.toString();
    }

    /** Reads at most {@code most} digits of a radix; -1 when there is none. */
    int digits(int radix, int most) {
        int value = -1;
        for (int i = 0; i < most && peek() != END && Character.digit(ascii(peek()), radix) >= 0; i++) {
            long longer = Math.max(value, 0) * (long) radix + Character.digit(next(), radix);
            value = (int) Math.min(longer, Integer.MAX_VALUE);
        }
        return value;
    }

    private static int ascii(int c) {
        return c < 0x80 ? c : ' ';
    }
}
