package io.landlord.jq;

import io.landlord.jq.text.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Builtins over strings. */
final class StringBuiltins {
    private static final int DEEPEST_JSON = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");

    private StringBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        table.put("utf8bytelength/0", (m, in, a) -> byteLength(in));
        table.put("startswith/1", (m, in, a) -> BooleanNode.valueOf(starts(in, a[0])));
        table.put("endswith/1", (m, in, a) -> BooleanNode.valueOf(ends(in, a[0])));
        table.put("ltrimstr/1", (m, in, a) -> trimLeft(m, in, a[0]));
        table.put("rtrimstr/1", (m, in, a) -> trimRight(m, in, a[0]));
        table.put("trimstr/1", (m, in, a) -> trimRight(m, trimLeft(m, in, a[0]), a[0]));
        table.put("trim/0", (m, in, a) -> trim(m, in, true, true));
        table.put("ltrim/0", (m, in, a) -> trim(m, in, true, false));
        table.put("rtrim/0", (m, in, a) -> trim(m, in, false, true));
        table.put("split/1", (m, in, a) -> {
            if (!in.isString() || !a[0].isString()) {
                throw new JqException("split input and separator must be strings");
            }
            return split(m.heap, in.stringValue(), a[0].stringValue());
        });
        table.put("explode/0", (m, in, a) -> explode(m, in, "explode"));
        table.put("implode/0", (m, in, a) -> implode(m, in));
        table.put("ascii/0", (m, in, a) -> implode(m, m.heap.arrayOf(List.of(in))));
        table.put("ascii_downcase/0", (m, in, a) -> changeCase(m, in, 'A', 'Z', 32));
        table.put("ascii_upcase/0", (m, in, a) -> changeCase(m, in, 'a', 'z', -32));
        table.put("_strindices/1", (m, in, a) -> indices(m, in, a[0]));
        table.put("join/1", (m, in, a) -> join(m, in, a[0]));
    }

    private static JsonNode byteLength(JsonNode value) {
        if (!value.isString()) {
            throw new JqException(Texts.describe(value) + " only strings have UTF-8 byte length");
        }
        return JqValues.integer(value.stringValue().getBytes(StandardCharsets.UTF_8).length);
    }

    private static boolean starts(JsonNode text, JsonNode prefix) {
        if (!text.isString() || !prefix.isString()) {
            throw new JqException("startswith() requires string inputs");
        }
        return text.stringValue().startsWith(prefix.stringValue());
    }

    private static boolean ends(JsonNode text, JsonNode suffix) {
        if (!text.isString() || !suffix.isString()) {
            throw new JqException("endswith() requires string inputs");
        }
        return text.stringValue().endsWith(suffix.stringValue());
    }

    private static JsonNode trimLeft(Evaluator evaluator, JsonNode text, JsonNode prefix) {
        return starts(text, prefix)
                ? evaluator.heap.string(
                        text.stringValue().substring(prefix.stringValue().length()))
                : text;
    }

    private static JsonNode trimRight(Evaluator evaluator, JsonNode text, JsonNode suffix) {
        if (!ends(text, suffix)) {
            return text;
        }
        int length = text.stringValue().length() - suffix.stringValue().length();
        return evaluator.heap.string(text.stringValue().substring(0, length));
    }

    private static JsonNode trim(Evaluator evaluator, JsonNode value, boolean left, boolean right) {
        if (!value.isString()) {
            throw new JqException("trim input must be a string");
        }
        String text = value.stringValue();
        int from = 0;
        int to = text.length();
        while (left && from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (right && to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return to - from == text.length() ? value : evaluator.heap.string(text.substring(from, to));
    }

    private static boolean isBlank(char c) {
        return (c >= 9 && c <= 13) || c == 0x85 || Character.isSpaceChar(c);
    }

    static JsonNode split(Heap heap, String text, String separator) {
        heap.meter.step(text.length() / 32);
        JqArray result = heap.array(0);
        if (text.isEmpty()) {
            return result;
        }
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> heap.append(result, heap.string(Character.toString(c))));
            heap.meter.step(text.length());
            return result;
        }
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            heap.append(result, heap.string(text.substring(from, at)));
            heap.meter.step(1);
            from = at + separator.length();
        }
        heap.append(result, heap.string(text.substring(from)));
        return result;
    }

    private static JsonNode explode(Evaluator evaluator, JsonNode value, String name) {
        if (!value.isString()) {
            throw new JqException(name + " input must be a string");
        }
        String text = value.stringValue();
        evaluator.meter.step(text.length() / 4);
        JqArray result = evaluator.heap.array(text.length());
        text.codePoints().forEach(c -> evaluator.heap.append(result, JqValues.integer(c)));
        return result;
    }

    private static JsonNode implode(Evaluator evaluator, JsonNode value) {
        if (!value.isArray()) {
            throw new JqException("implode input must be an array");
        }
        evaluator.meter.step(value.size() / 4);
        StringBuilder text = new StringBuilder();
        for (JsonNode item : value) {
            if (!item.isNumber() || Double.isNaN(JqValues.numeric(item))) {
                throw new JqException(
                        Texts.describe(item) + " can't be imploded, unicode codepoint needs to be numeric");
            }
            double code = JqValues.numeric(item);
            boolean valid = code > -1 && code < 0x110000 && !(code >= 0xD800 && code < 0xE000);
            text.appendCodePoint(valid ? (int) code : 0xFFFD);
        }
        return evaluator.heap.string(text.toString());
    }

    private static JsonNode changeCase(Evaluator evaluator, JsonNode value, char first, char last, int by) {
        if (!value.isString()) {
            throw new JqException("explode input must be a string");
        }
        evaluator.meter.step(value.stringValue().length() / 32);
        char[] chars = value.stringValue().toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= first && chars[i] <= last) {
                chars[i] += (char) by;
            }
        }
        return evaluator.heap.string(new String(chars));
    }

    private static JsonNode indices(Evaluator evaluator, JsonNode value, JsonNode part) {
        if (!value.isString()) {
            throw new JqException(Texts.describe(value) + " cannot be searched, as it is not a string");
        }
        if (!part.isString()) {
            throw new JqException(Texts.describe(part) + " is not a string");
        }
        String text = value.stringValue();
        String wanted = part.stringValue();
        evaluator.meter.step(text.length() / 32);
        JqArray found = evaluator.heap.array(0);
        if (wanted.isEmpty()) {
            return found;
        }
        int counted = 0;
        int points = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            points += text.codePointCount(counted, at);
            counted = at;
            evaluator.meter.step(1);
            evaluator.heap.append(found, JqValues.integer(points));
        }
        return found;
    }

    private static JsonNode join(Evaluator evaluator, JsonNode value, JsonNode separator) {
        if (!value.isContainer()) {
            throw new JqException("Cannot iterate over " + Texts.describe(value));
        }
        if (value.isEmpty()) {
            return evaluator.heap.string("");
        }
        if (!separator.isString()) {
            return joinOddly(evaluator.heap, value, separator);
        }
        StringBuilder text = new StringBuilder();
        String between = "";
        for (JsonNode item : value) {
            evaluator.meter.step(1);
            text.append(between);
            between = separator.stringValue();
            if (item.isContainer()) {
                JsonNode before = evaluator.heap.string(text.toString());
                throw new JqException(Texts.describe(before) + " and " + Texts.describe(item) + " cannot be added");
            }
            if (!item.isNull()) {
                text.append(Texts.of(Format.text(evaluator.heap, item)));
            }
            evaluator.meter.checkLength(text.length());
        }
        return evaluator.heap.string(text.toString());
    }

    /** What jq's definition of join gives when the separator is no string: mostly an error. */
    private static JsonNode joinOddly(Heap heap, JsonNode items, JsonNode separator) {
        JsonNode result = Kind.nothing();
        for (JsonNode item : items) {
            JsonNode before = result.isNull() ? heap.string("") : Arithmetic.add(heap, result, separator);
            boolean written = item.isNumber() || item.isBoolean();
            JsonNode text = item.isNull() ? heap.string("") : written ? Format.text(heap, item) : item;
            result = Arithmetic.add(heap, before, text);
        }
        return result;
    }

    static JsonNode toNumber(JsonNode value) {
        if (value.isNumber()) {
            return value;
        }
        if (value.isString()) {
            String text = value.stringValue();
            if (NUMBER.matcher(text).matches()) {
                return JqValues.number(Double.parseDouble(text));
            }
            if (text.equals("nan")) {
                return JqValues.number(Double.NaN);
            }
        }
        throw new JqException(Texts.describe(value) + " cannot be parsed as a number");
    }

    static JsonNode fromJson(Evaluator evaluator, JsonNode value) {
        if (!value.isString()) {
            throw new JqException(Texts.describe(value) + " only strings can be parsed");
        }
        String text = value.stringValue();
        evaluator.meter.step(text.length() / 8);
        evaluator.meter.grow(8L * text.length());
        try {
            return JqValues.normalize(JsonText.read(text, DEEPEST_JSON));
        } catch (IllegalArgumentException e) {
            throw new JqException(String.valueOf(e.getMessage()));
        }
    }
}
