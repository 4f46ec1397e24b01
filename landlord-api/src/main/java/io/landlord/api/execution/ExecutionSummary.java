package io.landlord.api.execution;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An execution in a list.
 *
 * @param executionId the execution's id
 * @param workflowId the workflow it runs
 * @param version the version it runs
 * @param executionName the name it was started with
 * @param state its state
 * @param startTime when it started
 * @param stopTime when it ended; {@code null} while it runs
 * @param tags the labels it was started with
 * @param stuck whether it runs but cannot go on, because the engine fails at it again and again; its status says at what
 */
public record ExecutionSummary(
        String executionId,
        String workflowId,
        String version,
        String executionName,
        ExecutionState state,
        Instant startTime,
        @Nullable Instant stopTime,
        Map<String, String> tags,
        boolean stuck) {

    public ExecutionSummary {
        tags = Map.copyOf(tags);
    }

    /** An execution that is not known to be stuck. */
    public ExecutionSummary(
            String executionId,
            String workflowId,
            String version,
            String executionName,
            ExecutionState state,
            Instant startTime,
            @Nullable Instant stopTime,
            Map<String, String> tags) {
        this(executionId, workflowId, version, executionName, state, startTime, stopTime, tags, false);
    }

    /** The same execution, which is stuck. */
    public ExecutionSummary asStuck() {
        return new ExecutionSummary(
                executionId, workflowId, version, executionName, state, startTime, stopTime, tags, true);
    }
}
