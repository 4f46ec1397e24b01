package io.landlord.jq.regex;

/** Reads a bracket expression; in this syntax a bracket in it is a plain character, and so is {@code &&}. */
final class BracketParser {
    private static final int NO_CHARACTER = -2;

    private final Cursor in;
    private final boolean ignoreCase;

    BracketParser(Cursor in, boolean ignoreCase) {
        this.in = in;
        this.ignoreCase = ignoreCase;
    }

    /** Reads what follows an opening bracket, up to and with the closing one. */
    CharTest parse() {
        boolean negated = in.accept('^');
        CharClass members = new CharClass();
        boolean first = true;
        while (first || in.peek() != ']') {
            if (in.atEnd()) {
                throw RegexException.failure("premature end of char-class");
            }
            if (first && in.peek() == ']' && !closesLater()) {
                throw RegexException.failure("empty char-class");
            }
            first = false;
            item(members);
        }
        in.next();
        return members.test(ignoreCase, negated);
    }

    private boolean closesLater() {
        for (int i = 1; in.peek(i) != Cursor.END; i++) {
            if (in.peek(i) == ']') {
                return true;
            }
        }
        return false;
    }

    private void item(CharClass members) {
        int from = character(members);
        if (from == NO_CHARACTER) {
            return;
        }
        if (in.peek() != '-' || in.peek(1) == ']' || in.peek(1) == Cursor.END) {
            members.add(from, from);
            return;
        }
        in.next();
        int to = character(members);
        if (to == NO_CHARACTER) {
            throw RegexException.failure("char-class value at end of range");
        }
        members.add(from, to);
    }

    /** Reads one character, or adds a set of characters to the members and answers {@link #NO_CHARACTER}. */
    private int character(CharClass members) {
        int start = in.at();
        int c = in.next();
        if (c == '[' && in.peek() == ':' && isPosix()) {
            posix(members, start);
            return NO_CHARACTER;
        }
        if (c != '\\') {
            return c;
        }
        int letter = in.next();
        CharTest type = bracketType(letter);
        if (type != CharTest.NOTHING) {
            members.add(key(start), type);
            return NO_CHARACTER;
        }
        if (letter == 'b') {
            return '\b';
        }
        return letter >= '1' && letter <= '7' ? Escapes.octal(letter, in) : Escapes.character(letter, in);
    }

    /** A word character is a little less in brackets: numbers that are no decimal digits do not count. */
    private CharTest bracketType(int letter) {
        return switch (letter) {
            case 'w' -> CharTypes.posix("word");
            case 'W' -> CharTypes.posix("word").not();
            default -> Escapes.type(letter, in);
        };
    }

    private void posix(CharClass members, int start) {
        in.next();
        boolean negated = in.accept('^');
        CharTest type = CharTypes.posix(in.until(':', "premature end of char-class"));
        in.next();
        members.add(key(start), negated ? type.not() : type);
    }

    private boolean isPosix() {
        for (int i = 1; i < 24 && in.peek(i) != Cursor.END; i++) {
            if (in.peek(i) == ':' && in.peek(i + 1) == ']') {
                return true;
            }
        }
        return false;
    }

    /** The text of an item, so that the same set is tested only once however often it is named. */
    private String key(int start) {
        int end = in.at();
        StringBuilder out = new StringBuilder();
        in.backTo(start);
        while (in.at() < end) {
            out.appendCodePoint(in.next());
        }
        return out.toString();
    }
}
