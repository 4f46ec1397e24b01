package io.landlord.control.reconcile;

import io.landlord.control.StoredJson;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Operations;
import io.landlord.control.operation.StoredReason;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantChange;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.control.tenant.TenantState;
import io.landlord.control.tenant.TenantStore;
import java.sql.Types;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import tools.jackson.databind.JsonNode;

/**
 * What a reconciler writes. Every write holds only while the operation is still the job's own: in the state, the attempt and the
 * lease that the job knows, and its tenant in the version that was read. A job that was taken for dead and wakes up writes
 * nothing and hears {@link Held.Lost}.
 *
 * <p>The tenant is locked before its operation, here as where tenants are asked for, so that transactions never wait for each
 * other in a circle.
 */
final class OperationLedger {
    /** What a job has to do now with the execution that it follows. */
    enum Order {
        GO_ON,
        /** The tenant is to be deleted: stop the execution, and see it to its end. */
        STOP
    }

    private record Lease(long lease, @Nullable String input) {}

    private final ControlDatabase database;
    private final Operations operations;
    private final TenantStore tenants;
    private final Clock clock;

    OperationLedger(ControlDatabase database, Clock clock) {
        this.database = database;
        this.operations = new Operations(database);
        this.tenants = new TenantStore(database, clock);
        this.clock = clock;
    }

    /** Takes an operation from whoever has it; empty when it has ended. */
    Optional<Held> take(String operation) {
        return database.inTransaction(() -> {
            Lease lease = database.jdbc()
                    .sql("SELECT lease, input FROM operations WHERE id = :id AND state IN ('pending', 'running')"
                            + database.dialect().forUpdate())
                    .param("id", operation)
                    .query((row, number) -> new Lease(row.getLong("lease") + 1, row.getString("input")))
                    .optional()
                    .orElse(null);
            if (lease == null) {
                return Optional.empty();
            }
            int ignored = database.jdbc()
                    .sql("UPDATE operations SET lease = :lease WHERE id = :id")
                    .param("lease", lease.lease())
                    .param("id", operation)
                    .update();
            return Optional.of(
                    new Held(operations.get(operation), lease.lease(), StoredJson.readNullable(lease.input())));
        });
    }

