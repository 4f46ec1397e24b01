package io.landlord.control.operation;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Cursor;
import io.landlord.control.Page;
import io.landlord.control.Problems;
import io.landlord.control.store.ControlDatabase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations there are and were. Safe for use by many threads. */
public final class Operations {
    private final ControlDatabase database;

    public Operations(ControlDatabase database) {
        this.database = database;
    }

    /**
     * Which operations to list.
     *
     * @param tenant only those of this tenant
     * @param state only those in this state
     * @param limit how many at the most, from 1 to {@link Page#MOST}
     * @param cursor where the page begins, as the page before it said; {@code null} for the first
     */
    public record Query(
            @Nullable String tenant,
            Operation.@Nullable State state,
            int limit,
            @Nullable String cursor) {}

    /** @throws LandlordException {@link ErrorCode#OPERATION_NOT_FOUND} */
    public Operation get(String id) {
        return find(id).orElseThrow(() -> new LandlordException(
                ErrorCode.OPERATION_NOT_FOUND, "there is no operation '" + Problems.shown(id) + "'"));
    }

    /** The operation with this id, if there is one. */
    public Optional<Operation> find(String id) {
        if (id.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return database.jdbc()
                .sql("SELECT * FROM operations WHERE id = :id")
                .param("id", id)
                .query(OperationRows::operation)
                .optional();
    }

    /** Whether an earlier operation of the same tenant has not ended yet. */
    public boolean hasToWait(Operation operation) {
        return database.jdbc()
                .sql("SELECT 1 FROM operations WHERE tenant = :tenant AND generation < :generation"
                        + " AND state IN ('pending', 'running') LIMIT 1")
                .param("tenant", operation.tenant())
                .param("generation", operation.generation())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** One page of operations, newest first. */
    public Page<Operation> list(Query query) {
        String before = Cursor.read(query.cursor());
        StringBuilder sql = new StringBuilder("SELECT * FROM operations WHERE 1 = 1");
        sql.append(query.tenant() == null ? "" : " AND tenant = :tenant");
        sql.append(query.state() == null ? "" : " AND state = :state");
        sql.append(before == null ? "" : " AND id < :before");
        sql.append(" ORDER BY id DESC LIMIT :limit");
        List<Operation> found = database.jdbc()
                .sql(sql.toString())
                .param("tenant", query.tenant())
                .param("state", query.state() == null ? null : query.state().wireName())
                .param("before", before)
                .param("limit", Cursor.limit(query.limit()) + 1)
                .query(OperationRows::operation)
                .list();
        return Cursor.page(found, query.limit(), Operation::id);
    }
}
