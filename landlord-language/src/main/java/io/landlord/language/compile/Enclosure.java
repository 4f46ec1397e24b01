package io.landlord.language.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells how <code>${ }</code> stands in a text: around the whole of it, or somewhere within. */
final class Enclosure {
    private static final int LONGEST_REWRITE = 200;

    private Enclosure() {}

    /**
     * The inside of an expression, and where it begins in the text.
     *
     * @param source without the space around it
     */
    record Inside(String source, int start) {}

    private record Part(String text, boolean expression) {}

    /** The inside, when the text is wholly <code>${ ... }</code> but for space around it. */
    static Optional<Inside> inside(String text) {
        int from = skipSpace(text, 0);
        int to = text.stripTrailing().length();
        if (!text.startsWith("${", from) || to < from + 3 || text.charAt(to - 1) != '}') {
            return Optional.empty();
        }
        int close = close(text, from + 2);
        if (close >= 0 && close != to - 1) {
            return Optional.empty();
        }
        int start = skipSpace(text, from + 2);
        return Optional.of(new Inside(
                text.substring(Math.min(start, to - 1), to - 1).stripTrailing(), start));
    }

    /** The whole text as an expression that stands bare. */
    static Inside bare(String text) {
        return new Inside(text.strip(), skipSpace(text, 0));
    }

    /** Whether something that looks like an expression stands within the text. */
    static boolean isWithin(String text) {
        return text.contains("${");
    }

    /** Whether an enclosure begins within an expression; in a string of jq it is text like any other. */
    static boolean standsInCode(String source) {
        boolean inString = false;
        for (int at = 0; at < source.length(); at++) {
            char character = source.charAt(at);
            if (character == '"') {
                inString = !inString;
            } else if (character == '\\') {
                at++;
            } else if (!inString && source.startsWith("${", at)) {
                return true;
            }
        }
        return false;
    }

    /** What the text would be as one expression; empty when its parts cannot be told or it would be long. */
    static Optional<String> rewrite(String text) {
        List<Part> parts = parts(text.strip());
        if (parts.stream().noneMatch(Part::expression)) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder("${ \"");
        for (Part part : parts) {
            out.append(part.expression() ? "\\(" + part.text().strip() + ")" : quoted(part.text()));
        }
        out.append("\" }");
        return out.length() > LONGEST_REWRITE ? Optional.empty() : Optional.of(out.toString());
    }

    /** The text without its enclosures, in case the whole was meant to be one expression. */
    static Optional<String> unwrap(String text) {
        List<Part> parts = parts(text.strip());
        if (parts.stream().noneMatch(Part::expression)) {
            return Optional.empty();
        }
        String bare = parts.stream()
                .map(part -> part.expression() ? part.text().strip() : part.text())
                .collect(Collectors.joining());
        return bare.length() > LONGEST_REWRITE ? Optional.empty() : Optional.of(bare);
    }

    private static List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        int from = 0;
        for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", from)) {
            int close = close(text, open + 2);
            if (close < 0) {
                return List.of();
            }
            parts.add(new Part(text.substring(from, open), false));
            parts.add(new Part(text.substring(open + 2, close), true));
            from = close + 1;
        }
        parts.add(new Part(text.substring(from), false));
        return parts;
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    /** The brace that closes what stands open at this index; braces in jq's strings count for nothing. */
    private static int close(String text, int from) {
        Deque<Character> open = new ArrayDeque<>();
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            boolean inString = !open.isEmpty() && open.peek() == '"';
            if (inString) {
                at += inString(text, at, open);
            } else if (character == '"' || character == '{' || character == '(') {
                open.push(character);
            } else if (character == '}' && open.isEmpty()) {
                return at;
            } else if ((character == '}' || character == ')') && !open.isEmpty()) {
                open.pop();
            }
        }
        return -1;
    }

    /** Takes one step within a string; returns how many further characters that was. */
    private static int inString(String text, int at, Deque<Character> open) {
        if (text.charAt(at) == '"') {
            open.pop();
            return 0;
        }
        if (text.charAt(at) != '\\') {
            return 0;
        }
        if (text.startsWith("\\(", at)) {
            open.push('(');
        }
        return 1;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
