package io.landlord.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.handlers.credential.EncryptedFileCredentialStore;
import io.landlord.provider.mock.MockSettings;
import io.landlord.provisioner.postgres.PostgresHandlers;
import io.landlord.provisioner.postgres.PostgresServer;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The default template through the facade and the engine, on a real PostgreSQL. */
class TenantTemplateTest {
    private static final String TEMPLATE = template("tenant-database.yaml");
    private static final String REMOVAL = template("tenant-database-removal.yaml");
    private static final Pattern STEP = Pattern.compile("call: (postgres\\.[a-z-]+)");
    private static final List<String> UNDOING =
            List.of("postgres.delete-credential", "postgres.drop-database", "postgres.drop-role");

    private static EmbeddedServer server;
    private static CredentialStore credentials;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = EmbeddedServer.startTemporary();
        credentials = EncryptedFileCredentialStore.open(directory.resolve("credentials"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<String> steps() {
        return STEP.matcher(TEMPLATE)
                .results()
                .map(call -> call.group(1))
                .filter(handler -> !UNDOING.contains(handler));
    }

    @Test
    void a_tenant_is_provisioned_can_log_in_and_leaves_without_a_trace() throws Exception {
        SortedSet<String> before = inventory();

        ExecutionStatus made = run(TEMPLATE, "acme");
        assertThat(made.state()).as("%s", made.error()).isEqualTo(ExecutionState.SUCCEEDED);
        JsonNode output = Objects.requireNonNull(made.output());
        String password = credentials
                .find(CredentialReference.parse(output.get("credential").stringValue()))
                .orElseThrow()
                .password();
        Properties login = new Properties();
        login.setProperty("user", output.get("role").stringValue());
        login.setProperty("password", password);
        try (Connection connection =
                DriverManager.getConnection(output.get("url").stringValue(), login)) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThat(made.toString()).doesNotContain(password);

        assertThat(run(REMOVAL, "acme").state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(inventory()).isEqualTo(before);
        assertThat(credentials.list("acme")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nothing_is_left_when_a_step_fails(String handler) throws Exception {
        SortedSet<String> before = inventory();

        ExecutionStatus failed = run(replaced(handler, "call: fail"), "globex");

        assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(inventory()).isEqualTo(before);
        assertThat(credentials.list("globex")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void nothing_is_left_when_the_step_after_one_fails(String handler) throws Exception {
        SortedSet<String> before = inventory();

        ExecutionStatus failed = run(withFailureAfter(handler), "initech");

        assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(inventory()).isEqualTo(before);
        assertThat(credentials.list("initech")).isEmpty();
    }

    /** The template with the step that makes this call replaced. */
    private static String replaced(String handler, String call) {
        // The arguments go with the call: those of the step would be refused by another handler.
        Pattern step =
                Pattern.compile("call: " + Pattern.quote(handler) + "(\\n +with:(\\n {10,}[a-z]+: \\$\\{[^}]*})+)?");
        Matcher matcher = step.matcher(TEMPLATE);
        assertThat(matcher.find()).isTrue();
        return matcher.replaceFirst(call);
    }

    /** The template with a task that fails behind the step that makes this call. */
    private static String withFailureAfter(String handler) {
        int call = TEMPLATE.indexOf("call: " + handler);
        int name = TEMPLATE.lastIndexOf("- ", call);
        String indent = TEMPLATE.substring(TEMPLATE.lastIndexOf('\n', name) + 1, name);
        int next = TEMPLATE.indexOf("\n" + indent + "- ", call);
        int end = next >= 0 ? next : TEMPLATE.indexOf("\n      catch:", call);
        return TEMPLATE.substring(0, end) + "\n" + indent + "- failOnPurpose: {call: fail}" + TEMPLATE.substring(end);
    }

    private static ExecutionStatus run(String definition, String tenant) throws InterruptedException {
        TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());
        PostgresHandlers.register(
                handlers, new PostgresServer(server.url(), server.user(), server.password()), credentials);
        try (LocalEngine engine =
                new LocalEngine(handlers, MockSettings.wallClock().withEncodedStates(), "mock")) {
            JsonNode input = JsonMapper.shared().readTree("{\"tenant\": \"" + tenant + "\", \"plan\": \"basic\"}");
            return engine.await(engine.start(WorkflowSpec.of("tenant", definition), input), status -> {});
        }
    }

    private static SortedSet<String> inventory() throws SQLException {
        SortedSet<String> found = new TreeSet<>();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT 'role ' || rolname FROM pg_roles UNION SELECT 'database ' || datname FROM pg_database")) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String template(String name) {
        try (var resource = Objects.requireNonNull(PostgresServer.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
