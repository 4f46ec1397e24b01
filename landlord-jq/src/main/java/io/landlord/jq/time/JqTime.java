package io.landlord.jq.time;

import io.landlord.jq.text.JsonText;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * jq 1.8's {@code gmtime}, {@code mktime}, {@code strftime} and {@code strptime}, as they answer with the GNU C library
 * in UTC. Years and other parts are whole numbers of the size of a C {@code int}. A mistake is an
 * {@link IllegalArgumentException} in jq's words.
 *
 * <p>One deviation: the second before 1970 is a time like any other here, where jq takes its -1 for an error.
 */
public final class JqTime {
    private static final double FURTHEST = 6.7e16;

    private JqTime() {}

    /** Seconds since 1970 as broken-down time; the fraction stays with the seconds. */
    public static JsonNode gmtime(double seconds) {
        BrokenDown time = brokenDown(seconds);
        double fraction = seconds - Math.floor(seconds);
        ArrayNode out = array(time);
        out.set(5, JsonText.node(time.second() + fraction));
        return out;
    }

    /**
     * Broken-down time as seconds since 1970. Parts may be missing or out of range, as for C's {@code timegm}; the days of
     * the week and of the year are not looked at.
     */
    public static double mktime(JsonNode brokenDown) {
        if (!brokenDown.isArray()) {
            throw new IllegalArgumentException("mktime requires array inputs");
        }
        return parts(brokenDown, "mktime").epoch();
    }

    /** A time, broken-down or in seconds, by a format of C's {@code strftime} with the flags and widths of GNU. */
    public static String strftime(JsonNode time, String format) {
        if (time.isNumber()) {
            return TimeFormatter.format(brokenDown(time.doubleValue()), format);
        }
        return TimeFormatter.format(parts(time, "strftime/1").normalised(), format);
    }

    /**
     * Text as broken-down time, by a format of C's {@code strptime}. A zone is read and ignored. What follows the format in
     * the text has to start with a blank and becomes a ninth element.
     */
    public static JsonNode strptime(String text, String format) {
        TimeParser parser = new TimeParser(text);
        if (!parser.parse(format)) {
            throw new IllegalArgumentException("date \"" + text + "\" does not match format \"" + format + "\"");
        }
        ArrayNode out = array(parser.result());
        if (!parser.rest().isEmpty()) {
            out.add(parser.rest());
        }
        return out;
    }

    private static BrokenDown brokenDown(double seconds) {
        if (!(Math.abs(seconds) < FURTHEST)) {
            throw new IllegalArgumentException("error converting number of seconds since epoch to datetime");
        }
        return BrokenDown.ofEpoch((long) Math.floor(seconds));
    }

    private static BrokenDown parts(JsonNode array, String function) {
        int[] parts = new int[6];
        boolean valid = array.isArray();
        for (int i = 0; valid && i < Math.min(8, array.size()); i++) {
            JsonNode part = array.get(i);
            valid = part.isNumber();
            if (valid && i < parts.length) {
                parts[i] = (int) part.doubleValue();
            }
        }
        if (!valid) {
            throw new IllegalArgumentException(function + " requires parsed datetime inputs");
        }
        return new BrokenDown(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], 0, 0);
    }

    private static ArrayNode array(BrokenDown time) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        out.add(JsonText.node(time.year()));
        out.add(time.month())
                .add(time.day())
                .add(time.hour())
                .add(time.minute())
                .add(time.second());
        return out.add(time.weekday()).add(time.yearday());
    }
}
