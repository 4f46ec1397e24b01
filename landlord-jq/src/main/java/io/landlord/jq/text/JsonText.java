package io.landlord.jq.text;

import io.landlord.jq.regex.StepCounter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/**
 * Reads and writes JSON text the way jq 1.8's {@code fromjson} and {@code tojson} do, without decimal numbers of
 * arbitrary precision: a number is a double, and one equal to an integer of at most 2^53 is that integer.
 */
public final class JsonText {
    static final double EXACT = 0x1p53;

    private JsonText() {}

    /**
     * Writes a value without blanks; NaN is null, an infinity the largest double. What is nested deeper than 10,000 levels is
     * written as {@code <skipped: too deep>}, as jq does. One step is told for every 64 characters and for every value.
     */
    public static String write(JsonNode value, StepCounter steps) {
        return new JsonWriter(steps).write(value);
    }

    /**
     * Reads one value. Besides JSON, jq takes {@code nan} and {@code infinity} in any case, a plus sign, leading zeros and a
     * point at either end of a number. Of equal keys the last one wins.
     *
     * @param maxDepth how many arrays, objects and keys may be open at once
     * @throws IllegalArgumentException if the text is not exactly one value, in jq's words; columns count bytes of UTF-8
     */
    public static JsonNode read(String text, int maxDepth) {
        return new JsonReader(text, maxDepth).read();
    }

    /** The shortest digits that read back as the same double, in the form jq prints: {@code 1e+17, 1e-05, 0.0001, 100}. */
    public static String number(double value) {
        return NumberText.write(value);
    }

    /** The node of a number: an integer where it is one and at most 2^53, never -0. */
    public static JsonNode node(double value) {
        if (value != Math.rint(value) || Math.abs(value) > EXACT) {
            return DoubleNode.valueOf(value);
        }
        long integer = (long) value;
        return integer == (int) integer ? IntNode.valueOf((int) integer) : LongNode.valueOf(integer);
    }
}
