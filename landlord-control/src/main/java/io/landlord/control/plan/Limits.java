package io.landlord.control.plan;

import io.landlord.control.Problems;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks those limits of a plan whose meaning is known. */
final class Limits {
    private static final int MOST_CONNECTIONS = 10_000;
    private static final Duration LONGEST = Duration.ofDays(1);

    private Limits() {}

    static void check(ObjectNode limits, Problems problems) {
        JsonNode connections = limits.get("connections");
        if (connections != null && !isCount(connections)) {
            problems.add(
                    "invalid-limit",
                    "/limits/connections",
                    "the limit 'connections' is a whole number from 1 to " + MOST_CONNECTIONS + ", not "
                            + Problems.shown(connections.toString()),
                    null);
        }
        JsonNode timeout = limits.get("statementTimeout");
        if (timeout != null && !isDuration(timeout)) {
            problems.add(
                    "invalid-limit",
                    "/limits/statementTimeout",
                    "the limit 'statementTimeout' is a duration of up to a day, not "
                            + Problems.shown(timeout.toString()),
                    "write it as ISO 8601 does: \"PT15S\" is 15 seconds, \"PT5M\" is five minutes");
        }
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= 1
                && value.intValue() <= MOST_CONNECTIONS;
    }

    private static boolean isDuration(JsonNode value) {
        if (!value.isString()) {
            return false;
        }
        try {
            Duration duration = Duration.parse(value.stringValue());
            return duration.toMillis() > 0 && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeParseException | ArithmeticException notOne) {
            return false;
        }
    }
}
