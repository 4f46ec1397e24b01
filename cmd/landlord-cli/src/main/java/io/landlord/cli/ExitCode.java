package io.landlord.cli;

import io.landlord.api.error.ErrorCategory;
import io.landlord.api.execution.ExecutionState;

/** Every exit code of the command, and what each category of failure becomes: the one place where that is decided. */
final class ExitCode {
    static final int OK = 0;
    static final int INTERNAL = 1;
    static final int INVALID = 2;
    static final int EXECUTION_FAILED = 3;
    static final int NOT_FOUND = 4;
    static final int CONFLICT = 5;
    static final int UNSUPPORTED = 6;
    static final int UNAVAILABLE = 7;

    /** The part of every help text that lists them. */
    static final String HELP = "0 done, 1 a fault of Landlord, 2 wrong arguments or an invalid definition, "
            + "3 the execution did not succeed, 4 not found, 5 conflict, 6 not supported, 7 not reachable, "
            + "130 interrupted";

    private ExitCode() {}

    static int of(ErrorCategory category) {
        return switch (category) {
            case INTERNAL -> INTERNAL;
            case INVALID -> INVALID;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case UNSUPPORTED -> UNSUPPORTED;
            case UNAVAILABLE -> UNAVAILABLE;
        };
    }

    static int of(ExecutionState state) {
        return switch (state) {
            case SUCCEEDED -> OK;
            case FAILED, TIMED_OUT, CANCELLED -> EXECUTION_FAILED;
            case PENDING, RUNNING, PAUSED -> INTERNAL;
        };
    }
}
