package io.landlord.server.fleet;

import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Several servers that share one control database; the tenants' databases are on the same PostgreSQL. */
final class Fleet implements AutoCloseable {
    private static final String CONTROL = "landlord_control";

    private final EmbeddedServer postgres;
    private final List<ServerProcess> servers;
    private final Api api;

    private Fleet(EmbeddedServer postgres, List<ServerProcess> servers) {
        this.postgres = postgres;
        this.servers = List.copyOf(servers);
        this.api = new Api(servers.stream().map(ServerProcess::uri).toList());
    }

    /**
     * Starts PostgreSQL and the servers and waits until all are ready.
     *
     * @param directory where logs and keys go
     */
    static Fleet start(int size, Path directory) throws InterruptedException {
        EmbeddedServer postgres = EmbeddedServer.startTemporary();
        Map<String, String> properties = new HashMap<>(Map.of(
                "landlord.database.url", postgres.url().replaceAll("/[^/]+$", "/" + CONTROL),
                "landlord.database.username", postgres.user(),
                "landlord.database.password", postgres.password(),
                "landlord.credentials.key-file", keyFile(directory).toString(),
                "landlord.provisioner.postgres.url", postgres.url(),
                "landlord.provisioner.postgres.username", postgres.user(),
                "landlord.provisioner.postgres.password", postgres.password()));
        List<ServerProcess> servers = IntStream.rangeClosed(1, size)
                .mapToObj(number -> new ServerProcess("server-" + number, directory, properties))
                .toList();
        Fleet fleet = new Fleet(postgres, servers);
        try {
            fleet.execute("CREATE DATABASE " + CONTROL);
            // Every making and unmaking of a database stands in the log, to be counted.
            fleet.execute("ALTER SYSTEM SET log_statement = 'ddl'");
            fleet.query("SELECT pg_reload_conf()::text");
            servers.forEach(ServerProcess::launch);
            for (ServerProcess server : servers) {
                server.awaitReady();
            }
            return fleet;
        } catch (RuntimeException | InterruptedException failure) {
            fleet.close();
            throw failure;
        }
    }

    private static Path keyFile(Path directory) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path file = directory.resolve("credential-keys");
        try {
            Files.createDirectories(directory);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, "first:" + Base64.getEncoder().encodeToString(key) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api api() {
        return api;
    }

    List<ServerProcess> servers() {
        return servers;
    }

    List<URI> uris() {
        return servers.stream().map(ServerProcess::uri).toList();
    }

    /** The databases of tenants that the PostgreSQL server has. */
    List<String> databases() {
        return query("SELECT datname FROM pg_database WHERE datname LIKE 'tenant\\_%' ORDER BY 1");
    }

    /** The roles of tenants that the PostgreSQL server has. */
    List<String> roles() {
        return query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'tenant\\_%' ORDER BY 1");
    }

    /** How often a statement that begins like this was sent to PostgreSQL. */
    long statements(String beginning) {
        try (var lines = Files.lines(postgres.log())) {
            return lines.filter(line -> line.contains("statement: " + beginning)
                            || line.contains("execute <unnamed>: " + beginning))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this credential, as the API shows it, opens its database. */
    static boolean logsIn(JsonNode credential) {
        String url = credential.path("properties").path("url").asString();
        try (Connection connection = DriverManager.getConnection(
                url,
                credential.path("username").asString(),
                credential.path("password").asString())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> query(String sql) {
        try (Connection connection = DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
        postgres.close();
    }
}
