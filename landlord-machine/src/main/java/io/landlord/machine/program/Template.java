package io.landlord.machine.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A value of the definition in which strings may be expressions. Only what the definition says is ever evaluated, never
 * the data it is applied to.
 */
public sealed interface Template {

    /** The expressions in it, in the order they are written. */
    default List<Expression> expressions() {
        return switch (this) {
            case Literal ignored -> List.of();
            case Uri ignored -> List.of();
            case Computed computed -> List.of(computed.expression());
            case Fields fields ->
                fields.fields().values().stream()
                        .flatMap(field -> field.expressions().stream())
                        .toList();
            case Items items ->
                items.items().stream()
                        .flatMap(item -> item.expressions().stream())
                        .toList();
        };
    }

    /** A value without expressions. */
    record Literal(JsonNode value) implements Template {}

    /** A string that is an expression. */
    record Computed(Expression expression) implements Template {}

    /** An object with expressions somewhere inside; keys keep their order. */
    record Fields(Map<String, Template> fields) implements Template {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** An array with expressions somewhere inside. */
    record Items(List<Template> items) implements Template {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A URI template (dsl-reference, "URI Template"): literal text and the names of top-level properties of the input in
     * turn, text first and last.
     */
    record Uri(List<String> texts, List<String> names) implements Template {
        public Uri {
            texts = List.copyOf(texts);
            names = List.copyOf(names);
            if (texts.size() != names.size() + 1) {
                throw new IllegalArgumentException("a URI template begins and ends with text");
            }
        }

        /** Reads a URI template; without names in braces the whole is text. */
        public static Uri parse(String template) {
            List<String> texts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            int from = 0;
            int open = template.indexOf('{');
            while (open >= 0) {
                int close = template.indexOf('}', open);
                if (close < 0) {
                    break;
                }
                texts.add(template.substring(from, open));
                names.add(template.substring(open + 1, close));
                from = close + 1;
                open = template.indexOf('{', from);
            }
            texts.add(template.substring(from));
            return new Uri(texts, names);
        }
    }
}
