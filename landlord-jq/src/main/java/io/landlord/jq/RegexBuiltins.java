package io.landlord.jq;

import io.landlord.jq.regex.Group;
import io.landlord.jq.regex.Match;
import io.landlord.jq.regex.Regex;
import io.landlord.jq.regex.RegexException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** The one builtin that all regular expressions go through. */
final class RegexBuiltins {
    private RegexBuiltins() {}

    static void addTo(Map<String, NativeFunction> table) {
        table.put("_match/3", (m, in, a) -> match(m, in, a[0], a[1], a[2].booleanValue()));
    }

    private static JsonNode match(Evaluator evaluator, JsonNode input, JsonNode pattern, JsonNode flags, boolean test) {
        if (!input.isString()) {
            throw new JqException(Texts.describe(input) + " cannot be matched, as it is not a string");
        }
        if (!pattern.isString()) {
            throw new JqException(Texts.describe(pattern) + " is not a string");
        }
        if (!flags.isNull() && !flags.isString()) {
            throw new JqException(Texts.describe(flags) + " is not a string");
        }
        String options = flags.isNull() ? "" : flags.stringValue();
        try {
            evaluator.meter.step(1 + pattern.stringValue().length());
            List<Match> found = Regex.compile(pattern.stringValue(), options)
                    .matches(input.stringValue(), !test && options.contains("g"), evaluator.meter);
            return test ? BooleanNode.valueOf(!found.isEmpty()) : matches(evaluator.heap, found);
        } catch (RegexException e) {
            throw new JqException(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode matches(Heap heap, List<Match> found) {
        JqArray result = heap.array(found.size());
        for (Match match : found) {
            JqObject node = place(heap, match.offset(), match.length(), heap.string(match.string()));
            JqArray captures = heap.array(match.captures().size());
            for (Group group : match.captures()) {
                JqObject capture = place(heap, group.offset(), group.length(), text(heap, group.string()));
                heap.put(capture, "name", text(heap, group.name()));
                heap.append(captures, capture);
            }
            heap.put(node, "captures", captures);
            heap.append(result, node);
        }
        return result;
    }

    private static JqObject place(Heap heap, int offset, int length, JsonNode text) {
        JqObject node = heap.object();
        heap.put(node, "offset", JqValues.integer(offset));
        heap.put(node, "length", JqValues.integer(length));
        heap.put(node, "string", text);
        return node;
    }

    private static JsonNode text(Heap heap, @Nullable String text) {
        return text == null ? Kind.nothing() : heap.string(text);
    }
}
