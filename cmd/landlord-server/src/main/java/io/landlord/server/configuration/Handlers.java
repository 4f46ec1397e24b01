package io.landlord.server.configuration;

import io.landlord.api.credential.CredentialStore;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.graph.NodeModule;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.control.reconcile.Fence;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Template;
import io.landlord.control.template.Templates;
import io.landlord.core.handler.HandlerContext;
import io.landlord.core.handler.HandlerMeters;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provisioner.postgres.PostgresHandlers;
import io.landlord.provisioner.postgres.PostgresServer;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What definitions can call, and the templates that come with it: a new provisioner is one line here.
 *
 * @param postgres whether tenants can have a database
 * @param embedded the server for them that was started here, if one was
 */
record Handlers(
        TaskHandlers registry, boolean postgres, @Nullable EmbeddedServer embedded) implements AutoCloseable {

    /** Outermost comes last: a call is measured and logged also when it is refused. */
    static Handlers registered(
            LandlordProperties properties,
            ControlDatabase database,
            CredentialStore credentials,
            MeterRegistry meters) {
        TaskHandlers registry = NodeModule.load(
                        ShippedHandlers.register(new TaskHandlers()), Handlers.class.getClassLoader())
                .intercept(new Fence(database))
                .intercept(new HandlerMeters(meters))
                .intercept(new HandlerContext());
        LandlordProperties.Postgres postgres = properties.provisioner().postgres();
        if (postgres.embedded() && postgres.url() != null && !postgres.url().isBlank()) {
            throw new Misconfiguration(
                    "landlord.provisioner.postgres.url and landlord.provisioner.postgres.embedded are both set",
                    "Leave out one of them.");
        }
        if (postgres.embedded()) {
            EmbeddedServer embedded =
                    EmbeddedServer.start(properties.dataDirectory().resolve("postgres"));
            PostgresServer server = new PostgresServer(embedded.url(), embedded.user(), embedded.password());
            PostgresHandlers.register(registry, server, credentials);
            return new Handlers(registry, true, embedded);
        }
        if (postgres.url() == null || postgres.url().isBlank()) {
            return new Handlers(registry, false, null);
        }
        PostgresHandlers.register(registry, given(postgres, postgres.url()), credentials);
        return new Handlers(registry, true, null);
    }

    private static PostgresServer given(LandlordProperties.Postgres postgres, String url) {
        try {
            return new PostgresServer(
                    url,
                    postgres.username() == null ? "" : postgres.username(),
                    postgres.password() == null ? "" : postgres.password());
        } catch (IllegalArgumentException mistake) {
            throw new Misconfiguration(
                    "landlord.provisioner.postgres.url is not right: " + mistake.getMessage(),
                    "Write it like jdbc:postgresql://host:5432/postgres, with user and password in their own properties.");
        }
    }

    /** Puts the templates that come with the provisioners; what was made of them since stays the newest. */
    void putTemplates(Templates templates) {
        if (postgres) {
            put(
                    templates,
                    "tenant-database",
                    "A PostgreSQL database and a role that logs in to it",
                    resource("tenant-database.yaml"),
                    resource("tenant-database-removal.yaml"));
        }
    }

    private static void put(Templates templates, String name, String description, String definition, String removal) {
        boolean known = versions(templates, name).stream()
                .anyMatch(version -> version.definition().equals(definition)
                        && version.removal().equals(removal));
        if (!known) {
            Templates.PutResult ignored = templates.put(name, description, List.of(), definition, removal, null);
        }
    }

    private static List<Template> versions(Templates templates, String name) {
        try {
            return templates.versions(name);
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.TEMPLATE_NOT_FOUND) {
                return List.of();
            }
            throw failure;
        }
    }

    private static String resource(String name) {
        try (InputStream stream = PostgresHandlers.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the provisioner brings no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
