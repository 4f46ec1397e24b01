package io.landlord.control.tenant;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.ControlSettings;
import io.landlord.control.Cursor;
import io.landlord.control.Page;
import io.landlord.control.Problems;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.OperationLog;
import io.landlord.control.operation.Operations;
import io.landlord.control.operation.WorkQueue;
import io.landlord.control.plan.Plans;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Templates;
import io.landlord.language.reader.Spelling;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tenants there are: what is wanted of them is said here, and the reconciler makes it so. Safe for use by many threads, and
 * by several servers on one database. A change is made in one transaction with its operation, its job and its line of history;
 * it joins the transaction of the thread where there is one.
 */
public final class Tenants {
    private final ControlDatabase database;
    private final TenantStore store;
    private final Operations operations;
    private final OperationLog log;
    private final Wishes wishes;
    private final Clock clock;

    public Tenants(
            ControlDatabase database,
            Plans plans,
            Templates templates,
            WorkQueue queue,
            ControlSettings settings,
            Clock clock) {
        this.database = database;
        this.store = new TenantStore(database, clock);
        this.operations = new Operations(database);
        this.log = new OperationLog(database, queue, clock);
        this.wishes = new Wishes(plans, templates, settings.defaultPlan(), settings.defaultTemplate());
        this.clock = clock;
    }

    /**
     * Which tenants to list.
     *
     * @param state only those in this state; {@code null} for all that are not deleted
     * @param plan only those of this plan
     * @param template only those of this template
     * @param limit how many at the most, from 1 to {@link Page#MOST}
     * @param cursor where the page begins, as the page before it said; {@code null} for the first
     */
    public record Query(
            @Nullable TenantState state,
            @Nullable String plan,
            @Nullable String template,
            int limit,
            @Nullable String cursor) {}

    /**
     * Says what is wanted of a tenant, and makes the operation that brings it about. Saying it again changes nothing: while the
     * operation is under way it gives that operation, once the tenant is ready none. A tenant that failed is tried again.
     *
     * @param correlationId the id of the request, for logs and handlers
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with a diagnostic for each problem;
     *     {@link ErrorCode#PLAN_NOT_FOUND}; {@link ErrorCode#TEMPLATE_NOT_FOUND}; {@link ErrorCode#TENANT_CONFLICT} while it is
     *     being deleted; {@link ErrorCode#VERSION_CONFLICT} when the precondition does not hold
     */
    public Applied apply(TenantRequest request, Precondition precondition, String correlationId) {
        Problems problems = new Problems();
        problems.checkName(request.name(), "/name");
        problems.refuse("tenant '" + Problems.shown(request.name()) + "'");
        return database.inTransaction(() -> applyLocked(request, precondition, correlationId));
    }

    private Applied applyLocked(TenantRequest request, Precondition precondition, String correlationId) {
        Tenant known = store.lock(request.name()).orElse(null);
        check(request.name(), known, precondition);
        if (known == null) {
            Wish wish = wishes.complete(request, null);
            Applied made = make(request.name(), wish, correlationId);
            // Somebody else may just have made it, and have committed: now it can be seen.
            return made != null ? made : applyLocked(request, precondition, correlationId);
        }
        boolean gone = known.state() == TenantState.DELETED;
        if (known.state() == TenantState.DELETING) {
            throw new LandlordException(
                    ErrorCode.TENANT_CONFLICT,
                    "tenant '" + known.name() + "' is being deleted by operation " + known.operation()
                            + "; wait for its end, then apply again");
        }
        Wish wish = wishes.complete(request, gone ? null : known);
        boolean same = !gone && known.state() != TenantState.FAILED && wish.equals(known.wish());
        if (same) {
            Operation underWay = known.state() == TenantState.READY ? null : operations.get(known.operation());
            return new Applied(known, underWay, false);
        }
        Operation.Kind kind = known.outputs() == null ? Operation.Kind.CREATE : Operation.Kind.UPDATE;
        Operation operation = ask(known.wanted(wish), TenantChange.APPLY, kind, correlationId);
        return new Applied(get(known.name()), operation, gone);
    }

    private @Nullable Applied make(String name, Wish wish, String correlationId) {
        Instant now = clock.instant();
        Tenant tenant = new Tenant(
                name,
                TenantState.REQUESTED,
                wish.plan(),
                wish.template(),
                wish.templateVersion(),
                wish.parameters(),
                1,
                0,
                1,
                null,
                null,
                log.nextId(),
                now,
                now);
        if (!store.insert(tenant)) {
            return null;
        }
        ask(tenant, TenantEvent.Type.APPLIED, Operation.Kind.CREATE, correlationId);
        return new Applied(get(name), operations.get(tenant.operation()), true);
    }

