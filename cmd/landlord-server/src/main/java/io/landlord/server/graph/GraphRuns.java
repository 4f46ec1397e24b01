package io.landlord.server.graph;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.workflow.WorkflowManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Executions of the one graph that the endpoints are for. Safe for use by many threads. */
public final class GraphRuns {
    private final WorkflowManager facade;
    private final RunIds runs;
    private final JsonNode input;
    private final CreateWorkflowResult deployed;

    /** Says which run of its engine an execution is in. */
    @FunctionalInterface
    public interface RunIds {
        /** Temporal's run id on that engine, the execution's id on others. */
        String of(String provider, String executionId);
    }

    /**
     * Deploys the graph on the default engine.
     *
     * @param input what its executions are started with
     * @throws LandlordException as from {@link WorkflowManager#createWorkflow}
     */
    public GraphRuns(WorkflowManager facade, RunIds runs, WorkflowSpec graph, JsonNode input) {
        this.facade = facade;
        this.runs = runs;
        this.input = input;
        this.deployed = facade.createWorkflow(graph);
    }

    /** The graph of docs/examples/abandoned-cart. */
    public static String example() {
        try (InputStream text = GraphRuns.class.getResourceAsStream("abandoned-cart.yaml")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * An execution that was started.
     *
     * @param id the execution's id, or the name that was given for it
     */
    record Run(String id, String runId, boolean created) {}

    /** Starts an execution of this name, or of one that is made up; the same name is the same execution. */
    Run start(@Nullable String name) {
        ExecutionResult result = facade.on(deployed.provider())
                .startExecution(deployed.workflowId(), new ExecutionInput(name, input, Map.of()));
        String run = runs.of(deployed.provider(), result.executionId());
        return new Run(name == null ? result.executionId() : name, run, result.created());
    }

    /**
     * Sends a signal.
     *
     * @param id an execution's id, or the name it was started with here
     * @param run the run that must be the newest; {@code null} for whichever is
     */
    void signal(String id, @Nullable String run, String signal) {
        String execution = id.contains(":") ? id : deployed.workflowId() + ":" + id;
        WorkflowManager engine = facade.on(deployed.provider());
        if (run != null
                && !run.equals(runs.of(
                        deployed.provider(),
                        engine.getExecutionStatus(execution).executionId()))) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_NOT_FOUND,
                    "'" + run + "' is not the run of '" + id + "'; leave 'run_id' out to signal the one there is");
        }
        engine.signalExecution(execution, signal, NullNode.getInstance());
    }
}
