package io.landlord.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a {@code listen} has taken so far.
 *
 * @param count how many events, those that only count for its {@code until} left out
 * @param met the filters that an event was taken for; those of {@code until} are numbered after the others
 * @param expected the values that correlations ask for, by the correlation's name, and by {@code filter/name} where a filter
 *     has a value of its own
 * @param outputs what was read, or what came of it
 */
public record Heard(int count, List<Integer> met, Map<String, JsonNode> expected, List<JsonNode> outputs) {
    public Heard {
        met = List.copyOf(met);
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        outputs = List.copyOf(outputs);
    }

    static Heard nothing(Map<String, JsonNode> expected) {
        return new Heard(0, List.of(), expected, List.of());
    }

    Heard met(int filter, Map<String, JsonNode> nowExpected) {
        List<Integer> more = new ArrayList<>(met);
        if (!more.contains(filter)) {
            more.add(filter);
        }
        return new Heard(count, more, nowExpected, outputs);
    }

    /** With one more event; what came of it is kept unless it is {@code null}. */
    Heard counted(@Nullable JsonNode output) {
        if (output == null) {
            return new Heard(count + 1, met, expected, outputs);
        }
        List<JsonNode> more = new ArrayList<>(outputs);
        more.add(output);
        return new Heard(count + 1, met, expected, more);
    }
}
