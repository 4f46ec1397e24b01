package io.landlord.provisioner.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An administrator's session: reads what there is, changes it, and keeps others out meanwhile.
 *
 * <p>Locks are the server's advisory locks, held until the session ends, so they order the work of all processes that administer
 * the server from one database. Every step on a tenant's things holds the tenant's lock.
 */
final class Admin {
    private static final int LOCKS_OF_TENANTS = 0x4c4c_0001;
    private static final int LOCKS_OF_SERVER = 0x4c4c_0002;
    private static final int INVALID_DATABASE = -2;
    private static final int NO_LIMIT = -1;

    private final Connection connection;

    /** A role as the server has it. */
    record Role(String name, @Nullable String comment) {}

    /**
     * A database as the server has it.
     *
     * @param connectable whether connections are allowed at all
     * @param open whether every role may connect
     * @param invalid whether it is the rest of a removal that was cut short
     */
    record Database(
            String name, String owner, @Nullable String comment, boolean connectable, boolean open, boolean invalid) {}

    private Admin(Connection connection) {
        this.connection = connection;
    }

    static Admin of(Sessions sessions) throws SQLException {
        return new Admin(sessions.admin());
    }

    /** A session that holds the tenant's lock. */
    static Admin lockedFor(Tenant tenant, Sessions sessions) throws SQLException {
        Admin admin = of(sessions);
        admin.lock(LOCKS_OF_TENANTS, tenant.name().hashCode());
        return admin;
    }

    /** Waits for the lock that orders changes of who may connect where. */
    void lockServer() throws SQLException {
        lock(LOCKS_OF_SERVER, 0);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs the statements together or not at all. */
    void executeTogether(List<String> statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            for (String sql : statements) {
                execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    Optional<Role> role(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT rolname, shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new Role(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }

    /** What a role that is there is limited to. */
    RoleLimits limits(Role role) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT rolconnlimit, (SELECT substr(s, 19) FROM unnest(rolconfig) s WHERE s LIKE 'statement\\_timeout=%')"
                        + " FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, role.name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? new RoleLimits(rows.getInt(1), rows.getString(2)) : new RoleLimits(NO_LIMIT, null);
            }
        }
    }

    Optional<Database> database(String name) throws SQLException {
        return databases("datname = '" + name + "'").stream().findFirst();
    }

    /** The databases that must be closed to the public: the server's own, the one we work from, and all of ours. */
    List<Database> guardedDatabases() throws SQLException {
        return databases("datname IN ('postgres', 'template1', current_database())"
                + " OR shobj_description(oid, 'pg_database') LIKE '" + Marker.PREFIX + "%'");
    }

    /** The guarded databases, other than its own, that a role may connect to. */
    List<String> guardedDatabasesOpenTo(Tenant tenant) throws SQLException {
        List<String> open = new ArrayList<>();
        for (Database database : guardedDatabases()) {
            if (!database.name().equals(tenant.database()) && mayConnect(tenant, database)) {
                open.add(database.name());
            }
        }
        return open;
    }

    boolean isSuperuser() throws SQLException {
        return holds("SELECT rolsuper FROM pg_roles WHERE rolname = current_user");
    }

    private boolean mayConnect(Tenant tenant, Database database) throws SQLException {
        return holds("SELECT coalesce(has_database_privilege('" + tenant.role() + "', oid, 'CONNECT'), false)"
                + " FROM pg_database WHERE datname = " + literal(database.name()));
    }

    private boolean holds(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private List<Database> databases(String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname, pg_get_userbyid(datdba),"
                        + " shobj_description(oid, 'pg_database'), datallowconn,"
                        + " coalesce(has_database_privilege('public', oid, 'CONNECT'), false), datconnlimit"
                        + " FROM pg_database WHERE " + condition + " ORDER BY datname")) {
            List<Database> databases = new ArrayList<>();
            while (rows.next()) {
                databases.add(new Database(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getBoolean(4),
                        rows.getBoolean(5),
                        rows.getInt(6) == INVALID_DATABASE));
            }
            return databases;
        }
    }

    private void lock(int space, int key) throws SQLException {
        execute("SELECT pg_advisory_lock(" + space + ", " + key + ")");
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Right for every setting of {@code standard_conforming_strings}, as a string with escapes. */
    static String literal(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
