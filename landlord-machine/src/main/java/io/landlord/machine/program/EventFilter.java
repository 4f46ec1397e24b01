package io.landlord.machine.program;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant (dsl-reference, "Event Filter").
 *
 * @param with what is asked of the event's attributes and its data; an event meets all of it; keys keep their order
 * @param correlate the correlations by name, in their order
 */
public record EventFilter(Map<String, Condition> with, Map<String, Correlation> correlate) {
    public EventFilter {
        with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        correlate = Collections.unmodifiableMap(new LinkedHashMap<>(correlate));
    }

    /**
     * A value that events must have in common (dsl-reference, "Correlation").
     *
     * @param from extracts the value from the event's envelope
     * @param expect what the value must be; {@code null} for that of the first event under the correlation's name
     */
    public record Correlation(Expression from, @Nullable Template expect) {}
}
