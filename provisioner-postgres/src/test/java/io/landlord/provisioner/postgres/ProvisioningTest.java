package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.credential.Credential;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OneServer.class)
class ProvisioningTest {
    private final EmbeddedServer embedded;
    private final Landlord landlord;

    ProvisioningTest(EmbeddedServer embedded) {
        this.embedded = embedded;
        this.landlord = new Landlord(embedded);
    }

    @Test
    void a_tenant_can_log_in_and_write() throws Exception {
        landlord.provision("writer");

        try (Connection connection = landlord.login("writer")) {
            assertThat(Landlord.ask(connection, "SELECT current_user || '@' || current_database()"))
                    .isEqualTo("tenant_writer@tenant_writer");
            assertThat(Landlord.ask(connection, "INSERT INTO note (body) VALUES ('hello') RETURNING body"))
                    .isEqualTo("hello");
            assertThat(Landlord.ask(connection, "SELECT tenant FROM landlord_tenant"))
                    .isEqualTo("writer");
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA extra");
            }
        }
    }

    @Test
    void the_results_say_what_was_made() throws Exception {
        String url = landlord.server.urlOf("tenant_say_what");

        assertThat(results("say-what"))
                .containsExactly(
                        json(
                                "{'tenant':'say-what','plan':'basic','limits':{'connections':10,'statementTimeout':'PT15S'},"
                                        + "'role':'tenant_say_what',"
                                        + "'database':'tenant_say_what','url':'" + url
                                        + "','credential':'credential:say-what/database','claim':'e1',"
                                        + "'limitsBefore':null}"),
                        json("{'publicAccess':false}"),
                        json("{'credential':'credential:say-what/database'}"),
                        json("{'role':'tenant_say_what'}"),
                        json("{'plan':'basic','connections':10,'statementTimeout':'PT15S'}"),
                        json("{'database':'tenant_say_what','url':'" + url + "'}"),
                        json("{'schemaVersion':'1'}"),
                        json("{'role':'tenant_say_what','database':'tenant_say_what'}"));
    }

    @Test
    void every_step_done_twice_is_the_same_as_done_once() throws Exception {
        for (String step : Landlord.STEPS) {
            JsonNode first = landlord.make(step, "twice", "e1");
            Map<String, String> after = state("twice");
            JsonNode second = landlord.make(step, "twice", "e1");

            assertThat(second).as(step).isEqualTo(first);
            assertThat(state("twice")).as(step).isEqualTo(after);
        }
        for (String step : Landlord.UNDO) {
            JsonNode first = landlord.undo(step, "twice", "e1");
            Map<String, String> after = state("twice");

            assertThat(landlord.undo(step, "twice", "e1")).as(step).isEqualTo(first);
            assertThat(state("twice")).as(step).isEqualTo(after);
        }
    }

    @Test
    void provisioning_again_keeps_password_and_data() throws Exception {
        landlord.provision("again");
        Credential before = landlord.credential("again");
        try (Connection connection = landlord.login("again")) {
            Landlord.ask(connection, "INSERT INTO note (body) VALUES ('kept') RETURNING id");
        }
        landlord.provision("again");

        assertThat(landlord.credential("again")).isEqualTo(before);
        try (Connection connection = landlord.login("again")) {
            assertThat(Landlord.ask(connection, "SELECT body FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void the_password_is_kept_by_the_server_as_a_scram_verifier_and_a_wrong_one_is_refused() throws Exception {
        landlord.provision("scram");
        Credential credential = landlord.credential("scram");

        assertThat(credential.password()).hasSize(43);
        assertThat(landlord.ask("SELECT rolpassword FROM pg_authid WHERE rolname = 'tenant_scram'"))
                .startsWith("SCRAM-SHA-256$4096:");
        Credential wrong = new Credential(credential.username(), credential.password() + "x", Map.of());
        assertThat(sqlState(() -> landlord.loginTo("tenant_scram", wrong))).isEqualTo("28P01");
    }

    @Test
    void a_tenant_connects_to_no_database_but_its_own() throws Exception {
        landlord.provision("acme");
        landlord.provision("globex");

        for (String other : List.of("tenant_globex", "postgres", "template1")) {
            assertThat(sqlState(() -> landlord.loginTo(other, landlord.credential("acme"))))
                    .as(other)
                    .isEqualTo("42501");
        }
        assertThat(sqlState(() -> landlord.loginTo("tenant_acme", landlord.credential("globex"))))
                .isEqualTo("42501");
    }

    @Test
    void access_that_was_opened_is_closed_again_for_the_next_tenant() throws Exception {
        landlord.provision("early");
        landlord.execute("GRANT CONNECT ON DATABASE postgres, template1, tenant_early TO PUBLIC");
        landlord.provision("late");

        for (String other : List.of("tenant_early", "postgres", "template1")) {
            assertThat(sqlState(() -> landlord.loginTo(other, landlord.credential("late"))))
                    .as(other)
                    .isEqualTo("42501");
        }
    }

    @Test
    void a_login_that_reaches_another_tenants_database_fails_the_verification() throws Exception {
        landlord.provision("nosy");
        landlord.provision("victim");
        landlord.execute("GRANT CONNECT ON DATABASE tenant_victim TO tenant_nosy");

        assertThatThrownBy(() -> landlord.make("postgres.verify-login", "nosy", "e1"))
                .hasMessageContaining("tenant_nosy may connect to tenant_victim");
        landlord.remove("nosy", null);
        assertThat(landlord.things("nosy")).isEqualTo("role: 0, database: 0, credential: 0");
    }

    @Test
    void the_plan_limits_connections_and_statements() throws Exception {
        landlord.provision("limited");

        assertThat(landlord.ask("SELECT rolconnlimit FROM pg_roles WHERE rolname = 'tenant_limited'"))
                .isEqualTo("10");
        try (Connection connection = landlord.login("limited")) {
            assertThat(Landlord.ask(connection, "SHOW statement_timeout")).isEqualTo("15s");
        }
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                connections.add(landlord.login("limited"));
            }
            assertThat(sqlState(() -> landlord.login("limited"))).isEqualTo("53300");
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void removal_ends_the_tenants_sessions_and_leaves_nothing() throws Exception {
        landlord.provision("leaving");
        try (Connection connection = landlord.login("leaving")) {
            landlord.remove("leaving", null);

            assertThat(landlord.things("leaving")).isEqualTo("role: 0, database: 0, credential: 0");
            assertThat(sqlState(() -> {
                        connection.createStatement().execute("SELECT 1");
                        return connection;
                    }))
                    .isIn("57P01", "08006");
        }
    }

    @Test
    void many_tenants_are_provisioned_at_once() throws Exception {
        List<String> tenants = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tenants.add("many-" + i);
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Future<?>> provisionings = new ArrayList<>();
            for (String tenant : tenants) {
                provisionings.add(threads.submit(() -> {
                    landlord.provision(tenant);
                    return tenant;
                }));
            }
            for (Future<?> provisioning : provisionings) {
                provisioning.get();
            }
        }
        for (String tenant : tenants) {
            landlord.login(tenant).close();
            landlord.remove(tenant, null);
        }
    }

    @Test
    void a_step_that_runs_many_times_at_once_is_done_once() throws Exception {
        for (String step : Landlord.STEPS) {
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<JsonNode>> calls = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    calls.add(threads.submit(() -> landlord.make(step, "crowded", "e1")));
                }
                for (Future<JsonNode> call : calls) {
                    assertThat(call.get()).as(step).isEqualTo(calls.get(0).get());
                }
            }
        }
        landlord.login("crowded").close();
    }

    @Test
    void the_password_is_in_no_result_and_not_in_the_servers_log() throws Exception {
        String results = results("secretive").toString();
        String password = landlord.credential("secretive").password();

        assertThat(results).doesNotContain(password);
        assertThat(Files.readString(embedded.log()))
                .contains("CREATE ROLE \"tenant_secretive\"")
                .doesNotContain(password)
                .doesNotContain(embedded.password());
    }

    private List<JsonNode> results(String tenant) throws InterruptedException {
        List<JsonNode> results = new ArrayList<>();
        for (String step : Landlord.STEPS) {
            results.add(landlord.make(step, tenant, "e1"));
        }
        return results;
    }

    /** Everything about a tenant that a repeated step could change. */
    private Map<String, String> state(String tenant) throws SQLException {
        String name = "'tenant_" + tenant + "'";
        return Map.of(
                "role",
                landlord.ask("SELECT (r.rolcanlogin, r.rolsuper, r.rolconnlimit, r.rolconfig,"
                        + " shobj_description(r.oid, 'pg_authid'))::text FROM pg_roles r WHERE rolname = " + name),
                "database",
                landlord.ask("SELECT (d.oid, d.datallowconn, d.datacl, shobj_description(d.oid, 'pg_database'))::text"
                        + " FROM pg_database d WHERE datname = " + name),
                "credential",
                landlord.store.list(tenant).stream()
                        .map(reference -> landlord.credential(tenant).password())
                        .toList()
                        .toString());
    }

    private static String sqlState(Callable<Connection> login) throws Exception {
        try (Connection connection = login.call()) {
            return "connected";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }
}
