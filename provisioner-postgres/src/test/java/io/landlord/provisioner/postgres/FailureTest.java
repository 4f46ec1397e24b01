package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OneServer.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FailureTest {
    private final EmbeddedServer embedded;
    private final Landlord landlord;

    FailureTest(EmbeddedServer embedded) {
        this.embedded = embedded;
        this.landlord = new Landlord(embedded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Acme",
                "1acme",
                "-acme",
                "ac_me",
                "acme\n",
                "a\"; DROP ROLE postgres; --",
                "é",
                "a2345678901234567890123456789012345678901"
            })
    void what_is_no_tenant_name_is_refused(String name) {
        TaskFailure failure = refusal(
                "{\"tenant\":" + JsonMapper.builder().build().writeValueAsString(name) + ",\"plan\":\"basic\"}");

        assertThat(failure).hasMessageContaining("is no tenant name");
        assertThat(StandardError.of(failure.type())).contains(StandardError.VALIDATION);
        assertThat(failure.isRetryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"plan\":\"basic\"}                                | the argument 'tenant' is missing",
                "{\"tenant\":7,\"plan\":\"basic\"}                   | the argument 'tenant' must be a string",
                "{\"tenant\":\"acme\"}                               | the argument 'plan' is missing; plans are basic, premium, enterprise",
                "{\"tenant\":\"acme\",\"plan\":\"gold\"}             | there is no plan 'gold'; plans are basic, premium, enterprise",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"plam\":1} | there is no argument 'plam'; known are tenant, plan, limits, claim",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":7} | the argument 'limits' must be an object",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"claim\":\"a b\"} | the argument 'claim' must be 1 to 200 printable ASCII characters without blanks",
                "{\"tenant\":\"acme\",\"plan\":\"gold\",\"limits\":{\"connections\":5}} | the plan 'gold' has no limits.statementTimeout; add it to the plan's limits",
                "{\"tenant\":\"acme\",\"plan\":\"gold\",\"limits\":{\"statementTimeout\":\"PT1S\"}} | the plan 'gold' has no limits.connections; add it to the plan's limits",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"connections\":0}} | limits.connections must be a whole number from 1 to 10000, not 0",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"connections\":10001}} | limits.connections must be a whole number from 1 to 10000, not 10001",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"connections\":1.5}} | limits.connections must be a whole number from 1 to 10000, not 1.5",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"statementTimeout\":\"15s\"}} | limits.statementTimeout must be an ISO-8601 duration from PT0.001S to P24D, as PT30S, not \"15s\"",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"statementTimeout\":\"PT0S\"}} | limits.statementTimeout must be an ISO-8601 duration from PT0.001S to P24D, as PT30S, not \"PT0S\"",
                "{\"tenant\":\"acme\",\"plan\":\"basic\",\"limits\":{\"statementTimeout\":\"P25D\"}} | limits.statementTimeout must be an ISO-8601 duration from PT0.001S to P24D, as PT30S, not \"P25D\"",
                "[]                                                  | the arguments must be an object"
            })
    void a_wrong_argument_is_named(String arguments, String message) {
        assertThat(refusal(arguments)).hasMessage(message);
    }

    @Test
    void a_server_that_is_not_there_is_a_failure_that_may_pass() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Landlord nowhere = new Landlord(
                new PostgresServer("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "pass-of-admin"));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> nowhere.make("postgres.prepare", "acme", "e1"))
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue())
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(503))
                .satisfies(failure -> assertThat(trace(failure)).doesNotContain("pass-of-admin"));
    }

    @Test
    void a_wrong_administrator_password_is_a_failure_that_stays() {
        Landlord stranger = new Landlord(new PostgresServer(embedded.url(), "postgres", "not-the-password"));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> stranger.make("postgres.prepare", "acme", "e1"))
                .satisfies(failure -> assertThat(failure.isRetryable()).isFalse())
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(401))
                .satisfies(failure -> assertThat(trace(failure)).doesNotContain("not-the-password"));
    }

    @Test
    void a_tenant_that_uses_all_its_connections_makes_the_migration_a_failure_that_may_pass() throws Exception {
        landlord.provision("busy");
        landlord.execute("ALTER ROLE tenant_busy CONNECTION LIMIT 0");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> landlord.make("postgres.migrate", "busy", "e1"))
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue())
                .satisfies(failure -> assertThat(trace(failure))
                        .doesNotContain(landlord.credential("busy").password()));
    }

    @Test
    void a_migration_that_the_schema_refuses_is_a_failure_that_stays() throws Exception {
        for (String step : Landlord.STEPS.subList(0, Landlord.STEPS.indexOf("postgres.migrate"))) {
            landlord.make(step, "occupied", "e1");
        }
        try (Connection connection = landlord.login("occupied");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE landlord_tenant (something int)");
        }

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> landlord.make("postgres.migrate", "occupied", "e1"))
                .satisfies(failure -> assertThat(failure.isRetryable()).isFalse())
                .satisfies(failure -> assertThat(trace(failure))
                        .doesNotContain(landlord.credential("occupied").password()));
    }

    @Test
    void a_migration_that_was_cut_off_before_its_history_was_written_is_run_again() throws Exception {
        landlord.provision("forgotten");
        try (Connection connection = landlord.login("forgotten");
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM flyway_schema_history");
        }

        landlord.make("postgres.migrate", "forgotten", "e1");

        try (Connection connection = landlord.login("forgotten")) {
            assertThat(Landlord.ask(connection, "SELECT tenant FROM landlord_tenant"))
                    .isEqualTo("forgotten");
            assertThat(Landlord.ask(connection, "SELECT count(*) FROM flyway_schema_history WHERE success"))
                    .isEqualTo("1");
        }
    }

    @Test
    void an_interrupted_call_ends_at_once_and_its_session_too() throws Exception {
        try (Connection holder = holdLockOf("waiting")) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread caller = Thread.ofPlatform()
                    .start(() -> end.complete(catchThrowableOfType(
                            Throwable.class, () -> landlord.make("postgres.store-credential", "waiting", "e1"))));
            awaitWaiter(holder, 1);
            caller.interrupt();

            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            awaitWaiter(holder, 0);
        }
        assertThat(landlord.store.list("waiting")).isEmpty();
    }

    @Test
    void a_cancelled_call_ends_at_once_and_its_session_too() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        try (Connection holder = holdLockOf("unwanted")) {
            CompletableFuture<Throwable> end = new CompletableFuture<>();
            Thread.ofPlatform()
                    .start(() -> end.complete(catchThrowableOfType(
                            Throwable.class,
                            () -> landlord.handlers.call(
                                    "postgres.store-credential",
                                    JsonMapper.builder().build().readTree("{\"tenant\":\"unwanted\"}"),
                                    new Landlord.Context("e1", cancelled)))));
            awaitWaiter(holder, 1);
            cancelled.set(true);

            assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            awaitWaiter(holder, 0);
        }
        assertThat(landlord.store.list("unwanted")).isEmpty();
    }

    @Test
    void the_text_of_a_server_hides_its_password() {
        assertThat(new PostgresServer("jdbc:postgresql://db:5432/postgres", "admin", "hidden").toString())
                .isEqualTo("PostgresServer[url=jdbc:postgresql://db:5432/postgres, user=admin, password=***]");
    }

    @Test
    void the_url_of_a_tenants_database_keeps_hosts_and_parameters() {
        assertThat(new PostgresServer("jdbc:postgresql://a:1,b:2/postgres?sslmode=require", "admin", "x")
                        .urlOf("tenant_acme"))
                .isEqualTo("jdbc:postgresql://a:1,b:2/tenant_acme?sslmode=require");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/postgres?user=a&password=b",
                "jdbc:postgresql://a:b@db/postgres",
                "jdbc:postgresql://db/",
                "jdbc:mysql://db/x",
                "db"
            })
    void a_url_with_a_secret_or_of_another_form_is_refused(String url) {
        assertThatThrownBy(() -> new PostgresServer(url, "admin", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private TaskFailure refusal(String arguments) {
        return catchThrowableOfType(
                TaskFailure.class,
                () -> landlord.handlers.call(
                        "postgres.prepare",
                        JsonMapper.builder().build().readTree(arguments),
                        new Landlord.Context("e1")));
    }

    private Connection holdLockOf(String tenant) throws SQLException {
        Connection connection =
                DriverManager.getConnection(landlord.server.url(), landlord.server.user(), landlord.server.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + 0x4c4c_0001 + ", " + tenant.hashCode() + ")");
        }
        return connection;
    }

    private static void awaitWaiter(Connection holder, int count) throws SQLException {
        String waiting = "";
        while (!waiting.equals(Integer.toString(count))) {
            waiting = Landlord.ask(
                    holder,
                    "SELECT count(*) FROM pg_locks l, pg_locks h WHERE NOT l.granted AND h.granted"
                            + " AND h.pid = pg_backend_pid() AND l.locktype = 'advisory' AND h.locktype = 'advisory'"
                            + " AND l.classid = h.classid AND l.objid = h.objid");
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
