package io.landlord.server.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.LandlordServer;
import io.landlord.server.live.Answer;
import io.landlord.server.live.Caller;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The contract of the second port, over real HTTP on the engine in memory. */
class GraphHttpTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    static Path directory;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private static ConfigurableApplicationContext running;

    @BeforeAll
    static void start() {
        running = SpringApplication.run(
                LandlordServer.class,
                "--landlord.data-directory=" + directory,
                "--server.port=0",
                "--landlord.graph.enabled=true",
                "--landlord.graph.port=0");
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    private static Caller at(int port) {
        return new Caller(URI.create("http://127.0.0.1:" + port));
    }

    private static Caller graph() {
        return at(running.getBean(GraphPort.class).port());
    }

    private static Caller api() {
        return at(Integer.parseInt(running.getEnvironment().getRequiredProperty("local.server.port")));
    }

    private static Answer ended(String execution) {
        return api().get("/v1/executions/" + execution, "Prefer", "wait=30");
    }

    private static String signal(String more) {
        return "{\"signal_name\": \"client-answered\"" + more + "}";
    }

    @Test
    void what_is_started_without_a_body_is_an_execution_that_can_be_signalled() {
        Answer started = graph().post("/start-workflow", "");

        assertThat(started.status()).as(started.text()).isEqualTo(200);
        String id = started.field("workflow_id");
        assertThat(id).startsWith("abandoned_cart-");
        assertThat(started.field("run_id")).isEqualTo(id);
        assertThat(started.field("message")).isEqualTo("the workflow is started");

        Answer sent = graph().post("/send-signal", signal(", \"workflow_id\": \"" + id + "\""));

        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        assertThat(sent.json().size()).isEqualTo(1);
        assertThat(sent.field("message")).isEqualTo("the signal 'client-answered' was sent to '" + id + "'");
        assertThat(ended(id).at("/output/last").stringValue()).isEqualTo("answered");
    }

    @Test
    void an_id_that_is_given_is_the_execution_s_name_and_starting_it_again_is_no_second_start() {
        String name = "cart-" + UUID.randomUUID();
        String body = "{\"workflow_id\": \"" + name + "\"}";

        Answer started = graph().post("/start-workflow", body);
        Answer again = graph().post("/start-workflow", body);
        Answer sent = graph().post(
                        "/send-signal",
                        signal(", \"workflow_id\": \"" + name + "\", \"run_id\": \"" + started.field("run_id") + "\""));

        assertThat(started.field("workflow_id")).isEqualTo(name);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.field("run_id")).isEqualTo(started.field("run_id"));
        assertThat(again.field("message")).contains("before");
        assertThat(sent.status()).as(sent.text()).isEqualTo(200);
        assertThat(ended("abandoned_cart-example:" + name).at("/output/last").stringValue())
                .isEqualTo("answered");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/start-workflow | {\"workflow_id\": 7} | 400 | invalid_body | /workflow_id",
                "/start-workflow | {\"workflow_id\": \"a b\"} | 400 | invalid_spec | /workflow_id",
                "/start-workflow | {\"workflowid\": \"a\"} | 400 | invalid_body | /workflowid",
                "/start-workflow | [1] | 400 | invalid_body | ``",
                "/start-workflow | {\"workflow_id\" | 400 | invalid_body | ``",
                "/send-signal | {\"workflow_id\": \"a\"} | 400 | invalid_body | /signal_name",
                "/send-signal | {\"workflow_id\": \" \", \"signal_name\": \"x\"} | 400 | invalid_body | /workflow_id",
                "/send-signal | {\"workflow_id\": \"nobody\", \"signal_name\": \"x\"} | 404 | execution_not_found |"
            })
    void bad_input_is_a_problem_in_json_with_its_place(
            String path, String body, int status, String code, String pointer) {
        Answer refused = graph().post(path, body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.field("code")).isEqualTo(code);
        assertThat(refused.field("detail")).isNotBlank();
        if (pointer != null) {
            assertThat(refused.at("/errors/0/pointer").stringValue()).isEqualTo(pointer);
        }
    }

    @Test
    void a_signal_without_a_body_is_refused() {
        assertThat(graph().post("/send-signal", "").status()).isEqualTo(400);
    }

    @Test
    void another_run_and_an_execution_that_has_ended_are_not_signalled() {
        String id = graph().post("/start-workflow", "").field("workflow_id");

        Answer other = graph().post("/send-signal", signal(", \"workflow_id\": \"" + id + "\", \"run_id\": \"r\""));
        Answer sent = graph().post("/send-signal", signal(", \"workflow_id\": \"" + id + "\""));
        Answer end = ended(id);
        Answer late = graph().post("/send-signal", signal(", \"workflow_id\": \"" + id + "\""));

        assertThat(other.status()).isEqualTo(404);
        assertThat(other.field("detail")).contains("run_id");
        assertThat(sent.status()).isEqualTo(200);
        assertThat(end.field("state")).isEqualTo("succeeded");
        assertThat(late.status()).isEqualTo(409);
    }

    @Test
    void each_port_has_its_own_and_nothing_of_the_other() {
        assertThat(graph().get("/v1/workflows").status()).isEqualTo(404);
        assertThat(graph().get("/actuator/health").status()).isEqualTo(404);
        assertThat(api().post("/start-workflow", "").status()).isEqualTo(404);
        assertThat(api().post("/send-signal", signal(", \"workflow_id\": \"a\""))
                        .status())
                .isEqualTo(404);
        assertThat(api().get("/v1/workflows").status()).isEqualTo(200);
        assertThat(graph().get("/start-workflow").status()).isEqualTo(405);
    }

    @Test
    void the_graph_that_is_deployed_is_the_example() throws IOException {
        assertThat(GraphRuns.example())
                .isEqualTo(Files.readString(Path.of("..", "..", "docs", "examples", "abandoned-cart", "cart.yaml")));
    }
}
