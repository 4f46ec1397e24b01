package io.landlord.jq.text;

import io.landlord.jq.regex.StepCounter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Writes one value, keeping the open arrays and objects on a stack of its own. */
final class JsonWriter {
    private static final int MAX_DEPTH = 10_000;
    private static final int PORTION = 64;

    /** An array or object of which some elements are still to be written. */
    private sealed interface Open {
        boolean hasNext();

        record Array(Iterator<JsonNode> elements) implements Open {
            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }
        }

        record Fields(Iterator<Map.Entry<String, JsonNode>> fields) implements Open {
            @Override
            public boolean hasNext() {
                return fields.hasNext();
            }
        }
    }

    private final StringBuilder out = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final StepCounter steps;
    private int counted;
    private boolean fresh;

    JsonWriter(StepCounter steps) {
        this.steps = steps;
    }

    String write(JsonNode root) {
        begin(root);
        while (!open.isEmpty()) {
            Open top = open.element();
            if (top.hasNext()) {
                next(top);
            } else {
                out.append(top instanceof Open.Array ? ']' : '}');
                open.pop();
                fresh = false;
            }
        }
        return out.toString();
    }

    private void next(Open top) {
        if (!fresh) {
            out.append(',');
        }
        fresh = false;
        switch (top) {
            case Open.Array array -> begin(array.elements().next());
            case Open.Fields fields -> {
                Map.Entry<String, JsonNode> field = fields.fields().next();
                string(field.getKey());
                out.append(':');
                begin(field.getValue());
            }
        }
    }

    private void begin(JsonNode value) {
        count();
        if (open.size() > MAX_DEPTH) {
            out.append("<skipped: too deep>");
        } else if (value.isArray()) {
            out.append('[');
            open.push(new Open.Array(value.iterator()));
            fresh = true;
        } else if (value.isObject()) {
            out.append('{');
            open.push(new Open.Fields(value.properties().iterator()));
            fresh = true;
        } else {
            scalar(value);
        }
    }

    private void scalar(JsonNode value) {
        if (value.isString()) {
            string(value.stringValue());
        } else if (value.isNumber()) {
            number(value);
        } else if (value.isBoolean()) {
            out.append(value.booleanValue());
        } else {
            out.append("null");
        }
    }

    private void number(JsonNode value) {
        boolean small = value.isIntegralNumber() && Math.abs(value.doubleValue()) <= JsonText.EXACT;
        out.append(small ? Long.toString(value.longValue()) : NumberText.write(value.doubleValue()));
    }

    /** Tells one step for the value and one for every portion of text since the last time. */
    private void count() {
        int portions = (out.length() - counted) / PORTION;
        counted += portions * PORTION;
        steps.step(1L + portions);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            if (i % PORTION == PORTION - 1) {
                count();
            }
            character(text, i);
        }
        out.append('"');
    }

    private void character(String text, int i) {
        char c = text.charAt(i);
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> plain(text, i, c);
        }
    }

    private void plain(String text, int i, char c) {
        if (c < 0x20 || c == 0x7F) {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xF, 16));
        } else {
            out.append(isLoneSurrogate(text, i, c) ? '\uFFFD' : c);
        }
    }

    private static boolean isLoneSurrogate(String text, int i, char c) {
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
