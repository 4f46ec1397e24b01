package io.landlord.worker;

import io.landlord.language.reader.Spelling;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was configured, by the names the server has for it: arguments {@code --landlord.temporal.address=...} before the
 * environment's {@code LANDLORD_TEMPORAL_ADDRESS}. Every mistake names the value that is wrong and where it came from.
 */
final class Values {
    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KB|MB|)");

    private record Value(String source, String text) {}

    private final Map<String, Value> values = new HashMap<>();

    /**
     * @param known the names there are
     * @param groups beginnings of names, under which variables that are none of them are refused: others may use our prefix,
     *     but hardly these
     * @throws Misconfiguration for an argument that is none of them, and for such a variable
     */
    Values(List<String> known, List<String> groups, Map<String, String> environment, String... arguments) {
        Map<String, String> names = new HashMap<>();
        known.forEach(name -> names.put(uniform(name), name));
        environment.forEach((variable, text) -> {
            String name = names.get(uniform(variable));
            if (name != null && !text.isBlank()) {
                values.put(name, new Value(variable, text.strip()));
            } else if (name == null && groups.stream().anyMatch(group -> variable.startsWith(variable(group)))) {
                List<String> variables = known.stream().map(Values::variable).toList();
                String hint = Spelling.didYouMean(variable, variables);
                throw new Misconfiguration("there is no setting " + variable + (hint == null ? "" : "; " + hint));
            }
        });
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name =
                    argument.startsWith("--") && equals > 0 ? names.get(uniform(argument.substring(2, equals))) : null;
            if (name == null) {
                String given = equals > 0 ? argument.substring(0, equals) : argument;
                String hint = Spelling.didYouMean(given.replaceFirst("^--", ""), known);
                throw new Misconfiguration("there is no setting " + given + (hint == null ? "" : "; " + hint));
            }
            values.put(
                    name, new Value("--" + name, argument.substring(equals + 1).strip()));
        }
    }

    private static String uniform(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    /** The environment's name of a setting. */
    private static String variable(String name) {
        return name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    @Nullable
    String text(String name) {
        Value value = values.get(name);
        return value == null || value.text.isEmpty() ? null : value.text;
    }

    String text(String name, String fallback) {
        return Objects.requireNonNullElse(text(name), fallback);
    }

    /** The first of these names that has a value. */
    private @Nullable Value first(List<String> names) {
        return names.stream()
                .map(values::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    int number(List<String> names, int fallback, int least, int most) {
        Value value = first(names);
        if (value == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(value.text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw wrong(value, "a whole number from " + least + " to " + most);
    }

    /** A size as the server reads it, {@code 256KB}; a number alone is bytes. */
    int bytes(String name, int fallback, int most) {
        Value value = values.get(name);
        if (value == null) {
            return fallback;
        }
        Matcher size = SIZE.matcher(value.text);
        if (size.matches()) {
            long count = Long.parseLong(size.group(1));
            long bytes = switch (size.group(2)) {
                case "KB" -> count << 10;
                case "MB" -> count << 20;
                default -> count;
            };
            if (bytes >= 1 && bytes <= most) {
                return (int) bytes;
            }
        }
        throw wrong(value, "a size like 256KB, at most " + (most >> 20) + "MB");
    }

    boolean flag(String name, boolean fallback) {
        Value value = values.get(name);
        return value == null
                ? fallback
                : switch (value.text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(value, "true or false");
                };
    }

    String choice(List<String> names, String fallback, List<String> choices) {
        Value value = first(names);
        if (value == null) {
            return fallback;
        }
        String chosen = value.text.toLowerCase(Locale.ROOT);
        if (!choices.contains(chosen)) {
            throw wrong(value, "one of " + String.join(", ", choices));
        }
        return chosen;
    }

    List<String> list(String name) {
        List<String> items = new ArrayList<>();
        String text = text(name);
        if (text != null) {
            Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .forEach(items::add);
        }
        return items;
    }

    @Nullable
    Path path(String name) {
        Value value = values.get(name);
        try {
            return value == null ? null : Path.of(value.text);
        } catch (InvalidPathException problem) {
            throw wrong(value, "the path of a file");
        }
    }

    @Nullable
    Duration duration(String name) {
        Value value = values.get(name);
        if (value == null) {
            return null;
        }
        Matcher simple = SIMPLE_DURATION.matcher(value.text);
        if (simple.matches()) {
            long count = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            };
        }
        try {
            return Duration.parse(value.text);
        } catch (DateTimeParseException problem) {
            throw wrong(value, "a duration like 30s, 5m or PT30S");
        }
    }

    /** A mistake in a value that is no secret. */
    private static Misconfiguration wrong(Value value, String expected) {
        return new Misconfiguration(value.source + " is '" + value.text + "', and must be " + expected);
    }
}
