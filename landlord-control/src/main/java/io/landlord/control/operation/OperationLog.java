package io.landlord.control.operation;

import io.landlord.control.store.ControlDatabase;
import java.time.Clock;
import java.util.List;

/** Where operations are asked for. Its methods work in the transaction of the thread, in which the tenant is locked. */
public final class OperationLog {
    private final ControlDatabase database;
    private final WorkQueue queue;
    private final Clock clock;
    private final OperationIds ids;

    public OperationLog(ControlDatabase database, WorkQueue queue, Clock clock) {
        this.database = database;
        this.queue = queue;
        this.clock = clock;
        this.ids = new OperationIds(clock);
    }

    /** A new id. */
    public String nextId() {
        return ids.next();
    }

    /** Writes an operation that is to be done, and its job. */
    public void ask(String id, String tenant, Operation.Kind kind, long generation, String correlationId) {
        int ignored = database.jdbc()
                .sql("INSERT INTO operations (id, tenant, kind, state, generation, attempt, lease, correlation_id,"
                        + " created_at) VALUES (:id, :tenant, :kind, 'pending', :generation, 0, 0, :correlation, :now)")
                .param("id", id)
                .param("tenant", tenant)
                .param("kind", kind.wireName())
                .param("generation", generation)
                .param("correlation", correlationId)
                .param("now", clock.millis())
                .update();
        queue.put(id);
    }

    /** Ends what has not begun yet of a tenant's operations; their ids. */
    public List<String> supersedePending(String tenant) {
        List<String> pending = database.jdbc()
                .sql("SELECT id FROM operations WHERE tenant = :tenant AND state = 'pending' ORDER BY generation")
                .param("tenant", tenant)
                .query((row, number) -> row.getString(1))
                .list();
        for (String id : pending) {
            int ignored = database.jdbc()
                    .sql("UPDATE operations SET state = 'superseded', ended_at = :now"
                            + " WHERE id = :id AND state = 'pending'")
                    .param("now", clock.millis())
                    .param("id", id)
                    .update();
        }
        return pending;
    }
}
