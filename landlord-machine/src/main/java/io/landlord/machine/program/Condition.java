package io.landlord.machine.program;

import io.landlord.jq.regex.Regex;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a filter asks of one attribute of an event, or of a part of its data. What is absent meets no condition. */
public sealed interface Condition {

    /** It is this value. */
    record Equal(JsonNode value) implements Condition {}

    /** It is this text, or text that the pattern matches from its beginning to its end. */
    record Matches(String text, Regex whole) implements Condition {}

    /** The expression, applied to it, gives {@code true}, or its value. */
    record Holds(Expression expression) implements Condition {}

    /** It is an object whose members of these names meet these conditions; keys keep their order. */
    record Members(Map<String, Condition> members) implements Condition {
        public Members {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }
}
