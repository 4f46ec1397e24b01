package io.landlord.provisioner.postgres;

import static io.landlord.provisioner.postgres.Admin.identifier;
import static io.landlord.provisioner.postgres.Admin.literal;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The databases of tenants, and who may connect to which.
 *
 * <p>A database cannot be made and marked in one transaction. So it is made closed to all connections, and marked, closed to the
 * public and opened to its owner together: what a crash leaves in between is a database that nobody can connect to and that our
 * marked role owns, and that is known again as ours.
 */
final class Databases {
    private static final String NO_SUCH_DATABASE = "3D000";

    private Databases() {}

    /** Makes the tenant's database, owned by its role and closed to all others; finishes one that is half made. */
    static void create(Tenant tenant, @Nullable String claim, Step.Call call)
            throws SQLException, InterruptedException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        Marker role = Roles.requireOurs(Roles.existing(admin, tenant), tenant);
        Optional<Admin.Database> existing = admin.database(tenant.database());
        if (existing.isPresent()) {
            requireOurs(admin, existing.get(), tenant);
        }
        call.stopIfCancelled();
        if (existing.isPresent() && existing.get().invalid()) {
            dropForced(admin, tenant);
            existing = Optional.empty();
        }
        if (existing.isEmpty()) {
            admin.execute("CREATE DATABASE " + identifier(tenant.database()) + " OWNER " + identifier(tenant.role())
                    + " TEMPLATE template0 ENCODING 'UTF8' ALLOW_CONNECTIONS false");
        }
        if (existing.isEmpty() || Marker.of(tenant, existing.get().comment()).isEmpty()) {
            finish(admin, tenant, role, claim);
        } else if (existing.get().open()) {
            close(admin, tenant.database());
        }
    }

    /**
     * Takes the right to connect from the public on every guarded database.
     *
     * @throws TaskFailure permanent, when the administrator may not do that
     */
    static void restrict(Step.Call call) throws SQLException {
        Admin admin = Admin.of(call.sessions());
        admin.lockServer();
        for (Admin.Database database : admin.guardedDatabases()) {
            if (database.open()) {
                closeIfThere(admin, database.name());
            }
        }
        List<String> open = admin.guardedDatabases().stream()
                .filter(Admin.Database::open)
                .map(Admin.Database::name)
                .toList();
        if (!open.isEmpty()) {
            throw TaskFailure.of(
                    StandardError.AUTHORIZATION,
                    "every role may connect to " + String.join(", ", open) + ", and the administrator's role may not"
                            + " change that; make it the owner of these databases or a superuser",
                    false,
                    null);
        }
    }

    /**
     * Removes the tenant's database and ends the sessions on it.
     *
     * @return whether there is still such a database, because it was made under another claim
     */
    static boolean drop(Tenant tenant, @Nullable String claim, Step.Call call) throws SQLException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        Optional<Admin.Database> existing = admin.database(tenant.database());
        if (existing.isEmpty()) {
            return false;
        }
        if (!Marker.covers(claim, requireOurs(admin, existing.get(), tenant).claim())) {
            return true;
        }
        dropForced(admin, tenant);
        return false;
    }

    /** Removes the tenant's database if its role owns it. */
    static void dropOwned(Admin admin, Tenant tenant) throws SQLException {
        Optional<Admin.Database> existing = admin.database(tenant.database());
        if (existing.isPresent() && existing.get().owner().equals(tenant.role())) {
            requireOurs(admin, existing.get(), tenant);
            dropForced(admin, tenant);
        }
    }

    /** The mark of a database of ours; of one that bears none, because it is half made or its owner changed it, its role's. */
    static Marker requireOurs(Admin admin, Admin.Database database, Tenant tenant) throws SQLException {
        Optional<Marker> marker = Marker.of(tenant, database.comment());
        if (marker.isEmpty() && database.owner().equals(tenant.role())) {
            boolean halfMade = database.comment() == null && !database.connectable();
            marker = admin.role(tenant.role())
                    .flatMap(role -> Marker.of(tenant, role.comment()))
                    .filter(mark -> mark.hasDatabase() || halfMade);
        }
        return marker.orElseThrow(() -> Failures.conflict("a database " + database.name()
                + " exists that Landlord did not make for tenant " + tenant.name()
                + "; rename or drop it, or choose another name for the tenant"));
    }

    private static void finish(Admin admin, Tenant tenant, Marker role, @Nullable String claim) throws SQLException {
        admin.lockServer();
        String database = identifier(tenant.database());
        admin.executeTogether(List.of(
                "COMMENT ON DATABASE " + database + " IS " + literal(new Marker(tenant, claim).text()),
                "COMMENT ON ROLE " + identifier(tenant.role()) + " IS "
                        + literal(role.withDatabase().text()),
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true"));
    }

    private static void close(Admin admin, String database) throws SQLException {
        admin.lockServer();
        admin.execute("REVOKE CONNECT ON DATABASE " + identifier(database) + " FROM PUBLIC");
    }

    private static void closeIfThere(Admin admin, String database) throws SQLException {
        try {
            close(admin, database);
        } catch (SQLException e) {
            // Another tenant's removal may have been quicker.
            if (!NO_SUCH_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private static void dropForced(Admin admin, Tenant tenant) throws SQLException {
        admin.execute("DROP DATABASE IF EXISTS " + identifier(tenant.database()) + " WITH (FORCE)");
    }
}
