package io.landlord.server.http;

import io.landlord.language.reader.Spelling;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What parameters of a query must be. */
public final class Parameters {
    /** How many items a page has unless told otherwise. */
    public static final String DEFAULT_LIMIT = "50";

    /** The most items that a page can have. */
    public static final int MOST = 1_000;

    private Parameters() {}

    /**
     * The limit, when it is one.
     *
     * @throws Refusal otherwise
     */
    public static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.badRequest("invalid_parameter", "the parameter 'limit' must be from 1 to " + MOST);
        }
        return limit;
    }

    /**
     * The time that a parameter gives.
     *
     * @throws Refusal when it is none
     */
    public static @Nullable Instant time(String name, @Nullable String given) {
        try {
            return given == null ? null : OffsetDateTime.parse(given).toInstant();
        } catch (DateTimeParseException failure) {
            throw Refusal.badRequest(
                    "invalid_parameter", "the parameter '" + name + "' is not a time like 2026-11-21T12:00:00Z");
        }
    }

    /**
     * The constant that a parameter names in lower case.
     *
     * @throws Refusal when it names none
     */
    public static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name, @Nullable String given) {
        if (given == null) {
            return null;
        }
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int index = known.indexOf(given);
        if (index >= 0) {
            return type.getEnumConstants()[index];
        }
        String hint = Spelling.didYouMean(given, known);
        throw Refusal.badRequest(
                "invalid_parameter",
                "the parameter '" + name + "' must be one of " + String.join(", ", known)
                        + (hint == null ? "" : "; " + hint));
    }
}
