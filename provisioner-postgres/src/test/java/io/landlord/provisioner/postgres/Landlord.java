package io.landlord.provisioner.postgres;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The handlers on the test's server, called as an engine calls them, and a look at what is really there. */
final class Landlord {
    /** The steps that make a tenant's database, in order. */
    static final List<String> STEPS = List.of(
            "postgres.prepare",
            "postgres.restrict-access",
            "postgres.store-credential",
            "postgres.create-role",
            "postgres.apply-limits",
            "postgres.create-database",
            "postgres.migrate",
            "postgres.verify-login");

    /** The steps that undo them, in order. */
    static final List<String> UNDO =
            List.of("postgres.delete-credential", "postgres.drop-database", "postgres.drop-role");

    private static final List<String> WITH_PLAN = List.of("postgres.prepare", "postgres.apply-limits");
    private static final List<String> WITH_CLAIM =
            List.of("postgres.store-credential", "postgres.create-role", "postgres.create-database");

    final PostgresServer server;
    final MemoryStore store = new MemoryStore();
    final TaskHandlers handlers = new TaskHandlers();

    Landlord(EmbeddedServer embedded) {
        this(new PostgresServer(embedded.url(), embedded.user(), embedded.password()));
    }

    Landlord(PostgresServer server) {
        this.server = server;
        PostgresHandlers.register(handlers, server, store);
    }

    void provision(String tenant) throws InterruptedException {
        for (String step : STEPS) {
            make(step, tenant, "claim-of-" + tenant);
        }
    }

    JsonNode make(String step, String tenant, String claim) throws InterruptedException {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        if (!step.equals("postgres.restrict-access")) {
            arguments.put("tenant", tenant);
        }
        if (WITH_PLAN.contains(step)) {
            arguments.put("plan", "basic");
        }
        if (WITH_CLAIM.contains(step)) {
            arguments.put("claim", claim);
        }
        return handlers.call(step, arguments, new Context(claim));
    }

    void remove(String tenant, @Nullable String claim) throws InterruptedException {
        for (String step : UNDO) {
            undo(step, tenant, claim);
        }
    }

    JsonNode undo(String step, String tenant, @Nullable String claim) throws InterruptedException {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("tenant", tenant);
        if (claim != null) {
            arguments.put("claim", claim);
        }
        return handlers.call(step, arguments, new Context("undo"));
    }

    Credential credential(String tenant) {
        return store.find(new CredentialReference(tenant, "database")).orElseThrow();
    }

    Connection login(String tenant) throws SQLException {
        Credential credential = credential(tenant);
        return loginTo(String.valueOf(credential.properties().get("database")), credential);
    }

    Connection loginTo(String database, Credential credential) throws SQLException {
        return DriverManager.getConnection(server.urlOf(database), credential.username(), credential.password());
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            return ask(connection, sql);
        }
    }

    static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "nothing";
        }
    }

    /** What a tenant has, in one line. */
    String things(String tenant) throws SQLException {
        String name = "tenant_" + tenant.replace('-', '_');
        return "role: " + ask("SELECT count(*) FROM pg_roles WHERE rolname = '" + name + "'")
                + ", database: " + ask("SELECT count(*) FROM pg_database WHERE datname = '" + name + "'")
                + ", credential: " + store.list(tenant).size();
    }

    /** A store that forgets everything with the test. */
    static final class MemoryStore implements CredentialStore {
        private final Map<CredentialReference, Credential> credentials = new ConcurrentHashMap<>();

        @Override
        public void put(CredentialReference reference, Credential credential) {
            credentials.put(reference, credential);
        }

        @Override
        public Optional<Credential> find(CredentialReference reference) {
            return Optional.ofNullable(credentials.get(reference));
        }

        @Override
        public void delete(CredentialReference reference) {
            credentials.remove(reference);
        }

        @Override
        public List<CredentialReference> list(String tenant) {
            return credentials.keySet().stream()
                    .filter(reference -> reference.tenant().equals(tenant))
                    .toList();
        }
    }

    /** A call of an execution that may be cancelled. */
    record Context(String executionId, AtomicBoolean cancelled) implements TaskContext {
        Context(String executionId) {
            this(executionId, new AtomicBoolean());
        }

        @Override
        public @Nullable String tenant() {
            return null;
        }

        @Override
        public String executionName() {
            return "e";
        }

        @Override
        public String path() {
            return "0";
        }

        @Override
        public String pointer() {
            return "/do/0/step";
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public String idempotencyKey() {
            return executionId + ":0";
        }

        @Override
        public String attemptKey() {
            return executionId + ":0:1";
        }

        @Override
        public String correlationId() {
            return executionId;
        }

        @Override
        public void heartbeat(JsonNode progress) {}

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }
    }
}
