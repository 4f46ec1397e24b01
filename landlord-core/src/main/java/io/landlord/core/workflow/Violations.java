package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects everything that is wrong with a request, one diagnostic for each mistake. */
final class Violations {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final String NAME_RULE =
            "letters, digits, '.', '_' and '-', beginning with a letter or a digit, at most 128 of them";
    static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int TAGS = 64;
    private static final int TAG_KEY = 128;
    private static final int TAG_VALUE = 1_024;
    private static final int SHOWN = 80;

    private final List<Diagnostic> found = new ArrayList<>();

    List<Diagnostic> found() {
        return List.copyOf(found);
    }

    void add(String code, String pointer, String message, @Nullable String hint) {
        found.add(Diagnostic.error(code, pointer, message, hint));
    }

    /** Requires an id or a name that every engine can take. */
    void requireName(String code, String pointer, String what, String name) {
        if (name.isEmpty()) {
            add(code, pointer, what + " is empty", "use " + NAME_RULE);
        } else if (!NAME.matcher(name).matches()) {
            add(code, pointer, what + " '" + shown(name) + "' is not valid", "use " + NAME_RULE);
        }
    }

    void requirePositive(String pointer, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            add("invalid-timeout", pointer, "the timeout " + timeout + " is not positive", null);
        } else if (timeout.compareTo(LONGEST) > 0) {
            add("invalid-timeout", pointer, "the timeout is longer than " + LONGEST.toDays() + " days", null);
        }
    }

    void requireTags(Map<String, String> tags) {
        if (tags.size() > TAGS) {
            add("too-many-tags", "/tags", "there are " + tags.size() + " tags, more than " + TAGS, null);
        }
        tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(tag -> requireTag(tag.getKey(), tag.getValue()));
    }

    private void requireTag(String key, String value) {
        String pointer = "/tags/" + shown(key).replace("~", "~0").replace("/", "~1");
        if (key.isBlank()) {
            add("invalid-tag", pointer, "a tag has an empty name", "name what the tag tells");
        } else if (key.length() > TAG_KEY) {
            add("invalid-tag", pointer, "a tag's name has more than " + TAG_KEY + " characters", null);
        }
        if (value.length() > TAG_VALUE) {
            add("invalid-tag", pointer, "a tag's value has more than " + TAG_VALUE + " characters", null);
        }
    }

    /** Refuses something with everything that is wrong with it. */
    static LandlordException refusal(String what, List<Diagnostic> problems) {
        List<Diagnostic> errors = problems.stream().filter(Diagnostic::isError).toList();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new LandlordException(
                ErrorCode.INVALID_SPEC,
                what + " is not valid: " + errors.getFirst().message() + more,
                problems,
                null);
    }

    /** Text of a caller, short enough to show. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
