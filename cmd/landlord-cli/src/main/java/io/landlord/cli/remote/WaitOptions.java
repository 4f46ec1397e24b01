package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command whose work goes on after the server's answer. */
final class WaitOptions {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    @Option(
            names = {"--wait"},
            description = "end when the work has ended; on a terminal, show its steps meanwhile")
    private boolean wait;

    @Option(
            names = {"--watch"},
            description = "as --wait, and show the steps wherever the output goes")
    private boolean watch;

    @Option(
            names = {"--timeout"},
            paramLabel = "DURATION",
            description = "how long to wait at most, as 90s, 5m, 1h or PT5M; exit code 124 when it is over")
    private @Nullable String timeout;

    boolean wanted() {
        return wait || watch || timeout != null;
    }

    boolean watch() {
        return watch;
    }

    /** How long to wait; years, unless told otherwise. */
    Duration longest() {
        return timeout == null ? Duration.ofDays(3650) : parse(timeout);
    }

    private static Duration parse(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
        try {
            Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException problem) {
            throw notADuration(text);
        }
        throw notADuration(text);
    }

    private static CliFailure notADuration(String text) {
        return CliFailure.invalid("'" + text + "' is not a duration", "as in --timeout 90s, 5m, 1h or PT5M");
    }
}
