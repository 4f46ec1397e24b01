package io.landlord.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands against a server that answers as the API's description says. */
@Timeout(30)
class RemoteCommandTest {
    private static final String ACME = """
            {"name": "acme", "state": "ready", "plan": "basic", "template": "tenant-database", "templateVersion": 1,
             "parameters": {}, "generation": 1, "observedGeneration": 1, "outputs": {"database": "tenant_acme"},
             "reason": null, "operation": "op1", "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z"}
            """;
    private static final String OPERATION =
            "{\"id\": \"op1\", \"tenant\": \"acme\", \"kind\": \"create\", \"state\": \"%s\", \"executionId\": %s}";

    @SuppressWarnings("NullAway.Init") // made before each test
    private StubServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    Path directory;

    @BeforeEach
    void start() throws IOException {
        server = new StubServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Invocation landlord(String... arguments) {
        return Invocation.of(Stream.concat(Stream.of(arguments), Stream.of("--server", server.url()))
                .toArray(String[]::new));
    }

    @Test
    void a_list_is_a_table_with_a_head() {
        server.on("GET /v1/tenants?state=ready", 200, "{\"items\": [" + ACME + "], \"next\": null}");
        Invocation invocation = landlord("tenant", "list", "--state", "ready");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out()).startsWith("NAME  STATE  PLAN   TEMPLATE         VERSION  CHANGED");
        assertThat(invocation.out().lines().toList().get(1)).startsWith("acme  ready  basic  tenant-database  1 ");
    }

    @Test
    void executions_are_listed_by_tenant_version_and_tags() {
        server.on(
                "GET /v1/executions?workflowVersion=2&tenant=acme&tag=team%3Dpayments&tag=note%3Da%2C%20b&limit=5",
                200, "{\"items\": [], \"next\": null}");
        Invocation invocation = landlord(
                "execution",
                "list",
                "--tenant",
                "acme",
                "--workflow-version",
                "2",
                "--tag",
                "team=payments",
                "--tag",
                "note=a, b",
                "--limit",
                "5");
        assertThat(invocation.out()).as(invocation.err()).isEqualTo("there are no executions\n");
    }

    @Test
    void an_empty_list_is_told_in_words() {
        server.on("GET /v1/plans", 200, "{\"items\": [], \"next\": null}");
        assertThat(landlord("plan", "list").out()).isEqualTo("there are no plans\n");
    }

    @Test
    void json_is_the_object_of_the_api() {
        server.on("GET /v1/tenants/acme", 200, ACME);
        Invocation invocation = landlord("tenant", "get", "acme", "-o", "json");
        assertThat(invocation.json().get("outputs").toString()).isEqualTo("{\"database\":\"tenant_acme\"}");
        assertThat(invocation.json().get("reason").isNull()).isTrue();
        assertThat(landlord("tenant", "get", "acme", "-o", "yaml").out())
                .contains("outputs:\n  database: tenant_acme\n", "reason: null\n");
    }

    @Test
    void all_pages_are_one_list() {
        server.on("GET /v1/plans?limit=1000", 200, "{\"items\": [{\"name\": \"a\"}], \"next\": \"c d\"}");
        server.on("GET /v1/plans?limit=1000&cursor=c%20d", 200, "{\"items\": [{\"name\": \"b\"}], \"next\": null}");
        Invocation invocation = landlord("plan", "list", "--all", "-o", "json");
        assertThat(invocation.json().toString())
                .isEqualTo("{\"items\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"next\":null}");
    }

    @Test
    void apply_sends_what_was_given_and_says_how_to_go_on() {
        server.on("PUT /v1/tenants/acme", 202, OPERATION.formatted("pending", "null"));
        Invocation invocation =
                landlord("tenant", "apply", "acme", "--plan", "basic", "-p", "seats=5", "-p", "region=eu");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(server.requests())
                .containsExactly(
                        "PUT /v1/tenants/acme {\"plan\":\"basic\",\"parameters\":{\"seats\":5,\"region\":\"eu\"}}");
        assertThat(invocation.out()).contains("op1", "landlord tenant get acme --watch");
    }

    @Test
    void a_signal_has_a_name_and_may_have_data_and_an_id() {
        String execution = "{\"id\": \"e1\", \"workflowId\": \"order\", \"state\": \"running\"}";
        server.on("POST /v1/executions/e1/signals", 202, execution);
        server.on("POST /v1/executions/e1/signals", 202, execution);
        Invocation bare = landlord("execution", "signal", "e1", "client-answered");
        Invocation whole = landlord("execution", "signal", "e1", "paid", "--data", "{\"amount\": 120}", "--id", "4711");
        assertThat(bare.exitCode()).as(bare.err()).isZero();
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("running");
        assertThat(server.requests())
                .containsExactly(
                        "POST /v1/executions/e1/signals {\"name\":\"client-answered\"}",
                        "POST /v1/executions/e1/signals {\"name\":\"paid\",\"id\":\"4711\",\"data\":{\"amount\":120}}");
    }

