package io.landlord.jq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/** How Landlord's expressions read JSON values: one form of each number, jq's order, jq's truth. */
public final class JqValues {
    private static final double EXACT = 9_007_199_254_740_992.0;

    private JqValues() {}

    /**
     * The same value with every number in its one form (see {@link #number}); returns the value itself when nothing
     * had to change. Linear in the value's size.
     */
    public static JsonNode normalize(JsonNode value) {
        return Normalizer.normalize(value);
    }

    /**
     * The one form of a number: an int or long node when it is an integer of at most 2^53 in magnitude (so -0 is 0), a
     * double node otherwise; NaN and infinities are double nodes.
     */
    public static JsonNode number(double value) {
        if (Math.abs(value) > EXACT || value != Math.rint(value)) {
            return DoubleNode.valueOf(value);
        }
        return integer((long) value);
    }

    /** jq's order: null, false, true, numbers, strings by code point, arrays, objects. NaN is below every number. */
    public static int compare(JsonNode left, JsonNode right) {
        return Comparison.compare(left, right);
    }

    /** Everything but {@code null} and {@code false} is true. */
    public static boolean truthy(JsonNode value) {
        return !(value.isNull() || value.isMissingNode() || (value.isBoolean() && !value.booleanValue()));
    }

    static JsonNode integer(long value) {
        int small = (int) value;
        return small == value ? IntNode.valueOf(small) : LongNode.valueOf(value);
    }

    static JsonNode scalar(JsonNode value) {
        if (!value.isNumber() || value instanceof IntNode) {
            return value.isMissingNode() ? Kind.nothing() : value;
        }
        if (value instanceof DoubleNode && isNormal(value.doubleValue())) {
            return value;
        }
        return value instanceof LongNode && isLong(value.longValue()) ? value : number(numeric(value));
    }

    private static boolean isNormal(double value) {
        return value != Math.rint(value) || Math.abs(value) > EXACT;
    }

    private static boolean isLong(long value) {
        return value != (int) value && Math.abs(value) <= (long) EXACT;
    }

    static double numeric(JsonNode number) {
        if (number instanceof IntNode) {
            return number.intValue();
        }
        return switch (number.numberType()) {
            case INT, LONG -> number.longValue();
            case BIG_INTEGER -> number.bigIntegerValue().doubleValue();
            case BIG_DECIMAL -> number.decimalValue().doubleValue();
            case FLOAT, DOUBLE -> number.doubleValue();
            case null -> Double.NaN;
        };
    }
}
