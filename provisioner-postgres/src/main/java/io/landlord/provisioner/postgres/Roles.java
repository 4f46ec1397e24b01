package io.landlord.provisioner.postgres;

import static io.landlord.provisioner.postgres.Admin.identifier;
import static io.landlord.provisioner.postgres.Admin.literal;

import io.landlord.api.credential.Credential;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PasswordUtil;

/** The login role that owns a tenant's database. */
final class Roles {
    private static final String ATTRIBUTES =
            " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ";

    private final Credentials credentials;

    Roles(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * Makes the role with the password that the store has; on a role of ours, sets that password again.
     *
     * <p>The server gets a SCRAM verifier, computed here, so the password appears in no statement and no log of it.
     */
    void create(Tenant tenant, @Nullable String claim, Step.Call call) throws SQLException, InterruptedException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        Credential credential = credentials.required(tenant);
        String role = identifier(tenant.role());
        String verifier =
                literal(PasswordUtil.encodeScramSha256(credential.password().toCharArray()));
        Optional<Admin.Role> existing = admin.role(tenant.role());
        call.stopIfCancelled();
        if (existing.isPresent()) {
            requireOurs(existing.get(), tenant);
            admin.execute("ALTER ROLE " + role + " LOGIN PASSWORD " + verifier);
            return;
        }
        List<String> statements = new ArrayList<>(List.of(
                "CREATE ROLE " + role + ATTRIBUTES + verifier,
                "COMMENT ON ROLE " + role + " IS " + literal(new Marker(tenant, claim).text())));
        if (!admin.isSuperuser()) {
            // Who is no superuser may only give a database to a role it is a member of.
            statements.add("GRANT " + role + " TO CURRENT_USER");
        }
        admin.executeTogether(statements);
    }

    /** Sets what the plan allows. The number of connections binds; the time of a statement is the default of a session. */
    void limit(Tenant tenant, Plan plan, Step.Call call) throws SQLException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        requireOurs(existing(admin, tenant), tenant);
        String role = identifier(tenant.role());
        admin.executeTogether(List.of(
                "ALTER ROLE " + role + " CONNECTION LIMIT " + plan.connections(),
                "ALTER ROLE " + role + " SET statement_timeout = '"
                        + plan.statementTimeout().toMillis() + "ms'"));
    }

    /**
     * What the role is limited to before a provisioning under this claim changes it: nothing when there is no role of ours, or
     * when it was made under the same claim and goes when that is undone.
     */
    static Optional<RoleLimits> limitsBefore(Admin admin, Tenant tenant, String claim) throws SQLException {
        Optional<Admin.Role> role = admin.role(tenant.role());
        if (role.isEmpty()
                || Marker.covers(claim, requireOurs(role.get(), tenant).claim())) {
            return Optional.empty();
        }
        return Optional.of(admin.limits(role.get()));
    }

    /**
     * Puts limits back as they were.
     *
     * @return whether there was a role to do that for
     */
    boolean restore(Tenant tenant, RoleLimits limits, Step.Call call) throws SQLException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        Optional<Admin.Role> existing = admin.role(tenant.role());
        if (existing.isEmpty()) {
            return false;
        }
        Marker ignored = requireOurs(existing.get(), tenant);
        String role = identifier(tenant.role());
        String timeout = limits.statementTimeout();
        admin.executeTogether(List.of(
                "ALTER ROLE " + role + " CONNECTION LIMIT " + limits.connections(),
                "ALTER ROLE " + role
                        + (timeout == null
                                ? " RESET statement_timeout"
                                : " SET statement_timeout = " + literal(timeout))));
        return true;
    }

    /**
     * Removes the role and ends its sessions. A database it still owns goes first: a call that was given up may have made it
     * after the database was removed.
     *
     * @return whether there is still such a role, because it was made under another claim
     */
    boolean drop(Tenant tenant, @Nullable String claim, Step.Call call) throws SQLException {
        Admin admin = Admin.lockedFor(tenant, call.sessions());
        Optional<Admin.Role> existing = admin.role(tenant.role());
        if (existing.isEmpty()) {
            return false;
        }
        Marker marker = requireOurs(existing.get(), tenant);
        if (!Marker.covers(claim, marker.claim())) {
            return true;
        }
        Databases.dropOwned(admin, tenant);
        String role = identifier(tenant.role());
        admin.execute("ALTER ROLE " + role + " NOLOGIN");
        admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = " + literal(tenant.role()));
        // What somebody granted to the role on other databases would keep it from being dropped.
        admin.executeTogether(List.of("DROP OWNED BY " + role, "DROP ROLE " + role));
        return false;
    }

    /** The tenant's role, which must be there. */
    static Admin.Role existing(Admin admin, Tenant tenant) throws SQLException {
        return admin.role(tenant.role())
                .orElseThrow(() ->
                        Failures.conflict("there is no role " + tenant.role() + "; call postgres.create-role before"));
    }

    static Marker requireOurs(Admin.Role role, Tenant tenant) {
        return Marker.of(tenant, role.comment())
                .orElseThrow(() -> Failures.conflict("a role " + role.name()
                        + " exists that Landlord did not make for tenant " + tenant.name()
                        + "; rename or drop it, or choose another name for the tenant"));
    }
}
