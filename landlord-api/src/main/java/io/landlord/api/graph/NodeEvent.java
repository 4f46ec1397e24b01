package io.landlord.api.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What came of a node: the step's {@code condition} decides by it what follows. */
public enum NodeEvent {
    CONDITION_SATISFIED,
    CONDITION_NOT_SATISFIED,
    CONDITION_TIMEOUT;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in results, {@code condition_satisfied}. */
    public String wireName() {
        return wireName;
    }

    /** The name under a step's {@code condition}, {@code satisfied}. */
    public String conditionName() {
        return wireName.substring("condition_".length());
    }

    /** The event of this {@link #wireName}, if it is one. */
    public static Optional<NodeEvent> of(String wireName) {
        return Arrays.stream(values())
                .filter(event -> event.wireName.equals(wireName))
                .findFirst();
    }
}
