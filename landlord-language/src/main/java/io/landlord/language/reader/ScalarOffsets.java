package io.landlord.language.reader;

/**
 * Finds the characters of a scalar's value in the text it was written in, going along both together: a character of the
 * value that is no white space skips indentation in the text, an escape of the text is one character of the value.
 */
final class ScalarOffsets {
    private final String text;
    private final Node.Scalar scalar;

    ScalarOffsets(String text, Node.Scalar scalar) {
        this.text = text;
        this.scalar = scalar;
    }

    /** The offset in the text of the value's character at this index, or of the value's end. */
    int of(int index) {
        String value = scalar.text();
        int at = start();
        int end = Math.min(index, value.length());
        for (int done = 0; done < end; done++) {
            at = align(at, value.charAt(done));
            boolean pair = text.startsWith("\\U", at) && Character.isHighSurrogate(value.charAt(done));
            at += width(at);
            done += pair ? 1 : 0;
        }
        return index < value.length() ? align(at, value.charAt(index)) : at;
    }

    private int start() {
        return switch (scalar.style()) {
            case PLAIN -> scalar.offset();
            case SINGLE_QUOTED, DOUBLE_QUOTED -> scalar.offset() + 1;
            case LITERAL, FOLDED -> afterHeader();
        };
    }

    /** A block's value begins below the line of its {@code |} or {@code >}. */
    private int afterHeader() {
        int at = text.indexOf('\n', scalar.offset());
        return at < 0 ? text.length() : at + 1;
    }

    private int align(int from, char wanted) {
        int at = from;
        if (isDoubleQuoted() && text.startsWith("\\", at) && isBreak(at + 1)) {
            at = skipSpace(at + 1);
        }
        return isSpace(wanted) ? at : skipSpace(at);
    }

    private int width(int at) {
        if (scalar.style() == Node.Style.SINGLE_QUOTED) {
            return text.startsWith("''", at) ? 2 : 1;
        }
        if (!isDoubleQuoted() || !text.startsWith("\\", at) || at + 1 >= text.length()) {
            return text.startsWith("\r\n", at) ? 2 : 1;
        }
        return switch (text.charAt(at + 1)) {
            case 'x' -> 4;
            case 'u' -> 6;
            case 'U' -> 10;
            default -> 2;
        };
    }

    private boolean isDoubleQuoted() {
        return scalar.style() == Node.Style.DOUBLE_QUOTED;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean isBreak(int at) {
        return at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r');
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }
}
