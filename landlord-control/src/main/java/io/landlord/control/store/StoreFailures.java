package io.landlord.control.store;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The one place that tells what a failure of the database means: what may pass is thrown as a {@link LandlordException} of
 * {@link ErrorCode#STORE_UNAVAILABLE}; anything else is the {@link DataAccessException} that it is.
 */
final class StoreFailures implements SQLExceptionTranslator {
    /** Classes of SQL states: connection, resources, operator's intervention and system. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58");

    /** Conflicts of transactions, and a password refused: it may be changing just now, and it is the operator's to mend. */
    private static final Set<String> PASSING_STATES =
            Set.of("40001", "40P01", "55P03", "28000", "28P01", "3D000", "25006");

    private static final Set<SQLiteErrorCode> PASSING_SQLITE = Set.of(
            SQLiteErrorCode.SQLITE_BUSY,
            SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_IOERR,
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_READONLY,
            SQLiteErrorCode.SQLITE_CANTOPEN,
            SQLiteErrorCode.SQLITE_NOMEM,
            SQLiteErrorCode.SQLITE_PROTOCOL,
            SQLiteErrorCode.SQLITE_PERM);

    private final String place;
    private final SQLExceptionTranslator states = new SQLStateSQLExceptionTranslator();

    StoreFailures(String place) {
        this.place = place;
    }

    @Override
    public @Nullable DataAccessException translate(String task, @Nullable String sql, SQLException failure) {
        if (passes(failure)) {
            throw unavailable(failure);
        }
        if (failure instanceof SQLiteException sqlite) {
            return integrity(task, sqlite);
        }
        return states.translate(task, sql, failure);
    }

    LandlordException unavailable(Throwable cause) {
        return new LandlordException(
                ErrorCode.STORE_UNAVAILABLE, "the database " + place + " is not available: " + reason(cause), cause);
    }

    LandlordException unavailable(String reason) {
        return new LandlordException(
                ErrorCode.STORE_UNAVAILABLE, "the database " + place + " is not available: " + reason);
    }

    /** The failure of the database that is behind another one. */
    static @Nullable SQLException sqlCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    private static String reason(Throwable cause) {
        // The pool's own exception says that it waited; the one behind it says for what.
        Throwable deepest = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof SQLException) {
                deepest = next;
            }
        }
        return String.valueOf(deepest.getMessage());
    }

    private static boolean passes(SQLException failure) {
        if (failure instanceof SQLTransientException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLNonTransientConnectionException) {
            return true;
        }
        if (failure instanceof SQLiteException sqlite) {
            return PASSING_SQLITE.contains(primary(sqlite));
        }
        String state = failure.getSQLState();
        return state != null
                && (PASSING_STATES.contains(state)
                        || state.length() >= 2 && PASSING_CLASSES.contains(state.substring(0, 2)));
    }

    private static @Nullable DataAccessException integrity(String task, SQLiteException failure) {
        SQLiteErrorCode code = failure.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_CONSTRAINT_UNIQUE || code == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY) {
            return new DuplicateKeyException(task, failure);
        }
        return primary(failure) == SQLiteErrorCode.SQLITE_CONSTRAINT
                ? new DataIntegrityViolationException(task, failure)
                : null;
    }

    /** The low byte of a result code is the kind, the rest its details. */
    private static SQLiteErrorCode primary(SQLiteException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getResultCode().code & 0xff);
    }
}
