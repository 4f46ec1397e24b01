package io.landlord.cli.demo;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.dev.DataDirectory;
import io.landlord.cli.dev.ServerProcess;
import io.landlord.cli.dev.ServerProgram;
import io.landlord.cli.remote.ApiClient;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo's PostgreSQL and its Landlord server, both for the demo alone. Gone without a trace once closed. */
final class DemoServers implements AutoCloseable {
    private final Thread hook = new Thread(this::interrupted, "demo-end");
    private @Nullable EmbeddedServer postgres;
    private @Nullable DataDirectory directory;
    private @Nullable DemoTemporal temporal;
    private @Nullable ServerProcess landlord;
    private volatile boolean interrupted;

    DemoServers() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** What exists on the PostgreSQL server, whoever made it. */
    record Inventory(SortedSet<String> roles, SortedSet<String> databases) {}

    EmbeddedServer startPostgres() {
        EmbeddedServer started = EmbeddedServer.startTemporary();
        keep(() -> postgres = started);
        return started;
    }

    /** Finds a Temporal, or starts one. */
    DemoTemporal findTemporal(Console console, Consumer<String> tell) throws InterruptedException {
        DemoTemporal found =
                DemoTemporal.find(console.environment(), data().path().resolve("temporal"), tell);
        keep(() -> temporal = found);
        return found;
    }

    /** The directory that everything is kept in. */
    private synchronized DataDirectory data() {
        DataDirectory known = directory;
        if (known == null) {
            known = DataDirectory.temporary();
            directory = known;
        }
        return known;
    }

    /** Starts a worker beside the server; its process id. */
    long startWorker(EmbeddedServer tenants) throws InterruptedException {
        DemoTemporal engine = temporal;
        if (engine == null) {
            throw new IllegalStateException("there is no Temporal");
        }
        return engine.startWorker(data().path(), tenants);
    }

    /** Starts the server with this PostgreSQL for tenants, and waits until it is ready. */
    ApiClient startLandlord(Console console, ServerProgram program, EmbeddedServer tenants)
            throws InterruptedException {
        DataDirectory data = data();
        Map<String, String> settings = new HashMap<>(console.environment());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_URL", tenants.url());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_USERNAME", tenants.user());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_PASSWORD", tenants.password());
        DemoTemporal engine = temporal;
        if (engine != null) {
            settings.putAll(engine.server());
        }
        ServerProcess server = ServerProcess.start(program, 0, data, settings);
        keep(() -> landlord = server);
        if (!server.awaitReady(() -> {})) {
            throw new CliFailure(ExitCode.UNAVAILABLE, "the server was stopped", null);
        }
        return ApiClient.at(server.url());
    }

    private synchronized void keep(Runnable assignment) {
        assignment.run();
    }

    /** Whether the process is ending, so that nothing that fails now matters. */
    boolean isInterrupted() {
        return interrupted;
    }

    static String since(long nanoTime) {
        return DurationText.of(Duration.ofNanos(System.nanoTime() - nanoTime));
    }

    /** The URL of another database of the server. */
    static String urlOf(EmbeddedServer server, String database) {
        return server.url().substring(0, server.url().lastIndexOf('/') + 1) + database;
    }

    /** Everything there is, asked of the server itself. */
    static Inventory inventory(EmbeddedServer server) {
        return new Inventory(
                ask(server, "SELECT rolname FROM pg_roles WHERE rolname NOT LIKE 'pg\\_%'"),
                ask(server, "SELECT datname FROM pg_database"));
    }

    static SortedSet<String> ask(EmbeddedServer server, String query) {
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

    private void interrupted() {
        interrupted = true;
        release();
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
        if (landlord != null) {
            landlord.close();
        }
        if (temporal != null) {
            temporal.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (directory != null) {
            directory.close();
        }
        landlord = null;
        temporal = null;
        postgres = null;
        directory = null;
    }
}