    /** Makes the operation of the tenant's next generation, in the place of what has not begun yet. */
    private Operation ask(Tenant tenant, TenantChange change, Operation.Kind kind, String correlationId) {
        Tenant changed = tenant.next(log.nextId()).after(change, null);
        store.update(changed);
        for (String superseded : log.supersedePending(tenant.name())) {
            store.record(
                    tenant.name(),
                    TenantEvent.Type.SUPERSEDED,
                    changed.state(),
                    superseded,
                    "had not begun; operation " + changed.operation() + " takes its place");
        }
        boolean removal = change == TenantChange.REMOVE;
        ask(changed, removal ? TenantEvent.Type.DELETE_REQUESTED : TenantEvent.Type.APPLIED, kind, correlationId);
        return operations.get(changed.operation());
    }

    private void ask(Tenant tenant, TenantEvent.Type type, Operation.Kind kind, String correlationId) {
        log.ask(tenant.operation(), tenant.name(), kind, tenant.generation(), correlationId);
        String message = kind == Operation.Kind.DELETE
                ? "removal asked for"
                : "wanted: plan " + tenant.plan() + ", template " + tenant.template() + " version "
                        + tenant.templateVersion();
        store.record(tenant.name(), type, tenant.state(), tenant.operation(), message);
    }

    private static void check(String name, @Nullable Tenant known, Precondition precondition) {
        boolean there = known != null && known.state() != TenantState.DELETED;
        boolean holds = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> !there;
            case Precondition.Generation(long generation) -> known != null && known.generation() == generation;
        };
        if (!holds) {
            throw new LandlordException(
                    ErrorCode.VERSION_CONFLICT,
                    "tenant '" + name + "' is " + (known == null ? "not there" : "in generation " + known.generation())
                            + ", which is not what the request expects; read it again and decide anew");
        }
    }

    /**
     * As {@link #apply}, for a tenant that must not be there.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_CONFLICT} when it is
     */
    public Applied create(TenantRequest request, String correlationId) {
        return database.inTransaction(() -> {
            store.lock(request.name())
                    .filter(known -> known.state() != TenantState.DELETED)
                    .ifPresent(known -> {
                        throw there(known.name());
                    });
            Applied applied = apply(request, Precondition.none(), correlationId);
            if (!applied.created()) {
                throw there(request.name());
            }
            return applied;
        });
    }

    private static LandlordException there(String name) {
        return new LandlordException(
                ErrorCode.TENANT_CONFLICT,
                "there is a tenant '" + name + "' already; apply it to change it, or choose another name");
    }

    /**
     * Asks for a tenant's removal; what is under way for it is stopped and undone first. Asking again gives the same operation.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}; {@link ErrorCode#VERSION_CONFLICT}
     */
    public Operation delete(String name, Precondition precondition, String correlationId) {
        return database.inTransaction(() -> {
            Tenant known = store.lock(name).orElseThrow(() -> unknown(name));
            check(name, known, precondition);
            if (TenantChange.REMOVE.after(known.state()) == null) {
                return operations.get(known.operation());
            }
            return ask(known, TenantChange.REMOVE, Operation.Kind.DELETE, correlationId);
        });
    }

    /** @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}, with a guess at the name that was meant */
    public Tenant get(String name) {
        return store.find(name).orElseThrow(() -> unknown(name));
    }

    private LandlordException unknown(String name) {
        List<String> known = database.jdbc()
                .sql("SELECT name FROM tenants WHERE state <> 'deleted' ORDER BY name LIMIT 300")
                .query((row, number) -> row.getString(1))
                .list();
        String hint = Spelling.didYouMean(name, known);
        return new LandlordException(
                ErrorCode.TENANT_NOT_FOUND,
                "there is no tenant '" + Problems.shown(name) + "'" + (hint == null ? "" : "; " + hint));
    }

    /** One page of tenants, by name. */
    public Page<Tenant> list(Query query) {
        StringBuilder sql = new StringBuilder("SELECT * FROM tenants WHERE name > :after");
        sql.append(query.state() == null ? " AND state <> 'deleted'" : " AND state = :state");
        sql.append(query.plan() == null ? "" : " AND plan = :plan");
        sql.append(query.template() == null ? "" : " AND template = :template");
        sql.append(" ORDER BY name LIMIT :limit");
        List<Tenant> found = database.jdbc()
                .sql(sql.toString())
                .param("after", Optional.ofNullable(Cursor.read(query.cursor())).orElse(""))
                .param("state", query.state() == null ? null : query.state().wireName())
                .param("plan", query.plan())
                .param("template", query.template())
                .param("limit", Cursor.limit(query.limit()) + 1)
                .query(TenantStore::tenant)
                .list();
        return Cursor.page(found, query.limit(), Tenant::name);
    }

    /**
     * The newest 1,000 lines of a tenant's history, oldest first.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}
     */
    public List<TenantEvent> history(String name) {
        return store.events(get(name).name());
    }

    /** How many tenants are in each state; one aggregate query. */
    public Map<TenantState, Long> countByState() {
        Map<TenantState, Long> counts = new EnumMap<>(TenantState.class);
        for (TenantState state : TenantState.values()) {
            counts.put(state, 0L);
        }
        database.jdbc()
                .sql("SELECT state, COUNT(*) AS count FROM tenants GROUP BY state")
                .query(row -> {
                    counts.put(TenantStore.state(row), row.getLong("count"));
                });
        return counts;
    }
}
