package io.landlord.jq.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one value in the order jq's parser takes decisions, so that the same mistake is found at the same place: words
 * are judged when they end, strings at their closing quote.
 */
final class JsonReader {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** An array, an object, or a key whose value is still to come. */
    private sealed interface Open {
        record Array(ArrayNode node) implements Open {}

        record Fields(ObjectNode node) implements Open {}

        record Key(String name) implements Open {}
    }

    /** A mistake, before its place is known. */
    private static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message, null, false, false);
        }
    }

    private final String text;
    private final int maxDepth;
    private final List<Open> open = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private @Nullable JsonNode pending;
    private @Nullable JsonNode result;
    private boolean inString;
    private boolean escaped;
    private boolean extra;
    private int at;
    private int line = 1;
    private int column;

    JsonReader(String text, int maxDepth) {
        this.text = text;
        this.maxDepth = maxDepth;
        this.at = text.startsWith("\uFEFF") ? 1 : 0;
    }

    JsonNode read() {
        try {
            while (at < text.length() && !extra) {
                scan(text.codePointAt(at));
            }
        } catch (Mistake mistake) {
            throw failure(mistake.getMessage() + place(""));
        }
        try {
            if (!extra) {
                finish();
            }
        } catch (Mistake mistake) {
            throw failure(mistake.getMessage() + place(" at EOF"));
        }
        if (extra) {
            throw failure("Unexpected extra JSON values");
        }
        if (result == null) {
            throw failure("Expected JSON value");
        }
        return result;
    }

    private IllegalArgumentException failure(String message) {
        return new IllegalArgumentException(message + " (while parsing '" + text + "')");
    }

    private String place(String where) {
        return where + " at line " + line + ", column " + column;
    }

    private void scan(int c) throws Mistake {
        at += Character.charCount(c);
        column += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        if (c == '\n') {
            line++;
            column = 0;
        }
        if (inString) {
            inString(c);
        } else {
            outside(c);
        }
        emit();
    }

    private void inString(int c) throws Mistake {
        if (c == '"' && !escaped) {
            inString = false;
            value(NODES.stringNode(decoded()));
            word.setLength(0);
            return;
        }
        escaped = c == '\\' && !escaped;
        word.appendCodePoint(c);
    }

    private void outside(int c) throws Mistake {
        switch (c) {
            case ' ', '\t', '\r', '\n' -> endWord();
            case '"' -> {
                endWord();
                emit();
                inString = true;
            }
            case '[', '{', ':', ',', ']', '}' -> {
                endWord();
                emit();
                structure(c);
            }
            default -> word.appendCodePoint(c);
        }
    }

    /** At the top a value is done as soon as it is complete; a second one ends the reading. */
    private void emit() {
        if (!open.isEmpty() || pending == null) {
            return;
        }
        if (result == null) {
            result = pending;
        } else {
            extra = true;
        }
        pending = null;
    }

    private void finish() throws Mistake {
        if (inString) {
            throw new Mistake("Unfinished string");
        }
        endWord();
        if (!open.isEmpty()) {
            throw new Mistake("Unfinished JSON term");
        }
        emit();
    }

    private void value(JsonNode value) throws Mistake {
        if (pending != null) {
            throw new Mistake("Expected separator between values");
        }
        pending = value;
    }

    private void endWord() throws Mistake {
        if (word.isEmpty()) {
            return;
        }
        String ended = word.toString();
        word.setLength(0);
        value(literal(ended));
    }

    private String decoded() throws Mistake {
        try {
            return Words.unescaped(word);
        } catch (IllegalArgumentException e) {
            throw new Mistake(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode literal(String word) throws Mistake {
        JsonNode value = switch (word.charAt(0)) {
            case 't' -> exactly(word, "true", NODES.booleanNode(true));
            case 'f' -> exactly(word, "false", NODES.booleanNode(false));
            case '\'' -> throw new Mistake("Invalid string literal; expected \", but got '");
            default -> word.startsWith("nu") ? exactly(word, "null", NODES.nullNode()) : Words.number(word);
        };
        if (value == null) {
            throw new Mistake("Invalid numeric literal");
        }
        return value;
    }

    private static JsonNode exactly(String word, String expected, JsonNode value) throws Mistake {
        if (!word.equals(expected)) {
            throw new Mistake("Invalid literal");
        }
        return value;
    }

    private void structure(int c) throws Mistake {
        switch (c) {
            case '[' -> opened(new Open.Array(NODES.arrayNode()));
            case '{' -> opened(new Open.Fields(NODES.objectNode()));
            case ':' -> key();
            case ',' -> separator();
            case ']' -> closeArray();
            default -> closeObject();
        }
    }

    private void opened(Open opened) throws Mistake {
        if (open.size() >= maxDepth) {
            throw new Mistake("Exceeds depth limit for parsing");
        }
        if (pending != null) {
            throw new Mistake("Expected separator between values");
        }
        open.add(opened);
    }

    private @Nullable Open top() {
        return open.isEmpty() ? null : open.getLast();
    }

    private JsonNode taken(JsonNode value) {
        pending = null;
        return value;
    }

    private void key() throws Mistake {
        if (pending == null) {
            throw new Mistake("Expected string key before ':'");
        }
        if (!(top() instanceof Open.Fields)) {
            throw new Mistake("':' not as part of an object");
        }
        if (!pending.isString()) {
            throw new Mistake("Object keys must be strings");
        }
        opened(new Open.Key(taken(pending).stringValue()));
    }

    private void separator() throws Mistake {
        if (pending == null) {
            throw new Mistake("Expected value before ','");
        }
        switch (top()) {
            case Open.Array array -> array.node().add(taken(pending));
            case Open.Key key -> closeField(key, taken(pending));
            case Open.Fields fields -> throw new Mistake("Objects must consist of key:value pairs");
            case null -> throw new Mistake("',' not as part of an array or object");
        }
    }

    private void closeField(Open.Key key, JsonNode value) {
        open.removeLast();
        if (open.getLast() instanceof Open.Fields fields) {
            fields.node().set(key.name(), value);
        }
    }

    private void closeArray() throws Mistake {
        if (!(top() instanceof Open.Array array)) {
            throw new Mistake("Unmatched ']'");
        }
        if (pending != null) {
            array.node().add(taken(pending));
        } else if (!array.node().isEmpty()) {
            throw new Mistake("Expected another array element");
        }
        open.removeLast();
        pending = array.node();
    }

    private void closeObject() throws Mistake {
        if (open.isEmpty()) {
            throw new Mistake("Unmatched '}'");
        }
        if (pending != null) {
            if (!(top() instanceof Open.Key key)) {
                throw new Mistake("Objects must consist of key:value pairs");
            }
            closeField(key, taken(pending));
        } else if (!(top() instanceof Open.Fields fields)) {
            throw new Mistake("Unmatched '}'");
        } else if (!fields.node().isEmpty()) {
            throw new Mistake("Expected another key-value pair");
        }
        if (open.removeLast() instanceof Open.Fields closed) {
            pending = closed.node();
        }
    }
}
