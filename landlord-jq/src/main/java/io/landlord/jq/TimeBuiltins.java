package io.landlord.jq;

import io.landlord.jq.time.JqTime;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Builtins over times. The zone is always UTC, and now is what the caller says. */
final class TimeBuiltins {
    private TimeBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        table.put("now/0", (m, in, a) -> JqValues.number(m.now.getEpochSecond() + m.now.getNano() / 1e9));
        table.put("mktime/0", (m, in, a) -> guarded(() -> mktime(in)));
        table.put("gmtime/0", (m, in, a) -> guarded(() -> broken(in, "gmtime() requires numeric inputs")));
        table.put("localtime/0", (m, in, a) -> guarded(() -> broken(in, "localtime() requires numeric inputs")));
        table.put("strftime/1", (m, in, a) -> write(m, in, a[0], "strftime/1"));
        table.put("strflocaltime/1", (m, in, a) -> write(m, in, a[0], "strflocaltime/1"));
        table.put("strptime/1", (m, in, a) -> read(in, a[0]));
    }

    private static JsonNode mktime(JsonNode value) {
        if (!value.isArray()) {
            throw new JqException("mktime requires array inputs");
        }
        return JqValues.number(JqTime.mktime(value));
    }

    private static JsonNode broken(JsonNode seconds, String otherwise) {
        if (!seconds.isNumber()) {
            throw new JqException(otherwise);
        }
        return JqTime.gmtime(JqValues.numeric(seconds));
    }

    private static JsonNode write(Evaluator evaluator, JsonNode time, JsonNode format, String name) {
        if (!time.isNumber() && !time.isArray()) {
            throw new JqException(name + " requires parsed datetime inputs");
        }
        if (!format.isString()) {
            throw new JqException(name + " requires a string format");
        }
        evaluator.meter.step(format.stringValue().length());
        try {
            return evaluator.heap.string(JqTime.strftime(time, format.stringValue()));
        } catch (IllegalArgumentException e) {
            throw new JqException(String.valueOf(e.getMessage()).replace("strftime/1", name));
        }
    }

    private static JsonNode read(JsonNode text, JsonNode format) {
        if (!text.isString()) {
            throw new JqException("strptime/1 requires string inputs and arguments");
        }
        if (!format.isString()) {
            throw new JqException("strptime/1 requires string inputs and arguments");
        }
        return guarded(() -> JqTime.strptime(text.stringValue(), format.stringValue()));
    }

    private static JsonNode guarded(Supplier<JsonNode> function) {
        try {
            return function.get();
        } catch (IllegalArgumentException e) {
            throw new JqException(String.valueOf(e.getMessage()));
        }
    }
}
