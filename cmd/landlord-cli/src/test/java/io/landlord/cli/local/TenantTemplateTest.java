package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provider.mock.MockSettings;
import io.landlord.provisioner.postgres.PostgresHandlers;
import io.landlord.provisioner.postgres.PostgresServer;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The default template through the facade and the engine, on a real PostgreSQL. */
class TenantTemplateTest {
    private static final String TEMPLATE = template("tenant-database.yaml");
    private static final String REMOVAL = template("tenant-database-removal.yaml");
    private static final Pattern STEP = Pattern.compile("call: (postgres\\.[a-z-]+)");
    private static final List<String> UNDOING = List.of(
            "postgres.delete-credential", "postgres.drop-database", "postgres.drop-role", "postgres.restore-limits");

    private static EmbeddedServer server;
    private static CredentialStore credentials;

    @BeforeAll
    static void start() {
        server = EmbeddedServer.startTemporary();
        credentials = new MemoryCredentialStore();
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

    @Test
    void a_tenant_that_is_there_gets_other_limits_and_keeps_its_data_and_password() throws Exception {
        JsonNode made = Objects.requireNonNull(run(TEMPLATE, "umbrella").output());
        String password = password("umbrella");
        assertThat(inTenant("umbrella", "INSERT INTO note (body) VALUES ('kept') RETURNING body"))
                .isEqualTo("kept");

        ExecutionStatus changed = runWith(TEMPLATE, change("umbrella"));

        assertThat(changed.state()).as("%s", changed.error()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(changed.output()).isEqualTo(made);
        assertThat(limits("umbrella")).isEqualTo("7 {statement_timeout=60000ms}");
        assertThat(password("umbrella")).isEqualTo(password);
        assertThat(inTenant("umbrella", "SELECT body FROM note")).isEqualTo("kept");
        assertThat(run(REMOVAL, "umbrella").state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void a_change_that_fails_leaves_the_tenant_as_it_was(String handler) throws Exception {
        assertThat(run(TEMPLATE, "hooli").state()).isEqualTo(ExecutionState.SUCCEEDED);
        SortedSet<String> before = inventory();
        String limits = limits("hooli");
        String password = password("hooli");
        String body = "written before " + handler;
        assertThat(inTenant("hooli", "INSERT INTO note (body) VALUES ('" + body + "') RETURNING body"))
                .isEqualTo(body);

        ExecutionStatus failed = runWith(withFailureAfter(handler), change("hooli"));

        assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(inventory()).isEqualTo(before);
        assertThat(limits("hooli")).isEqualTo(limits).isEqualTo("10 {statement_timeout=15000ms}");
        assertThat(password("hooli")).isEqualTo(password);
        assertThat(inTenant("hooli", "SELECT body FROM note ORDER BY id DESC")).isEqualTo(body);
    }

    @Test
    void a_second_execution_with_the_claim_of_the_first_undoes_what_both_made() throws Exception {
        SortedSet<String> before = inventory();
        String input = "{\"tenant\": \"vehement\", \"plan\": \"basic\", \"claim\": \"op-9\"}";
        assertThat(runWith(TEMPLATE, input).state()).isEqualTo(ExecutionState.SUCCEEDED);

        ExecutionStatus failed = runWith(withFailureAfter("postgres.apply-limits"), input);

        assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(inventory()).isEqualTo(before);
        assertThat(credentials.list("vehement")).isEmpty();
    }

    @Test
    void a_removal_takes_everything_whatever_claim_its_input_has() throws Exception {
        SortedSet<String> before = inventory();
        assertThat(run(TEMPLATE, "stark").state()).isEqualTo(ExecutionState.SUCCEEDED);

        assertThat(runWith(REMOVAL, change("stark")).state()).isEqualTo(ExecutionState.SUCCEEDED);

        assertThat(inventory()).isEqualTo(before);
        assertThat(credentials.list("stark")).isEmpty();
    }

    /** Input as a control plane gives it: a plan of its own with limits, a claim, and more than the template reads. */
    private static String change(String tenant) {
        return """
                {"tenant": "%s", "plan": "gold", "limits": {"connections": 7, "statementTimeout": "PT1M", "storage": 5},
                 "claim": "op-2", "parameters": {"region": "eu"}}
                """.formatted(tenant);
    }

    private static String password(String tenant) {
        return credentials
                .find(new CredentialReference(tenant, "database"))
                .orElseThrow()
                .password();
    }

    private static String inTenant(String tenant, String sql) throws SQLException {
        String url = server.url().replace("/postgres", "/tenant_" + tenant);
        try (Connection connection = DriverManager.getConnection(url, "tenant_" + tenant, password(tenant))) {
            return ask(connection, sql);
        }
    }

    private static String limits(String tenant) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password())) {
            return ask(
                    connection,
                    "SELECT rolconnlimit || ' ' || rolconfig::text FROM pg_roles WHERE rolname = 'tenant_" + tenant
                            + "'");
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
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
        return runWith(definition, "{\"tenant\": \"" + tenant + "\", \"plan\": \"basic\"}");
    }

    private static ExecutionStatus runWith(String definition, String input) throws InterruptedException {
        TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());
        PostgresHandlers.register(
                handlers, new PostgresServer(server.url(), server.user(), server.password()), credentials);
        try (LocalEngine engine =
                new LocalEngine(handlers, MockSettings.wallClock().withEncodedStates(), "mock")) {
            WorkflowSpec spec = WorkflowSpec.of("tenant", definition);
            return engine.await(engine.start(spec, JsonMapper.shared().readTree(input)), status -> {});
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
