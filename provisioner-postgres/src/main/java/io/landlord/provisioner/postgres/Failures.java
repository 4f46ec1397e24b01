package io.landlord.provisioner.postgres;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong on the server, as a task's failure: what may pass is retryable with status 503, what stays is not.
 *
 * <p>Details carry the server's message and SQLSTATE. No statement we send holds a password, so no message can.
 */
final class Failures {
    private static final int UNAVAILABLE = 503;
    private static final int CONFLICT = 409;

    private Failures() {}

    static TaskFailure of(String doing, SQLException cause) {
        String state = cause.getSQLState() == null ? "" : cause.getSQLState();
        String detail = "could not " + doing + ": " + cause.getMessage() + " [SQLSTATE " + state + "]";
        if (mayPass(state, cause)) {
            StandardError kind = StandardError.COMMUNICATION;
            return new TaskFailure(kind.type(), UNAVAILABLE, "Database server unavailable", detail, true, cause);
        }
        return TaskFailure.of(kind(state), detail, false, cause);
    }

    /** Something is in the way that trying again does not remove. */
    static TaskFailure conflict(String detail) {
        return new TaskFailure(StandardError.RUNTIME.type(), CONFLICT, "Conflict", detail, false, null);
    }

    /** The failure of the database in a chain of causes, if there is one. */
    static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static StandardError kind(String state) {
        if (state.startsWith("28")) {
            return StandardError.AUTHENTICATION;
        }
        return state.equals("42501") ? StandardError.AUTHORIZATION : StandardError.RUNTIME;
    }

    private static boolean mayPass(String state, SQLException cause) {
        return state.startsWith("08") // connection
                || state.startsWith("53") // resources
                || state.startsWith("57P") // shutdown
                || state.startsWith("40") // serialization, deadlock
                || state.equals("57014") // cancelled, timeout
                || state.equals("55006") // in use
                || state.equals("55P03") // lock not available
                || isConcurrentUpdate(state, cause)
                || sqlCauseIsIo(cause);
    }

    /** Two sessions that grant on one database at once: the server reports that as an internal error. */
    private static boolean isConcurrentUpdate(String state, SQLException cause) {
        return state.equals("XX000") && String.valueOf(cause.getMessage()).contains("concurrently");
    }

    private static boolean sqlCauseIsIo(SQLException cause) {
        return cause.getCause() instanceof IOException;
    }
}
