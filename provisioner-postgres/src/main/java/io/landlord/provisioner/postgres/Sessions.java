package io.landlord.provisioner.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * The connections of one call. They can be cut from another thread, because JDBC itself is deaf to interruption; and none is left
 * when the call ends.
 */
final class Sessions implements AutoCloseable {
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '30s'";
    private static final String CANCELLED = "57014";

    private final PostgresServer server;
    private final List<Connection> open = new ArrayList<>();
    private boolean aborted;

    Sessions(PostgresServer server) {
        this.server = server;
    }

    /** A connection as the administrator. */
    Connection admin() throws SQLException {
        Connection connection = connect(server.url(), server.user(), server.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK_TIMEOUT);
        }
        return connection;
    }

    Connection connect(String url, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", "landlord");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "20");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(url, properties);
        if (!add(connection)) {
            connection.close();
            throw new SQLException("the call was cancelled", CANCELLED);
        }
        return connection;
    }

    /** Ends what the connections are doing; from now on none can be opened. */
    void abort() {
        for (Connection connection : markAborted()) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
            } catch (SQLException e) {
                // Cutting the connection is what counts; the query then ends by itself.
            }
            cut(connection);
        }
    }

    @Override
    public synchronized void close() {
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException e) {
                cut(connection);
            }
        }
        open.clear();
    }

    private synchronized boolean add(Connection connection) {
        if (aborted) {
            return false;
        }
        open.add(connection);
        return true;
    }

    private synchronized List<Connection> markAborted() {
        aborted = true;
        return List.copyOf(open);
    }

    private static void cut(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is broken already.
        }
    }
}
