package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts a source into tokens. Strings come in pieces, because programs may stand inside them. */
final class Lexer {
    private static final String[] SYMBOLS = {
        "?//", "//=", "==", "!=", "<=", ">=", "//", "|=", "+=", "-=", "*=", "/=", "%=", "..", ".", "?", "=", ";", ",",
        ":", "|", "+", "-", "*", "/", "%", "$", "<", ">", "(", ")", "[", "]", "{", "}"
    };

    private final String source;
    private final Problems problems;
    private final List<Token> tokens = new ArrayList<>();
    /** What is open: the bracket that closes it, or {@code "} for an interpolation. */
    private final Deque<Character> open = new ArrayDeque<>();

    private int at;

    Lexer(String source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    List<Token> tokens() {
        skipBlanks();
        while (at < source.length()) {
            next();
            skipBlanks();
        }
        tokens.add(new Token(Token.Type.END, "end of the expression", source.length(), 0));
        return tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '"') {
            emit(Token.Type.STRING_START, "\"", 1);
            string();
        } else if (isNameStart(c)) {
            String name = qualifiedName(at);
            emit(Token.Type.NAME, name, name.length());
        } else if (c == '.' && isNameStart(peek(1))) {
            String name = name(at + 1);
            emit(Token.Type.FIELD, name, name.length() + 1);
        } else if (c == '$' && isNameStart(peek(1))) {
            String name = qualifiedName(at + 1);
            emit(Token.Type.VARIABLE, name, name.length() + 1);
        } else if (c == '@' && isNamePart(peek(1))) {
            String name = name(at + 1);
            emit(Token.Type.FORMAT, name, name.length() + 1);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        for (String symbol : SYMBOLS) {
            if (source.startsWith(symbol, at)) {
                bracket(symbol);
                return;
            }
        }
        int length = Character.charCount(source.codePointAt(at));
        throw problems.abandon(at, length, "unexpected character " + show(c), null);
    }

    private String show(char c) {
        return c < ' '
                ? String.format("U+%04X", (int) c)
                : "'" + new String(Character.toChars(source.codePointAt(at))) + "'";
    }

    private void bracket(String symbol) {
        switch (symbol) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (!open.isEmpty() && open.peek() == '"' && symbol.equals(")")) {
                    open.pop();
                    emit(Token.Type.INTERPOLATION_END, ")", 1);
                    string();
                    return;
                }
                if (!open.isEmpty() && open.peek() == symbol.charAt(0)) {
                    open.pop();
                }
            }
            default -> {}
        }
        emit(Token.Type.SYMBOL, symbol, symbol.length());
    }

    private void emit(Token.Type type, String text, int length) {
        tokens.add(new Token(type, text, at, length));
        at += length;
    }

    private void number() {
        int end = at;
        while (isDigit(charAt(end))) {
            end++;
        }
        if (charAt(end) == '.') {
            end++;
            while (isDigit(charAt(end))) {
                end++;
            }
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int digits = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(charAt(digits))) {
                end = digits;
                while (isDigit(charAt(end))) {
                    end++;
                }
            }
        }
        emit(Token.Type.NUMBER, source.substring(at, end), end - at);
    }

    /** The pieces of a string up to its end or to the next interpolation. */
    private void string() {
        int start = at;
        StringBuilder text = new StringBuilder();
        while (true) {
            if (at >= source.length()) {
                throw problems.abandon(start - 1, source.length() - start + 1, "the string is not closed", "add a \"");
            }
            char c = source.charAt(at);
            if (c == '"') {
                piece(start, text);
                emit(Token.Type.STRING_END, "\"", 1);
                return;
            }
            if (c == '\\' && peek(1) == '(') {
                piece(start, text);
                emit(Token.Type.INTERPOLATION_START, "\\(", 2);
                open.push('"');
                return;
            }
            if (c == '\\') {
                escape(text);
            } else {
                text.append(c);
                at++;
            }
        }
    }

    private void piece(int start, StringBuilder text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Token.Type.STRING_TEXT, Texts.repaired(text.toString()), start, at - start));
        }
    }

    private void escape(StringBuilder text) {
        char c = peek(1);
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            text.append("\"\\/\b\f\n\r\t".charAt(plain));
            at += 2;
            return;
        }
        int code = c == 'u' ? hex(at + 2) : -1;
        if (code < 0) {
            problems.add(
                    at, Math.min(2, source.length() - at), "invalid escape in a string", "write \\\\ for a backslash");
            at += 2;
            return;
        }
        text.append((char) code);
        at += 6;
    }

    private int hex(int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(charAt(i), 16);
            if (digit < 0 || charAt(i) > 'f') {
                return -1;
            }
            value = value * 16 + digit;
        }
        return value;
    }

    private void skipBlanks() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                skipComment();
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    /** An odd number of backslashes before the line's end carries a comment on to the next line. */
    private void skipComment() {
        while (at < source.length() && source.charAt(at) != '\n') {
            boolean escaping = source.charAt(at) == '\\';
            at++;
            if (escaping && charAt(at) == '\r' && charAt(at + 1) == '\n') {
                at += 2;
            } else if (escaping && at < source.length()) {
                at++;
            }
        }
    }

    private String name(int from) {
        int end = from;
        while (isNamePart(charAt(end))) {
            end++;
        }
        return source.substring(from, end);
    }

    private String qualifiedName(int from) {
        String name = name(from);
        int end = from + name.length();
        while (source.startsWith("::", end) && isNameStart(charAt(end + 2))) {
            end += 2 + name(end + 2).length();
        }
        return source.substring(from, end);
    }

    private char peek(int ahead) {
        return charAt(at + ahead);
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c);
    }
}
