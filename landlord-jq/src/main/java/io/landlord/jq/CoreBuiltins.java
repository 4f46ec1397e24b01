package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** Builtins about kinds, conversions, errors, paths and containment. */
final class CoreBuiltins {
    private static final int DEEPEST = 10_000;

    private CoreBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        table.put("not/0", (m, in, a) -> BooleanNode.valueOf(!JqValues.truthy(in)));
        table.put("type/0", (m, in, a) -> StringNode.valueOf(Kind.of(in).title));
        table.put("error/0", (m, in, a) -> {
            throw new JqException(in);
        });
        table.put("debug/0", (m, in, a) -> in);
        table.put("stderr/0", (m, in, a) -> in);
        table.put("length/0", (m, in, a) -> length(in));
        table.put("tostring/0", (m, in, a) -> Format.text(m.heap, in));
        table.put("tojson/0", (m, in, a) -> m.heap.string(Format.json(m.heap, in)));
        table.put("fromjson/0", (m, in, a) -> StringBuiltins.fromJson(m, in));
        table.put("tonumber/0", (m, in, a) -> StringBuiltins.toNumber(in));
        table.put("toboolean/0", (m, in, a) -> toBoolean(in));
        table.put("format/1", (m, in, a) -> format(m, in, a[0]));
        table.put("setpath/2", (m, in, a) -> PathUpdates.set(m.heap, in, pathKeys(a[0]), Heap.share(a[1])));
        table.put("delpaths/1", (m, in, a) -> PathUpdates.delete(m.heap, in, a[0]));
        table.put("has/1", (m, in, a) -> BooleanNode.valueOf(has(in, a[0])));
        table.put("contains/1", (m, in, a) -> BooleanNode.valueOf(contains(m, in, a[0])));
        table.put("have_decnum/0", (m, in, a) -> BooleanNode.FALSE);
        table.put("have_literal_numbers/0", (m, in, a) -> BooleanNode.TRUE);
        table.put("builtins/0", (m, in, a) -> {
            JqArray names = m.heap.array(0);
            for (String signature : Builtins.signatures(Prelude.functions())) {
                m.heap.append(names, m.heap.string(signature));
            }
            return names;
        });
    }

    private static List<JsonNode> pathKeys(JsonNode path) {
        return PathUpdates.keys(path);
    }

    private static JsonNode length(JsonNode value) {
        return switch (Kind.of(value)) {
            case NULL -> JqValues.integer(0);
            case NUMBER -> JqValues.number(Math.abs(JqValues.numeric(value)));
            case STRING -> {
                String text = Texts.of(value);
                yield JqValues.integer(text.codePointCount(0, text.length()));
            }
            case ARRAY, OBJECT -> JqValues.integer(value.size());
            case FALSE, TRUE -> throw new JqException(Texts.describe(value) + " has no length");
        };
    }

    private static JsonNode toBoolean(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        if (value.isString()
                && (value.stringValue().equals("true") || value.stringValue().equals("false"))) {
            return BooleanNode.valueOf(value.stringValue().equals("true"));
        }
        throw new JqException(Texts.describe(value) + " cannot be parsed as a boolean");
    }

    private static JsonNode format(Evaluator evaluator, JsonNode value, JsonNode name) {
        Format format = name.isString() ? Format.named(name.stringValue()) : null;
        if (format == null) {
            String shown = name.isString() ? name.stringValue() : Texts.describe(name);
            throw new JqException(shown + " is not a valid format");
        }
        return format.apply(evaluator, value);
    }

    private static boolean has(JsonNode value, JsonNode key) {
        if (value.isNull()) {
            return false;
        }
        if (value.isObject() && key.isString()) {
            return value.has(key.stringValue());
        }
        if (value.isArray() && key.isNumber()) {
            double index = JqValues.numeric(key);
            return index >= 0 && index < value.size();
        }
        throw new JqException("Cannot check whether " + Kind.of(value).title + " has a " + Kind.of(key).title + " key");
    }

    /** Two values of one kind, the second of which must be contained in the first. */
    private static final class Question {
        final JsonNode whole;
        final JsonNode part;
        /** The object keys or array items of the part that are still to be found. */
        int next;
        /** The item of the whole in which the present item of the part is looked for. */
        int candidate;

        final String[] keys;

        Question(JsonNode whole, JsonNode part) {
            this.whole = whole;
            this.part = part;
            this.keys = part.isObject() ? part.propertyNames().toArray(String[]::new) : new String[0];
        }
    }

    private static boolean contains(Evaluator evaluator, JsonNode whole, JsonNode part) {
        if (!Kind.of(whole).title.equals(Kind.of(part).title)) {
            throw new JqException(
                    Texts.describe(whole) + " and " + Texts.describe(part) + " cannot have their containment checked");
        }
        Deque<Question> open = new ArrayDeque<>();
        Boolean answer = ask(evaluator, open, whole, part);
        while (!open.isEmpty()) {
            if (open.size() > DEEPEST) {
                throw new JqException("Containment check too deep");
            }
            evaluator.meter.step(1);
            answer = go(evaluator, open, answer);
        }
        return Boolean.TRUE.equals(answer);
    }

    /** Answers at once, or opens a question and answers null. */
    private static @Nullable Boolean ask(Evaluator evaluator, Deque<Question> open, JsonNode whole, JsonNode part) {
        Kind kind = Kind.of(whole);
        if (kind != Kind.of(part)) {
            return false;
        }
        if (kind == Kind.STRING) {
            evaluator.meter.step(Texts.of(whole).length() / 64);
            return Texts.of(whole).contains(Texts.of(part));
        }
        if (kind != Kind.ARRAY && kind != Kind.OBJECT) {
            return Comparison.equal(whole, part, evaluator.meter);
        }
        open.push(new Question(whole, part));
        return null;
    }

    private static @Nullable Boolean go(Evaluator evaluator, Deque<Question> open, @Nullable Boolean below) {
        Question question = open.element();
        if (question.part.isObject()) {
            if (Boolean.FALSE.equals(below)) {
                open.pop();
                return false;
            }
            if (question.next == question.keys.length) {
                open.pop();
                return true;
            }
            String key = question.keys[question.next++];
            JsonNode mine = question.whole.get(key);
            if (mine == null) {
                open.pop();
                return false;
            }
            return ask(evaluator, open, mine, question.part.get(key));
        }
        if (Boolean.TRUE.equals(below)) {
            question.next++;
            question.candidate = 0;
        }
        if (question.next == question.part.size()) {
            open.pop();
            return true;
        }
        if (question.candidate == question.whole.size()) {
            open.pop();
            return false;
        }
        return ask(evaluator, open, question.whole.get(question.candidate++), question.part.get(question.next));
    }
}
