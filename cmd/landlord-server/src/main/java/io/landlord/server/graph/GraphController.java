package io.landlord.server.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts executions of one node graph and signals them, on a port of their own. docs/graph.md has the whole contract. */
@Hidden
@RestController
@ConditionalOnBooleanProperty("landlord.graph.enabled")
final class GraphController {
    private final GraphRuns runs;

    GraphController(GraphRuns runs) {
        this.runs = runs;
    }

    /** What to start. */
    record StartRequest(
            @JsonProperty("workflow_id") @Nullable String workflowId) {}

    /** What was started. */
    record Started(
            @JsonProperty("workflow_id") String workflowId,
            @JsonProperty("run_id") String runId,
            String message) {}

    /** What to signal. */
    record SignalRequest(
            @JsonProperty("workflow_id") @Nullable String workflowId,
            @JsonProperty("run_id") @Nullable String runId,
            @JsonProperty("signal_name") @Nullable String signalName) {}

    /** What was done. */
    record Done(String message) {}

    @PostMapping("/start-workflow")
    Started start(@RequestBody(required = false) @Nullable ReceivedBody body) {
        StartRequest request = body == null ? new StartRequest(null) : body.as(StartRequest.class);
        GraphRuns.Run run = body == null
                ? runs.start(null)
                : body.placing(
                        problem -> ReceivedBody.at("/workflow_id", problem), () -> runs.start(request.workflowId()));
        return new Started(
                run.id(),
                run.runId(),
                run.created() ? "the workflow is started" : "a workflow of this id was started before");
    }

    @PostMapping("/send-signal")
    Done signal(@RequestBody ReceivedBody body) {
        SignalRequest request = body.as(SignalRequest.class);
        List<Diagnostic> mistakes = new ArrayList<>();
        String id = required("workflow_id", request.workflowId(), mistakes);
        String name = required("signal_name", request.signalName(), mistakes);
        if (!mistakes.isEmpty()) {
            throw Refusal.invalidBody(body.placed(UnaryOperator.identity(), mistakes));
        }
        return body.placing(problem -> ReceivedBody.at("/signal_name", problem), () -> {
            runs.signal(id, request.runId(), name);
            return new Done("the signal '" + name + "' was sent to '" + id + "'");
        });
    }

    private static String required(String name, @Nullable String value, List<Diagnostic> mistakes) {
        if (value == null || value.isBlank()) {
            mistakes.add(Diagnostic.error("missing-property", "/" + name, "'" + name + "' is missing", null));
            return "";
        }
        return value;
    }
}
