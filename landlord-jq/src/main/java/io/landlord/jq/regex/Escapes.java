package io.landlord.jq.regex;

/** Escapes that mean the same inside and outside of brackets; the backslash is already read. */
final class Escapes {
    private Escapes() {}

    /** The type a letter names, or {@link CharTest#NOTHING} when it names none; reads a property's braces too. */
    static CharTest type(int letter, Cursor in) {
        return switch (letter) {
            case 'd' -> CharTypes.DIGIT;
            case 'D' -> CharTypes.DIGIT.not();
            case 'w' -> CharTypes.WORD;
            case 'W' -> CharTypes.WORD.not();
            case 's' -> CharTypes.SPACE;
            case 'S' -> CharTypes.SPACE.not();
            case 'p', 'P' -> property(letter == 'P', in);
            default -> CharTest.NOTHING;
        };
    }

    private static CharTest property(boolean negated, Cursor in) {
        if (!in.accept('{')) {
            return CharTest.NOTHING;
        }
        boolean flipped = in.accept('^') != negated;
        CharTest test = CharTypes.property(in.until('}', "end pattern with unmatched parenthesis"));
        return flipped ? test.not() : test;
    }

    /** The code point an escape stands for; a letter without a meaning stands for itself. */
    static int character(int letter, Cursor in) {
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> 0x07;
            case 'e' -> 0x1B;
            case 'c' -> control(in);
            case 'x' -> hexadecimal(in);
            case 'o' -> in.accept('{') ? braced(in, 8, 11) : 'o';
            case '0' -> plainByte(Math.max(in.digits(8, 2), 0));
            case Cursor.END -> throw RegexException.failure("end pattern at escape");
            default -> letter;
        };
    }

    /** An octal number whose first digit was read. */
    static int octal(int first, Cursor in) {
        in.backTo(in.at() - 1);
        int value = in.digits(8, 3);
        return value < 0 ? first : plainByte(value);
    }

    private static int control(Cursor in) {
        int c = in.next();
        if (c == Cursor.END) {
            throw RegexException.failure("end pattern at control");
        }
        return c == '?' ? 0x7F : c & 0x9F;
    }

    private static int hexadecimal(Cursor in) {
        return in.accept('{') ? braced(in, 16, 8) : plainByte(Math.max(in.digits(16, 2), 0));
    }

    /** Short escapes name bytes of UTF-8, and a byte over 127 alone is no character. */
    private static int plainByte(int value) {
        if (value > 0x7F) {
            throw RegexException.failure("too short multibyte code string");
        }
        return value;
    }

    private static int braced(Cursor in, int radix, int most) {
        int value = in.digits(radix, most);
        if (value < 0 || !in.accept('}')) {
            throw RegexException.failure("invalid code point value");
        }
        if (value > Character.MAX_CODE_POINT) {
            throw RegexException.failure("too big wide-char value");
        }
        return value;
    }
}
