package io.landlord.cli.console;

import io.landlord.api.error.ErrorCategory;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionState;
import java.util.Arrays;

/** Every exit code of the command, and what each category of failure becomes: the one place where that is decided. */
public final class ExitCode {
    public static final int OK = 0;
    public static final int INTERNAL = 1;
    public static final int INVALID = 2;
    public static final int EXECUTION_FAILED = 3;
    public static final int NOT_FOUND = 4;
    public static final int CONFLICT = 5;
    public static final int UNSUPPORTED = 6;
    public static final int UNAVAILABLE = 7;
    public static final int TIMED_OUT = 124;
    public static final int INTERRUPTED = 130;

    /** The part of every help text that lists them. */
    public static final String HELP = "0 done, 1 a fault of Landlord, 2 wrong arguments or an invalid definition, "
            + "3 the execution or the tenant failed, 4 not found, 5 conflict, 6 not supported, 7 not reachable, "
            + "124 the time of --timeout was over, "
            + "130 interrupted";

    private ExitCode() {}

    /** The exit code of a refusal by the server: by its code where that is known, else by its HTTP status. */
    public static int of(String problemCode, int httpStatus) {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.wireName().equals(problemCode))
                .findFirst()
                .map(code -> of(code.category()))
                .orElseGet(() -> ofStatus(httpStatus));
    }

    private static int ofStatus(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 409, 412, 428 -> CONFLICT;
            case 501 -> UNSUPPORTED;
            case 502, 503, 504, 429 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : INVALID;
        };
    }

    public static int of(ErrorCategory category) {
        return switch (category) {
            case INTERNAL -> INTERNAL;
            case INVALID -> INVALID;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case UNSUPPORTED -> UNSUPPORTED;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    public static int of(ExecutionState state) {
        return switch (state) {
            case SUCCEEDED -> OK;
            case FAILED, TIMED_OUT, CANCELLED -> EXECUTION_FAILED;
            case PENDING, RUNNING, PAUSED -> INTERNAL;
        };
    }
}
