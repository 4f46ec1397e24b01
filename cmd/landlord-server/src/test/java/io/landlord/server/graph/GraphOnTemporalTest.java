package io.landlord.server.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.LandlordServer;
import io.landlord.server.live.Answer;
import io.landlord.server.live.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The second port where Temporal is the default engine: run ids are Temporal's. */
@ExtendWith(GraphOnTemporalTest.WithServer.class)
class GraphOnTemporalTest {
    /** Temporal's own name for it: a variable of ours would be taken for a setting of the server. */
    private static final String ADDRESS = "TEMPORAL_ADDRESS";

    /** Says loudly when there is no server that the variable names. */
    static final class WithServer implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (System.getenv(ADDRESS) != null) {
                return ConditionEvaluationResult.enabled("there is a server");
            }
            String message = context.getDisplayName() + " DID NOT RUN: set " + ADDRESS + " to a Temporal server";
            System.err.println(message);
            return ConditionEvaluationResult.disabled(message);
        }
    }

    private static Caller at(int port) {
        return new Caller(URI.create("http://127.0.0.1:" + port));
    }

    @Test
    void a_graph_is_started_and_signalled_by_temporal_s_run_id(@TempDir Path directory) {
        String queue = "graph-" + UUID.randomUUID();
        try (ConfigurableApplicationContext running = SpringApplication.run(
                LandlordServer.class,
                "--landlord.data-directory=" + directory,
                "--server.port=0",
                "--landlord.workflow.default-provider=temporal",
                "--landlord.temporal.address=" + Objects.requireNonNull(System.getenv(ADDRESS)),
                "--landlord.temporal.task-queue=" + queue,
                "--landlord.graph.enabled=true",
                "--landlord.graph.workflow=abandoned_cart-" + queue,
                "--landlord.graph.port=0")) {
            Caller graph = at(running.getBean(GraphPort.class).port());
            Caller api = at(Integer.parseInt(running.getEnvironment().getRequiredProperty("local.server.port")));

            Answer started = graph.post("/start-workflow", "");
            String id = started.field("workflow_id");
            Answer sent = graph.post(
                    "/send-signal",
                    "{\"workflow_id\": \"" + id + "\", \"run_id\": \"" + started.field("run_id")
                            + "\", \"signal_name\": \"client-answered\"}");
            Answer end = api.get("/v1/executions/" + id, "Prefer", "wait=60");

            assertThat(started.status()).as(started.text()).isEqualTo(200);
            assertThat(id).startsWith("abandoned_cart-");
            assertThat(UUID.fromString(started.field("run_id"))).hasToString(started.field("run_id"));
            assertThat(sent.status()).as(sent.text()).isEqualTo(200);
            assertThat(end.field("state")).as(end.text()).isEqualTo("succeeded");
            assertThat(end.at("/output/last").stringValue()).isEqualTo("answered");
        }
    }
}
