package io.landlord.machine.program;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads durations (dsl-reference, "Duration"): ISO 8601 text with years, months, weeks and fractions, and objects with
 * {@code days}, {@code hours}, {@code minutes}, {@code seconds} and {@code milliseconds}.
 *
 * <p>A day has 24 hours, a month 30 days, a year 365 days: a duration has one length wherever and whenever it is used. The
 * finest unit is the millisecond, what is finer is rounded half up; the longest duration is 100 years.
 */
public final class Durations {
    private static final Pattern ISO =
            Pattern.compile("P(?!$)(?:([0-9.]+)Y)?(?:([0-9.]+)M)?(?:([0-9.]+)W)?(?:([0-9.]+)D)?"
                    + "(?:T(?=[0-9])(?:([0-9.]+)H)?(?:([0-9.]+)M)?(?:([0-9.]+)S)?)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final long[] GROUP_MILLIS = {
        365L * 86_400_000, 30L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000
    };
    private static final Map<String, Long> UNIT_MILLIS =
            Map.of("days", 86_400_000L, "hours", 3_600_000L, "minutes", 60_000L, "seconds", 1_000L, "milliseconds", 1L);
    private static final BigDecimal LONGEST = BigDecimal.valueOf(100L * 365 * 86_400_000);

    private Durations() {}

    /** The names of the units an object may have. */
    public static java.util.Set<String> units() {
        return UNIT_MILLIS.keySet();
    }

    /** Reads ISO 8601 text; empty for anything else. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal millis = BigDecimal.ZERO;
        for (int group = 1; group <= GROUP_MILLIS.length; group++) {
            String number = matcher.group(group);
            if (number != null) {
                if (!NUMBER.matcher(number).matches()) {
                    return Optional.empty();
                }
                millis = millis.add(new BigDecimal(number).multiply(BigDecimal.valueOf(GROUP_MILLIS[group - 1])));
            }
        }
        return ofMillis(millis);
    }

    /** Reads either form; empty for anything else. */
    public static Optional<Duration> read(JsonNode value) {
        if (value.isString()) {
            return parse(value.stringValue().trim());
        }
        if (!value.isObject() || value.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal millis = BigDecimal.ZERO;
        for (Map.Entry<String, JsonNode> unit : value.properties()) {
            Long factor = UNIT_MILLIS.get(unit.getKey());
            if (factor == null || !unit.getValue().isNumber()) {
                return Optional.empty();
            }
            millis = millis.add(unit.getValue().decimalValue().multiply(BigDecimal.valueOf(factor)));
        }
        return ofMillis(millis);
    }

    private static Optional<Duration> ofMillis(BigDecimal millis) {
        if (millis.signum() < 0 || millis.compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        return Optional.of(
                Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact()));
    }
}
