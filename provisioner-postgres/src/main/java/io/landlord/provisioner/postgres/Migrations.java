package io.landlord.provisioner.postgres;

import java.sql.SQLException;
import java.util.Map;
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
            flyway.migrate();
        } catch (FlywayException e) {
            if (Failures.sqlCause(e) == null) {
                // The migrations and the schema do not fit; that does not pass.
                throw Failures.conflict("cannot migrate " + tenant.database() + ": " + e.getMessage());
            }
            throw e;
        }
    }
}
