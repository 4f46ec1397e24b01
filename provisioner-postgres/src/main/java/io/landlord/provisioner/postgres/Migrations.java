package io.landlord.provisioner.postgres;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings a tenant's database to the newest version of its schema, as the tenant's role, which then owns everything in it.
 *
 * <p>At most four run at once in a process: each takes some 10 MB, and more are not faster.
 */
final class Migrations {
    private static final String LOCATION = "classpath:io/landlord/provisioner/postgres/migration";
    private static final int AT_ONCE = 4;
    /** duplicate_table, and unique_violation where the other one had not committed yet. */
    private static final Set<String> MADE_MEANWHILE = Set.of("42P07", "23505");

    private final PostgresServer server;
    private final Credentials credentials;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);

    Migrations(PostgresServer server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    /** @return the version that the schema has then */
    String migrate(Tenant tenant, Step.Call call) throws SQLException, InterruptedException {
        permits.acquire();
        try {
            return run(tenant, call);
        } finally {
            permits.release();
        }
    }

    private String run(Tenant tenant, Step.Call call) {
        TenantSessions sessions =
                new TenantSessions(call.sessions(), server.urlOf(tenant.database()), credentials.required(tenant));
        Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(sessions)
                .locations(LOCATION)
                .defaultSchema("public")
                .placeholders(Map.of("tenant", tenant.name()))
                // The plan limits the tenant's statements, not the work on its schema.
                .initSql("SET statement_timeout = 0")
                .loggers(FlywayLog.class.getName())
                .connectRetries(0)
                .cleanDisabled(true)
                .load();
        migrate(flyway, tenant);
        MigrationInfo current = flyway.info().current();
        return current == null ? "0" : String.valueOf(current.getVersion());
    }

    private static void migrate(Flyway flyway, Tenant tenant) {
        try {
            migrateBesideOthers(flyway);
        } catch (FlywayException e) {
            if (Failures.sqlCause(e) == null) {
                // The migrations and the schema do not fit; that does not pass.
                throw Failures.conflict("cannot migrate " + tenant.database() + ": " + e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Flyway's lock is held by a session, its migration runs in another: of a process that stood still and woke up, the first
     * may be gone while the second still commits. What was made meanwhile stands in Flyway's history then, so that looking
     * again finds nothing left to do; what somebody else made stays in the way.
     */
    private static void migrateBesideOthers(Flyway flyway) {
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            SQLException cause = Failures.sqlCause(e);
            if (cause == null || !MADE_MEANWHILE.contains(cause.getSQLState())) {
                throw e;
            }
            flyway.migrate();
        }
    }
}