    /** Writes that the first attempt begins. */
    Held begin(Held held, String provider, String workflowId, JsonNode input) {
        return database.inTransaction(() -> {
            Tenant tenant = lock(held);
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET state = 'running', attempt = 1, provider = :provider,"
                                    + " workflow_id = :workflow, input = :input, started_at = :now"
                                    + " WHERE id = :id AND lease = :lease AND state = 'pending'")
                            .param("provider", provider)
                            .param("workflow", workflowId)
                            .param("input", StoredJson.write(input))
                            .param("now", clock.millis()));
            write(
                    tenant.after(TenantChange.BEGIN, null),
                    TenantEvent.Type.STARTED,
                    held,
                    "runs " + workflowId + " on " + provider);
            return again(held, input);
        });
    }

    /** Writes which execution the attempt is. */
    Held started(Held held, String executionId) {
        return database.inTransaction(() -> {
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET execution_id = :execution WHERE id = :id AND lease = :lease"
                                    + " AND state = 'running' AND attempt = :attempt")
                            .param("execution", executionId)
                            .param("attempt", held.operation().attempt()));
            return again(held, held.input());
        });
    }

    /** Writes that a further attempt begins, because the engine does not know the execution any more. */
    Held restart(Held held) {
        return database.inTransaction(() -> {
            Tenant tenant = lock(held);
            int attempt = held.operation().attempt();
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET attempt = attempt + 1, execution_id = NULL"
                                    + " WHERE id = :id AND lease = :lease AND state = 'running' AND attempt = :attempt")
                            .param("attempt", attempt));
            note(
                    tenant,
                    TenantEvent.Type.RESTARTED,
                    held,
                    "the engine does not know the execution of attempt " + attempt + " any more; attempt "
                            + (attempt + 1) + " begins");
            return again(held, held.input());
        });
    }

    /** Writes that the operation cannot go on now. */
    void delayed(Held held, String message) {
        database.inTransaction(() -> {
            Tenant tenant = lock(held);
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET lease = lease WHERE id = :id AND lease = :lease"
                                    + " AND state IN ('pending', 'running')"));
            note(tenant, TenantEvent.Type.DELAYED, held, message);
        });
    }

    /**
     * Counts a fault that the operation met.
     *
     * @return how many it has met by now
     */
    int fault(Held held, String message) {
        return database.inTransaction(() -> {
            Tenant tenant = lock(held);
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET faults = faults + 1 WHERE id = :id AND lease = :lease"
                                    + " AND state IN ('pending', 'running')"));
            int faults = database.jdbc()
                    .sql("SELECT faults FROM operations WHERE id = :id")
                    .param("id", held.operation().id())
                    .query(Integer.class)
                    .single();
            if (faults == 1) {
                note(tenant, TenantEvent.Type.DELAYED, held, message);
            }
            return faults;
        });
    }

    /** What there is to do with the execution. */
    Order order(Held held) {
        return database.jdbc()
                .sql("SELECT t.state, t.operation FROM operations o JOIN tenants t ON t.name = o.tenant"
                        + " WHERE o.id = :id AND o.lease = :lease AND o.state = 'running' AND o.attempt = :attempt")
                .param("id", held.operation().id())
                .param("lease", held.lease())
                .param("attempt", held.operation().attempt())
                .query((row, number) -> isRemoval(row.getString("state"))
                                && !row.getString("operation")
                                        .equals(held.operation().id())
                        ? Order.STOP
                        : Order.GO_ON)
                .optional()
                .orElseThrow(() -> new Held.Lost(held));
    }

    private static boolean isRemoval(String state) {
        return state.equals(TenantState.DELETING.wireName());
    }

    /** Writes how the operation ended, and what that makes of the tenant; the operation as it is then. */
    Operation end(Held held, End end) {
        return database.inTransaction(() -> {
            Tenant tenant = lock(held);
            Operation operation = held.operation();
            boolean newest = tenant.operation().equals(operation.id());
            boolean superseded = !newest && tenant.state() == TenantState.DELETING;
            Operation.State state = superseded ? Operation.State.SUPERSEDED : end.state();
            one(
                    held,
                    database.jdbc()
                            .sql("UPDATE operations SET state = :state, error = :error, ended_at = :now"
                                    + " WHERE id = :id AND lease = :lease AND state = :before AND attempt = :attempt")
                            .param("state", state.wireName())
                            .param("error", superseded ? null : StoredReason.write(end.failure()), Types.VARCHAR)
                            .param("now", clock.millis())
                            .param("before", operation.state().wireName())
                            .param("attempt", operation.attempt()));
            Tenant observed = observed(tenant, operation, state, end);
            TenantChange change = newest ? end.change(operation.kind()) : TenantChange.NOTE;
            write(
                    observed.after(change, newest ? end.failure() : tenant.reason()),
                    eventType(state),
                    held,
                    message(operation, state, end));
            return operations.get(operation.id());
        });
    }

    private static Tenant observed(Tenant tenant, Operation operation, Operation.State state, End end) {
        return switch (end) {
            case End.Succeeded(JsonNode outputs) ->
                tenant.observed(operation.generation(), operation.kind() == Operation.Kind.DELETE ? null : outputs);
            case End.Failed failed ->
                state == Operation.State.SUPERSEDED
                        ? tenant
                        : tenant.observed(operation.generation(), tenant.outputs());
        };
    }

    private static TenantEvent.Type eventType(Operation.State state) {
        return switch (state) {
            case SUCCEEDED -> TenantEvent.Type.SUCCEEDED;
            case FAILED -> TenantEvent.Type.FAILED;
            case SUPERSEDED -> TenantEvent.Type.SUPERSEDED;
            case PENDING, RUNNING -> throw new IllegalStateException("an operation does not end as " + state);
        };
    }

    private static String message(Operation operation, Operation.State state, End end) {
        if (state == Operation.State.SUPERSEDED) {
            return "stopped, because the tenant is to be deleted";
        }
        return switch (end) {
            case End.Succeeded succeeded ->
                switch (operation.kind()) {
                    case CREATE -> "the tenant is made";
                    case UPDATE -> "the tenant is changed";
                    case DELETE -> "the tenant is removed";
                };
            case End.Failed(var reason) -> reason.message();
        };
    }

    private Tenant lock(Held held) {
        return tenants.lock(held.operation().tenant()).orElseThrow(() -> new Held.Lost(held));
    }

    private void note(Tenant tenant, TenantEvent.Type type, Held held, String message) {
        write(tenant.after(TenantChange.NOTE, tenant.reason()), type, held, message);
    }

    private void write(Tenant changed, TenantEvent.Type type, Held held, String message) {
        tenants.update(changed);
        tenants.record(changed.name(), type, changed.state(), held.operation().id(), message);
    }

    private Held again(Held held, @Nullable JsonNode input) {
        return new Held(operations.get(held.operation().id()), held.lease(), input);
    }

    private static void one(Held held, StatementSpec update) {
        int updated = update.param("id", held.operation().id())
                .param("lease", held.lease())
                .update();
        if (updated != 1) {
            throw new Held.Lost(held);
        }
    }
}
