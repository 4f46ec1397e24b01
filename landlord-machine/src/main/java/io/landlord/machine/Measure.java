package io.landlord.machine;

import io.landlord.jq.JqLimits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Looks a value through that an execution made: whether JSON can express it, and whether it stays within the limits. A value
 * is measured as it would be written, for parts that it holds twice take no memory here but all the more elsewhere.
 */
final class Measure {
    private static final int BYTES_OF_A_PART = 16;

    private final long mostBytes = JqLimits.DEFAULT.size();
    private final int mostDepth = JqLimits.DEFAULT.depth();
    private long bytes;
    private @Nullable String problem;

    private Measure() {}

    static Measure of(JsonNode value) {
        Measure measure = new Measure();
        measure.add(value, 1);
        return measure;
    }

    /** What is wrong with the value; {@code null} when nothing is. */
    @Nullable
    String problem() {
        return problem;
    }

    /** How many parts were looked at, roughly. */
    long parts() {
        return bytes / BYTES_OF_A_PART;
    }

    private void add(JsonNode value, int depth) {
        bytes += BYTES_OF_A_PART;
        if (value.isString()) {
            bytes += value.stringValue().length();
        } else if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            problem = "the result is not a number JSON can express";
        } else if (value.isContainer()) {
            addParts(value, depth + 1);
        }
        if (bytes > mostBytes) {
            problem = "the result is larger than " + mostBytes + " bytes";
        }
    }

    private void addParts(JsonNode container, int depth) {
        if (depth > mostDepth) {
            problem = "the result nests deeper than " + mostDepth + " levels";
            return;
        }
        if (container.isArray()) {
            for (int index = 0; problem == null && index < container.size(); index++) {
                add(container.get(index), depth);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> field : container.properties()) {
            if (problem != null) {
                return;
            }
            bytes += field.getKey().length();
            add(field.getValue(), depth);
        }
    }
}
