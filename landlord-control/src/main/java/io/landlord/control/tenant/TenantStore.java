package io.landlord.control.tenant;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Problems;
import io.landlord.control.StoredJson;
import io.landlord.control.operation.StoredReason;
import io.landlord.control.store.ControlDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of tenants and their histories. A tenant is written on the condition that it still has the version that was read,
 * so that nobody overwrites what he has not seen.
 */
public final class TenantStore {
    private static final int MOST_EVENTS = 1_000;

    private final ControlDatabase database;
    private final Clock clock;

    public TenantStore(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The tenant of this name, if there is or was one. */
    public Optional<Tenant> find(String name) {
        return find(name, "");
    }

    /** As {@link #find}, and nobody else changes the tenant until the transaction of this thread has ended. */
    public Optional<Tenant> lock(String name) {
        return find(name, database.dialect().forUpdate());
    }

    private Optional<Tenant> find(String name, String suffix) {
        if (!Problems.isName(name)) {
            return Optional.empty();
        }
        return database.jdbc()
                .sql("SELECT * FROM tenants WHERE name = :name" + suffix)
                .param("name", name)
                .query(TenantStore::tenant)
                .optional();
    }

    /** Writes a tenant that was never there; false when somebody else has just done so. */
    boolean insert(Tenant tenant) {
        return database.jdbc()
                        .sql(
                                "INSERT INTO tenants (name, state, plan, template, template_version, parameters, generation,"
                                        + " observed_generation, version, outputs, reason, operation, created_at, updated_at)"
                                        + " VALUES (:name, :state, :plan, :template, :templateVersion, :parameters, :generation,"
                                        + " 0, 1, NULL, NULL, :operation, :now, :now) ON CONFLICT (name) DO NOTHING")
                        .param("name", tenant.name())
                        .param("state", tenant.state().wireName())
                        .param("plan", tenant.plan())
                        .param("template", tenant.template())
                        .param("templateVersion", tenant.templateVersion())
                        .param("parameters", StoredJson.write(tenant.parameters()))
                        .param("generation", tenant.generation())
                        .param("operation", tenant.operation())
                        .param("now", clock.millis())
                        .update()
                > 0;
    }

    /**
     * Writes a tenant under the next version.
     *
     * @param tenant with the version that was read
     * @throws LandlordException {@link ErrorCode#VERSION_CONFLICT} when the tenant has another version by now
     */
    public void update(Tenant tenant) {
        int updated = database.jdbc()
                .sql("UPDATE tenants SET state = :state, plan = :plan, template = :template,"
                        + " template_version = :templateVersion, parameters = :parameters, generation = :generation,"
                        + " observed_generation = :observed, version = version + 1, outputs = :outputs, reason = :reason,"
                        + " operation = :operation, updated_at = :now WHERE name = :name AND version = :version")
                .param("state", tenant.state().wireName())
                .param("plan", tenant.plan())
                .param("template", tenant.template())
                .param("templateVersion", tenant.templateVersion())
                .param("parameters", StoredJson.write(tenant.parameters()))
                .param("generation", tenant.generation())
                .param("observed", tenant.observedGeneration())
                .param("outputs", StoredJson.writeNullable(tenant.outputs()), Types.VARCHAR)
                .param("reason", StoredReason.write(tenant.reason()), Types.VARCHAR)
                .param("operation", tenant.operation())
                .param("now", clock.millis())
                .param("name", tenant.name())
                .param("version", tenant.version())
                .update();
        if (updated == 0) {
            throw new LandlordException(
                    ErrorCode.VERSION_CONFLICT,
                    "tenant '" + tenant.name() + "' has been changed since it was read; read it again and decide anew");
        }
    }

    /** Adds a line to a tenant's history, in the transaction in which the tenant was written. */
    public void record(
            String tenant, TenantEvent.Type type, TenantState state, @Nullable String operation, String message) {
        int ignored = database.jdbc()
                .sql("INSERT INTO tenant_events (tenant, sequence, time, type, state, operation, message)"
                        + " SELECT :tenant, COALESCE(MAX(sequence), 0) + 1, :now, :type, :state, :operation, :message"
                        + " FROM tenant_events WHERE tenant = :tenant")
                .param("tenant", tenant)
                .param("now", clock.millis(), Types.BIGINT)
                .param("type", type.wireName(), Types.VARCHAR)
                .param("state", state.wireName(), Types.VARCHAR)
                .param("operation", operation, Types.VARCHAR)
                .param("message", message, Types.VARCHAR)
                .update();
    }

    List<TenantEvent> events(String tenant) {
        return database.jdbc()
                .sql("SELECT * FROM tenant_events WHERE tenant = :tenant ORDER BY sequence DESC LIMIT :limit")
                .param("tenant", tenant)
                .param("limit", MOST_EVENTS)
                .query(TenantStore::event)
                .list()
                .reversed();
    }

    static Tenant tenant(ResultSet row, int number) throws SQLException {
        return new Tenant(
                row.getString("name"),
                state(row),
                row.getString("plan"),
                row.getString("template"),
                row.getInt("template_version"),
                StoredJson.readObject(row.getString("parameters")),
                row.getLong("generation"),
                row.getLong("observed_generation"),
                row.getLong("version"),
                StoredJson.readNullable(row.getString("outputs")),
                StoredReason.read(row.getString("reason")),
                row.getString("operation"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    private static TenantEvent event(ResultSet row, int number) throws SQLException {
        return new TenantEvent(
                row.getLong("sequence"),
                Instant.ofEpochMilli(row.getLong("time")),
                TenantEvent.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                state(row),
                row.getString("operation"),
                row.getString("message"));
    }

    static TenantState state(ResultSet row) throws SQLException {
        return TenantState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    }
}
