package io.landlord.jq.regex;

import io.landlord.jq.regex.Node.Reference;
import java.util.List;

/** Reads escapes outside of brackets, and what names a group: references, calls and conditions. */
final class EscapeParser {
    private static final CharTest NEWLINES = CharTest.set('\n', 0x0B, 0x0C, '\r', 0x85, 0x2028, 0x2029);
    private static final Node GENERAL_NEWLINE = new Node.Atomic(new Node.Choice(List.of(
            new Node.Sequence(List.of(new Node.One(c -> c == '\r'), new Node.One(c -> c == '\n'))),
            new Node.One(NEWLINES))));

    private final Cursor in;

    EscapeParser(Cursor in) {
        this.in = in;
    }

    /** Reads what follows a backslash, after {@code groups} groups were opened. */
    Node parse(Options options, int groups) {
        int letter = in.next();
        return switch (letter) {
            case 'A' -> new Node.Assertion(Op.BEGIN_TEXT);
            case 'Z' -> new Node.Assertion(Op.END_TEXT_OR_LAST_NEWLINE);
            case 'z' -> new Node.Assertion(Op.END_TEXT);
            case 'b' -> new Node.Assertion(Op.WORD_EDGE);
            case 'B' -> new Node.Assertion(Op.NO_WORD_EDGE);
            case 'G' -> new Node.Assertion(Op.SEARCH_START);
            case 'K' -> new Node.Keep();
            case 'R' -> GENERAL_NEWLINE;
            case 'N' -> new Node.One(CharTest.NOT_NEWLINE);
            case 'O' -> new Node.One(CharTest.ANYTHING);
            case 'X', 'y', 'Y' -> throw RegexException.failure("\\" + Character.toString(letter) + " is not supported");
            case 'k' -> backReference(options, groups);
            case 'g' -> call(groups);
            case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbered(letter, options, groups);
            default -> character(letter, options);
        };
    }

    /** Reads what follows {@code (?(}, up to and with the closing parenthesis of the condition. */
    Reference condition(int groups) {
        int open = in.peek();
        if (open == '<' || open == '\'') {
            in.next();
            Reference to = reference(open == '<' ? '>' : '\'', groups);
            if (!in.accept(')')) {
                throw RegexException.failure("invalid if-else syntax");
            }
            return to;
        }
        if (open != '-' && (open < '0' || open > '9')) {
            throw RegexException.failure("invalid if-else syntax");
        }
        return reference(')', groups);
    }

    private Node character(int letter, Options options) {
        CharTest type = Escapes.type(letter, in);
        if (type != CharTest.NOTHING) {
            return new Node.One(type);
        }
        return new Node.One(CharTest.literal(Escapes.character(letter, in), options.ignoreCase()));
    }

    /** One digit is always a group; more digits are one if there are that many groups, else an octal number. */
    private Node numbered(int letter, Options options, int groups) {
        int start = in.at();
        in.backTo(start - 1);
        int number = in.digits(10, 9);
        if (number <= 9 || number <= groups) {
            return new Node.BackReference(new Reference(null, number), options.ignoreCase());
        }
        in.backTo(start);
        int c = letter <= '7' ? Escapes.octal(letter, in) : letter;
        return new Node.One(CharTest.literal(c, options.ignoreCase()));
    }

    private Node backReference(Options options, int groups) {
        int end = opening();
        if (end == Cursor.END) {
            return new Node.One(CharTest.literal('k', options.ignoreCase()));
        }
        return new Node.BackReference(reference(end, groups), options.ignoreCase());
    }

    private Node call(int groups) {
        int end = opening();
        return end == Cursor.END ? new Node.One(CharTest.literal('g', false)) : new Node.Call(reference(end, groups));
    }

    private int opening() {
        if (in.accept('<')) {
            return '>';
        }
        return in.accept('\'') ? '\'' : Cursor.END;
    }

    private Reference reference(int end, int groups) {
        String text = in.until(end, "end pattern with unmatched parenthesis");
        if (text.isEmpty()) {
            throw RegexException.failure("group name is empty");
        }
        if (!text.matches("[-+]?[0-9]+")) {
            return new Reference(text, 0);
        }
        int number = text.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(text);
        return new Reference(
                null,
                switch (text.charAt(0)) {
                    case '-' -> groups + 1 + number;
                    case '+' -> groups + number;
                    default -> number;
                });
    }
}
