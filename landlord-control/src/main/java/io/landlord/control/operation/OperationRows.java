package io.landlord.control.operation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads operations from rows. */
final class OperationRows {
    private OperationRows() {}

    static Operation operation(ResultSet row, int number) throws SQLException {
        return new Operation(
                row.getString("id"),
                row.getString("tenant"),
                Operation.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Operation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("generation"),
                row.getInt("attempt"),
                row.getString("provider"),
                row.getString("workflow_id"),
                row.getString("execution_id"),
                StoredReason.read(row.getString("error")),
                row.getString("correlation_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
