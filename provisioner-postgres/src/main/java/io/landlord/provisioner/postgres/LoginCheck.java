package io.landlord.provisioner.postgres;

import io.landlord.api.credential.Credential;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Proves that what was made works: the tenant can log in to its database, and to no other that is guarded. */
final class LoginCheck {
    private final PostgresServer server;
    private final Credentials credentials;

    LoginCheck(PostgresServer server, Credentials credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    void check(Tenant tenant, Step.Call call) throws SQLException {
        Credential credential = credentials.required(tenant);
        try (Connection connection = call.sessions()
                        .connect(server.urlOf(tenant.database()), credential.username(), credential.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT tenant FROM landlord_tenant")) {
            if (!rows.next() || !tenant.name().equals(rows.getString(1))) {
                throw Failures.conflict(
                        "the database " + tenant.database() + " is not that of tenant " + tenant.name());
            }
        }
        List<String> open = Admin.of(call.sessions()).guardedDatabasesOpenTo(tenant);
        if (!open.isEmpty()) {
            throw TaskFailure.of(
                    StandardError.AUTHORIZATION,
                    tenant.role() + " may connect to " + String.join(", ", open)
                            + "; call postgres.restrict-access, and revoke what was granted to the role",
                    false,
                    null);
        }
    }
}
