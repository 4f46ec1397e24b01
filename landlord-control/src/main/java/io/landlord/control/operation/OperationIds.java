package io.landlord.control.operation;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ids of operations, and the names of their executions: {@code op-} and 26 letters and digits, the time first, so that ids sort
 * by it.
 */
public final class OperationIds {
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;
    private static final int RANDOM_DIGITS = 16;
    private static final Pattern EXECUTION = Pattern.compile("(op-[0-9a-z]{26})-([1-9][0-9]{0,8})(?:~.*)?");

    /** An attempt at an operation, as the name of its execution tells. */
    public record Attempt(String operation, int number) {}

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OperationIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        StringBuilder id = new StringBuilder("op-");
        long time = clock.millis();
        for (int place = TIME_DIGITS - 1; place >= 0; place--) {
            id.append(DIGITS.charAt((int) (time >>> (5 * place)) & 31));
        }
        for (int place = 0; place < RANDOM_DIGITS; place++) {
            id.append(DIGITS.charAt(random.nextInt(32)));
        }
        return id.toString();
    }

    /** The name of the execution that an attempt at an operation is: the same on every server and every engine. */
    public static String executionName(String operation, int attempt) {
        return operation + "-" + attempt;
    }

    /**
     * The attempt that an execution's name tells of, if it is one of an operation. Workflows that it runs belong to it: their
     * names begin with its own, and a {@code ~}.
     */
    public static Optional<Attempt> attempt(String executionName) {
        Matcher matcher = EXECUTION.matcher(executionName);
        return matcher.matches()
                ? Optional.of(new Attempt(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
