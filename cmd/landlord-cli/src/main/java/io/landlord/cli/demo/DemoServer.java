package io.landlord.cli.demo;

import io.landlord.api.credential.CredentialStore;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.handlers.credential.EncryptedFileCredentialStore;
import io.landlord.provisioner.postgres.PostgresServer;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The demo's PostgreSQL and credential store, and a look at what is really there. Gone without a trace once closed. */
final class DemoServer implements AutoCloseable {
    private final EmbeddedServer server;
    private final Path directory;
    private final CredentialStore credentials;
    private final Thread hook = new Thread(this::release, "demo-end");

    private DemoServer(EmbeddedServer server, Path directory) {
        this.server = server;
        this.directory = directory;
        this.credentials = EncryptedFileCredentialStore.open(directory.resolve("credentials"));
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What exists on the server and in the store, whoever made it. */
    record Inventory(SortedSet<String> roles, SortedSet<String> databases, long credentials) {}

    static DemoServer start(Story story) {
        story.chapter("A real PostgreSQL");
        long begun = System.nanoTime();
        try {
            DemoServer server =
                    new DemoServer(EmbeddedServer.startTemporary(), Files.createTempDirectory("landlord-demo"));
            String version = server.ask("SHOW server_version").first();
            story.fact("PostgreSQL " + version.split(" ")[0] + " is up at " + server.address() + " (" + since(begun)
                    + "): logins by SCRAM, writes durable");
            return server;
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot make a directory for the demo", problem);
        }
    }

    static String since(long nanoTime) {
        return DurationText.of(Duration.ofNanos(System.nanoTime() - nanoTime));
    }

    PostgresServer administration() {
        return new PostgresServer(server.url(), server.user(), server.password());
    }

    CredentialStore credentials() {
        return credentials;
    }

    /** The URL of another database of the server. */
    String urlOf(String database) {
        String url = server.url();
        return url.substring(0, url.lastIndexOf('/') + 1) + database;
    }

    private String address() {
        String url = server.url();
        return url.substring(url.indexOf("//") + 2, url.lastIndexOf('/'));
    }

    /** Everything there is, asked of the server and the store themselves. */
    Inventory inventory(List<String> tenants) {
        return new Inventory(
                ask("SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'"),
                ask("SELECT datname FROM pg_database"),
                tenants.stream()
                        .mapToLong(tenant -> credentials.list(tenant).size())
                        .sum());
    }

    private SortedSet<String> ask(String query) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            SortedSet<String> values = new TreeSet<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException problem) {
            throw new CliFailure(ExitCode.INTERNAL, "PostgreSQL did not answer: " + problem.getMessage(), null);
        }
    }

    @Override
    public void close() {
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The process ends already, and the hook finds nothing left to do.
            return;
        }
    }

    private synchronized void release() {
        server.close();
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (java.nio.file.NoSuchFileException alreadyGone) {
            return;
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot delete " + directory, problem);
        }
    }
}
