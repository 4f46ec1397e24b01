package io.landlord.jq.text;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** What numbers and the insides of strings mean. */
final class Words {
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");

    private Words() {}

    /** The number a word is, or null if it is none. */
    static @Nullable JsonNode number(String word) {
        if (NUMBER.matcher(word).matches()) {
            return JsonText.node(Double.parseDouble(word));
        }
        boolean negative = word.startsWith("-");
        String name = negative || word.startsWith("+") ? word.substring(1) : word;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "nan" -> DoubleNode.valueOf(Double.NaN);
            case "inf", "infinity" ->
                DoubleNode.valueOf(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            default -> null;
        };
    }

    /** @throws IllegalArgumentException if an escape is not valid or a control character is not escaped */
    static String unescaped(CharSequence raw) {
        StringBuilder out = new StringBuilder(raw.length());
        int at = 0;
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c < 0x20) {
                throw new IllegalArgumentException(
                        "Invalid string: control characters from U+0000 through U+001F must be escaped");
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char letter = raw.charAt(at++);
            at = letter == 'u' ? unicode(raw, at, out) : plain(letter, at, out);
        }
        return out.toString();
    }

    private static int plain(char letter, int at, StringBuilder out) {
        out.append(
                switch (letter) {
                    case '"', '\\', '/' -> letter;
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    case 't' -> '\t';
                    default -> throw new IllegalArgumentException("Invalid escape");
                });
        return at;
    }

    private static int unicode(CharSequence raw, int at, StringBuilder out) {
        if (at + 4 > raw.length()) {
            throw new IllegalArgumentException("Invalid \\uXXXX escape");
        }
        int first = hexadecimal(raw, at);
        if (first < 0) {
            throw new IllegalArgumentException("Invalid characters in \\uXXXX escape");
        }
        if (!Character.isSurrogate((char) first)) {
            out.append((char) first);
            return at + 4;
        }
        if (Character.isLowSurrogate((char) first)) {
            out.append('\uFFFD');
            return at + 4;
        }
        int second = isEscape(raw, at + 4) ? hexadecimal(raw, at + 6) : -1;
        if (second < 0 || !Character.isLowSurrogate((char) second)) {
            throw new IllegalArgumentException("Invalid \\uXXXX\\uXXXX surrogate pair escape");
        }
        out.append((char) first).append((char) second);
        return at + 10;
    }

    private static boolean isEscape(CharSequence raw, int at) {
        return at + 6 <= raw.length() && raw.charAt(at) == '\\' && raw.charAt(at + 1) == 'u';
    }

    private static int hexadecimal(CharSequence raw, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = raw.charAt(i) < 0x80 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
