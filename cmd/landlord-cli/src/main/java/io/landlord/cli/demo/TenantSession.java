package io.landlord.cli.demo;

import io.landlord.api.credential.Credential;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What a tenant does with its credential, over a connection of its own. */
record TenantSession(Credential credential) {
    private static final Map<String, String> REFUSALS =
            Map.of("42501", "permission denied", "28P01", "the password is wrong");

    /** Makes a table in this database, writes a row and reads it back. */
    String writeAndRead(String url, String message) {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE greeting (message text NOT NULL)");
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO greeting VALUES (?)")) {
                insert.setString(1, message);
                insert.executeUpdate();
            }
            try (ResultSet rows = statement.executeQuery("SELECT message FROM greeting")) {
                if (!rows.next() || !rows.getString(1).equals(message)) {
                    throw new CliFailure(ExitCode.INTERNAL, "the row that was written is not there", null);
                }
                return rows.getString(1);
            }
        } catch (SQLException problem) {
            throw new CliFailure(
                    ExitCode.INTERNAL,
                    credential.username() + " cannot work in " + url + ": " + problem.getMessage(),
                    null);
        }
    }

    /** How the server refuses a login to this database, in words; that it does not is a failure. */
    String refusal(String url) {
        try (Connection connection = connect(url)) {
            throw new CliFailure(
                    ExitCode.INTERNAL,
                    credential.username() + " got into " + connection.getCatalog() + ", and must not",
                    null);
        } catch (SQLException refused) {
            String words = REFUSALS.get(refused.getSQLState());
            if (words == null) {
                throw new CliFailure(
                        ExitCode.INTERNAL,
                        "a login to " + url + " failed for another reason: " + refused.getMessage(),
                        null);
            }
            return "refused, " + words + " (SQLSTATE " + refused.getSQLState() + ")";
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, credential.username(), credential.password());
    }
}
