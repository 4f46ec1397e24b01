package io.landlord.jq;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The way from the input of {@code path(...)} to the value at hand. */
record Path(@Nullable Path parent, JsonNode key, JsonNode value) {

    static Path root(JsonNode value) {
        return new Path(null, Kind.nothing(), value);
    }

    Path to(JsonNode key, JsonNode value) {
        return new Path(this, key, value);
    }

    /** Whether the value at hand is still the one this path leads to. */
    @SuppressWarnings("ReferenceEquality") // An equal value from elsewhere is not at this path.
    boolean leadsTo(JsonNode other) {
        return value == other;
    }

    JsonNode toArray(Heap heap) {
        Deque<JsonNode> keys = new ArrayDeque<>();
        Path step = this;
        while (step.parent != null) {
            keys.push(step.key);
            step = step.parent;
        }
        heap.meter.step(keys.size() / 4);
        JqArray array = heap.array(keys.size());
        for (JsonNode key : keys) {
            heap.append(array, key);
        }
        return array;
    }
}