    @Test
    void a_list_says_which_executions_are_stuck() {
        String execution = "{\"id\": \"%s\", \"workflowId\": \"w\", \"version\": \"1\", \"name\": \"n\","
                + " \"state\": \"running\", \"startTime\": \"2026-01-01T00:00:00Z\", \"stopTime\": null, \"tags\": {},"
                + " \"stuck\": %s}";
        server.on(
                "GET /v1/executions",
                200,
                "{\"items\": [" + execution.formatted("w:a", true) + ", " + execution.formatted("w:b", false)
                        + "], \"next\": null}");

        Invocation invocation = landlord("execution", "list", "-o", "table");

        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out().lines().filter(line -> line.contains("running, stuck")))
                .singleElement()
                .asString()
                .contains("w:a");
    }

    @Test
    void watching_shows_the_steps_and_then_the_tenant() {
        server.on("PUT /v1/tenants/acme", 202, OPERATION.formatted("pending", "null"));
        server.on("GET /v1/operations/op1", 200, OPERATION.formatted("running", "\"e1\""));
        server.on("GET /v1/operations/op1", 200, OPERATION.formatted("succeeded", "\"e1\""));
        server.events(
                "GET /v1/executions/e1/events",
                "{\"sequence\": 1, \"time\": \"2026-01-01T00:00:00Z\", \"type\": \"task_started\", \"path\": \"0\","
                        + " \"pointer\": \"/do/0/a\", \"task\": \"prepare\", \"data\": {}, \"error\": null}",
                "{\"sequence\": 2, \"time\": \"2026-01-01T00:00:01Z\", \"type\": \"task_completed\", \"path\": \"0\","
                        + " \"pointer\": \"/do/0/a\", \"task\": \"prepare\", \"data\": {}, \"error\": null}");
        server.on("GET /v1/tenants/acme", 200, ACME);
        Invocation invocation = landlord("tenant", "apply", "acme", "--watch");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out()).contains("✓ done      prepare", "1.0 s", "state               ready\n");
    }

    @Test
    void a_tenant_that_failed_exits_with_3_and_says_why_and_what_to_do() {
        server.on("PUT /v1/tenants/acme", 202, OPERATION.formatted("pending", "null"));
        server.on("GET /v1/operations/op1", 200, OPERATION.formatted("failed", "\"e1\""));
        server.on("GET /v1/tenants/acme", 200, ACME.replace("\"reason\": null", """
                        "reason": {"code": "task_failed", "message": "disk full", "hint": "free some and apply again",
                                   "task": "createDatabase", "pointer": "/do/0/x", "executionId": "e1"}"""));
        Invocation invocation = landlord("tenant", "apply", "acme", "--wait");
        assertThat(invocation.exitCode()).isEqualTo(3);
        assertThat(invocation.err())
                .contains("tenant acme failed: disk full", "createDatabase", "hint: free some and apply again");
    }

    @Test
    void waiting_ends_with_124_when_the_time_is_over() {
        server.on("PUT /v1/tenants/acme", 202, OPERATION.formatted("pending", "null"));
        server.on("GET /v1/operations/op1", 200, OPERATION.formatted("pending", "null"));
        assertThat(landlord("tenant", "apply", "acme", "--timeout", "50ms").exitCode())
                .isEqualTo(124);
    }

    @Test
    void a_refused_definition_is_shown_with_its_line() throws IOException {
        Path file = Files.writeString(directory.resolve("order.yaml"), "document: {}\ndo: 5\n");
        server.on("POST /v1/workflows", 400, """
                {"code": "invalid_spec", "status": 400, "detail": "the definition is invalid",
                 "errors": [{"code": "wrong-type", "severity": "error", "pointer": "/do", "line": 2, "column": 5,
                             "message": "a list was expected", "hint": "begin with a dash"}]}""");
        Invocation invocation = landlord("workflow", "deploy", file.toString());
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err())
                .contains(
                        "the definition is invalid",
                        "order.yaml:2:5: error[wrong-type]",
                        "2 | do: 5",
                        "begin with a dash");
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, 2",
        "404, tenant_not_found, 4",
        "409, tenant_conflict, 5",
        "412, version_conflict, 5",
        "422, capability_unsupported, 6",
        "422, idempotency_key_reused, 2",
        "503, store_unavailable, 7",
        "500, internal, 1"
    })
    void the_exit_code_follows_from_the_kind_of_problem(int status, String code, int exitCode) {
        server.on("GET /v1/tenants/acme", status, "{\"code\": \"" + code + "\", \"detail\": \"so it is\"}");
        Invocation invocation = landlord("tenant", "get", "acme");
        assertThat(invocation.exitCode()).isEqualTo(exitCode);
        assertThat(invocation.err()).startsWith("landlord: so it is\n").doesNotContain("\tat ");
    }

    @Test
    void a_server_that_is_not_there_exits_with_7_and_names_the_command_that_starts_one() {
        server.close();
        Invocation invocation = landlord("tenant", "list");
        assertThat(invocation.exitCode()).isEqualTo(7);
        assertThat(invocation.err()).contains("landlord dev").doesNotContain("\tat ");
    }

    @Test
    void an_execution_is_started_with_its_input() {
        server.on(
                "POST /v1/workflows/order/executions",
                202,
                "{\"id\": \"e1\", \"workflowId\": \"order\", \"version\": \"1\", \"state\": \"running\", \"created\": true}");
        Invocation invocation = landlord("execution", "start", "order", "-i", "{\"a\": 1}");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(server.requests()).containsExactly("POST /v1/workflows/order/executions {\"input\":{\"a\":1}}");
        assertThat(invocation.out()).contains("landlord execution watch e1");
    }

    @ParameterizedTest
    @CsvSource({"tenant", "operation", "plan", "template", "workflow", "execution", "provider"})
    void a_group_alone_shows_its_commands(String group) {
        Invocation invocation = Invocation.of(group);
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("Usage: landlord " + group, "list");
    }
}
