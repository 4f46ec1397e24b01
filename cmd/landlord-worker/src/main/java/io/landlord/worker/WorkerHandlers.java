package io.landlord.worker;

import io.landlord.api.graph.NodeModule;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.control.credential.JdbcCredentialStore;
import io.landlord.control.credential.MasterKeys;
import io.landlord.control.reconcile.Fence;
import io.landlord.control.store.ControlDatabase;
import io.landlord.core.handler.HandlerContext;
import io.landlord.core.handler.HandlerMeters;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provisioner.postgres.PostgresHandlers;
import io.landlord.provisioner.postgres.PostgresServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What executions can call on this worker, the same as on a server with the same settings: a new provisioner is one line here. */
final class WorkerHandlers {
    private static final String FILE = "landlord.db";
    private static final String KEYS = "master.keys";
    private static final String POSTGRES = "landlord.provisioner.postgres.";

    private WorkerHandlers() {}

    /** The control plane's database: the one that is named, or the server's file in the data directory; {@code null} for neither. */
    static @Nullable ControlDatabase database(Settings settings) {
        String url = settings.text("landlord.database.url");
        if (url != null) {
            try {
                return ControlDatabase.open(new io.landlord.control.store.Settings(
                        url,
                        settings.text("landlord.database.username"),
                        settings.text("landlord.database.password"),
                        settings.databaseConnections()));
            } catch (IllegalArgumentException wrong) {
                throw new Misconfiguration("landlord.database.*: " + wrong.getMessage());
            }
        }
        Path directory = settings.dataDirectory();
        if (directory == null) {
            return null;
        }
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Misconfiguration(
                    "landlord.data-directory has no " + FILE
                            + ": it must be the directory of a server on this machine; across machines, set landlord.database.url");
        }
        return ControlDatabase.inFile(file);
    }

    /** Outermost comes last: a call is measured and logged also when it is refused. */
    static TaskHandlers registered(Settings settings, @Nullable ControlDatabase database, MeterRegistry meters) {
        TaskHandlers registry =
                NodeModule.load(ShippedHandlers.register(new TaskHandlers()), WorkerHandlers.class.getClassLoader());
        if (database != null) {
            registry.intercept(new Fence(database));
        }
        registry.intercept(new HandlerMeters(meters)).intercept(new HandlerContext());
        String url = settings.text(POSTGRES + "url");
        if (url == null) {
            return registry;
        }
        if (database == null) {
            throw new Misconfiguration(
                    POSTGRES + "url is set, and tenants' credentials need the control plane's database:"
                            + " set landlord.database.url, or landlord.data-directory of a server on this machine");
        }
        try {
            PostgresServer server = new PostgresServer(
                    url,
                    Objects.requireNonNullElse(settings.text(POSTGRES + "username"), ""),
                    Objects.requireNonNullElse(settings.text(POSTGRES + "password"), ""));
            PostgresHandlers.register(registry, server, new JdbcCredentialStore(database, masterKeys(settings)));
            return registry;
        } catch (IllegalArgumentException wrong) {
            throw new Misconfiguration(POSTGRES + "url is not right: " + wrong.getMessage());
        }
    }

    /** Those of the server: with keys of its own, nobody could read what the other sealed. */
    private static MasterKeys masterKeys(Settings settings) {
        String keys = settings.text("landlord.credentials.keys");
        Path file = settings.path("landlord.credentials.key-file");
        if (keys != null && file != null) {
            throw new Misconfiguration(
                    "landlord.credentials.keys and landlord.credentials.key-file are both set; leave out one");
        }
        if (keys != null) {
            return MasterKeys.parse(keys);
        }
        Path directory = settings.dataDirectory();
        Path found = file != null || directory == null ? file : directory.resolve(KEYS);
        if (found == null || !Files.isRegularFile(found)) {
            throw new Misconfiguration("the master keys that seal tenants' credentials are missing: set"
                    + " landlord.credentials.key-file or landlord.credentials.keys to the server's");
        }
        return MasterKeys.inFile(found);
    }
}
