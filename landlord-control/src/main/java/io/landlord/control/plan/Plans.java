package io.landlord.control.plan;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Cursor;
import io.landlord.control.Page;
import io.landlord.control.Problems;
import io.landlord.control.StoredJson;
import io.landlord.control.store.ControlDatabase;
import io.landlord.language.reader.Spelling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The plans there are. Safe for use by many threads. */
public final class Plans {
    private final ControlDatabase database;
    private final Clock clock;

    public Plans(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What putting a plan gave.
     *
     * @param created false when a plan of this name was there
     */
    public record PutResult(Plan plan, boolean created) {}

    /**
     * Makes a plan or replaces what it says. Putting what is there already changes nothing.
     *
     * @param expectedVersion the version the caller saw; 0 for none, there must not be one; {@code null} for whatever is there
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC}; {@link ErrorCode#VERSION_CONFLICT}
     */
    public PutResult put(String name, String description, ObjectNode limits, @Nullable Long expectedVersion) {
        Problems problems = new Problems();
        problems.checkName(name, "/name");
        Limits.check(limits, problems);
        problems.refuse("plan '" + Problems.shown(name) + "'");
        return database.inTransaction(() -> {
            Plan known = find(name, database.dialect().forUpdate()).orElse(null);
            expect(name, known, expectedVersion);
            if (known == null) {
                return insert(name, description, limits, expectedVersion);
            }
            return new PutResult(update(known, description, limits), false);
        });
    }

    private PutResult insert(String name, String description, ObjectNode limits, @Nullable Long expectedVersion) {
        if (insertIfAbsent(name, description, limits)) {
            return new PutResult(get(name), true);
        }
        // Somebody else has just made it, and has committed: now it can be seen.
        return put(name, description, limits, expectedVersion);
    }

    private boolean insertIfAbsent(String name, String description, ObjectNode limits) {
        long now = clock.millis();
        return database.jdbc()
                        .sql("INSERT INTO plans (name, description, limits, version, created_at, updated_at)"
                                + " VALUES (:name, :description, :limits, 1, :now, :now) ON CONFLICT (name) DO NOTHING")
                        .param("name", name)
                        .param("description", description)
                        .param("limits", StoredJson.write(limits))
                        .param("now", now)
                        .update()
                > 0;
    }

    private Plan update(Plan known, String description, ObjectNode limits) {
        if (known.description().equals(description) && known.limits().equals(limits)) {
            return known;
        }
        int updated = database.jdbc()
                .sql("UPDATE plans SET description = :description, limits = :limits, version = version + 1,"
                        + " updated_at = :now WHERE name = :name AND version = :version")
                .param("description", description)
                .param("limits", StoredJson.write(limits))
                .param("now", clock.millis())
                .param("name", known.name())
                .param("version", known.version())
                .update();
        if (updated == 0) {
            throw changed(known.name());
        }
        return get(known.name());
    }

    private static void expect(String name, @Nullable Plan known, @Nullable Long expectedVersion) {
        if (expectedVersion != null && expectedVersion != (known == null ? 0 : known.version())) {
            throw changed(name);
        }
    }

    private static LandlordException changed(String name) {
        return new LandlordException(
                ErrorCode.VERSION_CONFLICT,
                "plan '" + name + "' is not in the version the request expects; read it again and decide anew");
    }

    /** Makes the plans basic, premium and enterprise when there is no plan at all. */
    public void seed() {
        database.inTransaction(() -> {
            if (list(1, null).items().isEmpty()) {
                seed("basic", "For the start", 10, "PT15S");
                seed("premium", "For daily work", 30, "PT1M");
                seed("enterprise", "For heavy use", 100, "PT5M");
            }
        });
    }

    private void seed(String name, String description, int connections, String statementTimeout) {
        ObjectNode limits = JsonNodeFactory.instance.objectNode();
        limits.put("connections", connections).put("statementTimeout", statementTimeout);
        boolean ignored = insertIfAbsent(name, description, limits);
    }

    /** @throws LandlordException {@link ErrorCode#PLAN_NOT_FOUND}, with a guess at the name that was meant */
    public Plan get(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    /** The plan of this name, if there is one. */
    public Optional<Plan> find(String name) {
        return find(name, "");
    }

    /**
     * As {@link #get}, and the plan is not removed before the transaction of this thread has ended: to be called by who refers to
     * it from there.
     */
    public Plan hold(String name) {
        return find(name, database.dialect().forReference()).orElseThrow(() -> unknown(name));
    }

    private Optional<Plan> find(String name, String lock) {
        if (!Problems.isName(name)) {
            return Optional.empty();
        }
        return database.jdbc()
                .sql("SELECT * FROM plans WHERE name = :name" + lock)
                .param("name", name)
                .query(Plans::plan)
                .optional();
    }

    private LandlordException unknown(String name) {
        List<String> known = database.jdbc()
                .sql("SELECT name FROM plans ORDER BY name LIMIT 300")
                .query((row, number) -> row.getString(1))
                .list();
        String hint = Spelling.didYouMean(name, known);
        return new LandlordException(
                ErrorCode.PLAN_NOT_FOUND,
                "there is no plan '" + Problems.shown(name) + "'" + (hint == null ? "" : "; " + hint));
    }

    /** One page of plans, by name. */
    public Page<Plan> list(int limit, @Nullable String cursor) {
        List<Plan> found = database.jdbc()
                .sql("SELECT * FROM plans WHERE name > :after ORDER BY name LIMIT :limit")
                .param("after", Optional.ofNullable(Cursor.read(cursor)).orElse(""))
                .param("limit", Cursor.limit(limit) + 1)
                .query(Plans::plan)
                .list();
        return Cursor.page(found, limit, Plan::name);
    }

    /**
     * Removes a plan.
     *
     * @param expectedVersion the version the caller saw; {@code null} for whatever is there
     * @throws LandlordException {@link ErrorCode#PLAN_NOT_FOUND}; {@link ErrorCode#VERSION_CONFLICT};
     *     {@link ErrorCode#PLAN_CONFLICT} while a tenant that is not deleted uses it
     */
    public void delete(String name, @Nullable Long expectedVersion) {
        database.inTransaction(() -> {
            Plan known = find(name, database.dialect().forUpdate()).orElseThrow(() -> unknown(name));
            expect(name, known, expectedVersion);
            database.jdbc()
                    .sql("SELECT name FROM tenants WHERE plan = :plan AND state <> 'deleted' ORDER BY name LIMIT 1")
                    .param("plan", name)
                    .query(String.class)
                    .optional()
                    .ifPresent(tenant -> {
                        throw new LandlordException(
                                ErrorCode.PLAN_CONFLICT,
                                "plan '" + name + "' is used by tenant '" + tenant
                                        + "'; give the tenants of this plan another one first");
                    });
            int ignored = database.jdbc()
                    .sql("DELETE FROM plans WHERE name = :name")
                    .param("name", name)
                    .update();
        });
    }

    private static Plan plan(ResultSet row, int number) throws SQLException {
        return new Plan(
                row.getString("name"),
                row.getString("description"),
                StoredJson.readObject(row.getString("limits")),
                row.getLong("version"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
