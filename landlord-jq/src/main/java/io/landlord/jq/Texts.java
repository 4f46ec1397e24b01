package io.landlord.jq;

import io.landlord.jq.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Strings as jq sees them: ordered by code point, shortened in messages. */
final class Texts {
    private static final int MESSAGE_BYTES = 29;

    private Texts() {}

    /** The text of a string node. */
    static String of(JsonNode string) {
        return string.isString() ? string.stringValue() : string.asString("");
    }

    /** Compares by code point, which differs from {@link String#compareTo} beyond the basic plane. */
    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int i = 0; i < common; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean high = Character.isSurrogate(a);
                return high == Character.isSurrogate(b) ? Character.compare(a, b) : high ? 1 : -1;
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** "kind (value)", with the value shortened, as jq's messages have it. */
    static String describe(JsonNode value) {
        return Kind.of(value).title + " (" + dump(value, MESSAGE_BYTES) + ")";
    }

    /** The value's JSON of at most so many bytes of UTF-8; what is cut off is shown as three dots. */
    static String dump(JsonNode value, int limit) {
        String text = prefix(value, limit);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= limit) {
            return text;
        }
        String end = switch (Kind.of(value)) {
            case STRING -> "...\"";
            case ARRAY -> "...]";
            case OBJECT -> "...}";
            case NULL, FALSE, TRUE, NUMBER -> "...";
        };
        int keep = limit - end.length();
        while ((bytes[keep] & 0xC0) == 0x80) {
            keep--;
        }
        return new String(bytes, 0, keep, StandardCharsets.UTF_8) + end;
    }

    /** Enough of the value's JSON to fill the limit. */
    private static String prefix(JsonNode value, int limit) {
        StringBuilder out = new StringBuilder();
        Deque<Iterator<?>> open = new ArrayDeque<>();
        Deque<Character> ends = new ArrayDeque<>();
        begin(value, out, open, ends, limit);
        while (!open.isEmpty() && out.length() <= limit) {
            Iterator<?> children = open.peek();
            if (!children.hasNext()) {
                open.pop();
                out.append(ends.pop());
                continue;
            }
            char last = out.charAt(out.length() - 1);
            if (last != '[' && last != '{') {
                out.append(',');
            }
            Object child = children.next();
            if (child instanceof Map.Entry<?, ?> entry) {
                quote((String) entry.getKey(), out, limit);
                out.append(':');
                begin((JsonNode) entry.getValue(), out, open, ends, limit);
            } else {
                begin((JsonNode) child, out, open, ends, limit);
            }
        }
        return out.toString();
    }

    private static void begin(
            JsonNode value, StringBuilder out, Deque<Iterator<?>> open, Deque<Character> ends, int limit) {
        switch (Kind.of(value)) {
            case NULL -> out.append("null");
            case FALSE -> out.append("false");
            case TRUE -> out.append("true");
            case NUMBER -> out.append(JsonText.number(JqValues.numeric(value)));
            case STRING -> quote(of(value), out, limit);
            case ARRAY -> {
                out.append('[');
                open.push(value.iterator());
                ends.push(']');
            }
            case OBJECT -> {
                out.append('{');
                open.push(value.properties().iterator());
                ends.push('}');
            }
        }
    }

    private static void quote(String text, StringBuilder out, int limit) {
        out.append('"');
        for (int i = 0; i < text.length() && i <= limit; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /** Half surrogate pairs become U+FFFD, because jq's strings are UTF-8. */
    static String repaired(String text) {
        boolean sound = true;
        for (int i = 0; i < text.length() && sound; i++) {
            sound = !Character.isSurrogate(text.charAt(i));
        }
        if (sound) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c));
        return out.toString();
    }
}
