package io.landlord.server.execution;

import io.landlord.api.execution.ExecutionState;
import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import io.landlord.tck.kit.KitConformance;
import io.landlord.tck.kit.Runner;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The specification's conformance kit over HTTP: a definition and an input in one call, and the execution's end. */
class ConformanceKitHttpTest extends LiveServer {

    /** Each scenario by way of the server. */
    @Nested
    class Kit extends KitConformance {
        @Override
        protected Runner runner() {
            return ConformanceKitHttpTest.this::run;
        }
    }

    private Runner.Outcome run(String definition, JsonNode input) {
        ObjectNode body = JsonMapper.builder().build().createObjectNode();
        body.put("definition", definition).set("input", input);
        Answer started = server().post("/v1/executions", body.toString());
        if (started.status() == 400) {
            return new Runner.Outcome.Refused(started.at("/errors/0/code").stringValue());
        }
        String path = "/v1/executions/" + started.field("id");
        JsonNode ended = server().get(path, "Prefer", "wait=60").json();
        ExecutionState state =
                ExecutionState.valueOf(ended.get("state").stringValue().toUpperCase(Locale.ROOT));
        JsonNode output = ended.get("output");
        return new Runner.Outcome.Ended(state, output.isNull() ? null : output, error(ended), tasks(path));
    }

    /** The task in which it arose, which the specification calls the error's instance, is its pointer here. */
    private static @Nullable JsonNode error(JsonNode ended) {
        return ended.get("error") instanceof ObjectNode error ? error.set("instance", error.get("pointer")) : null;
    }

    /** The names of the tasks that ran, in the order they began. */
    private List<String> tasks(String path) {
        return server().get(path + "/history")
                .items()
                .filter(event -> event.get("type").stringValue().equals("task_started"))
                .map(event -> event.get("task").stringValue())
                .toList();
    }
}
