package io.landlord.api.execution;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything Landlord knows of an execution at one moment.
 *
 * @param executionId the execution's id
 * @param workflowId the workflow it runs
 * @param version the version it runs
 * @param state its state
 * @param startTime when it started
 * @param stopTime when it ended; {@code null} while it runs
 * @param input what it was started with
 * @param output its result; {@code null} unless it succeeded
 * @param error why it failed, timed out or was cancelled; of one that runs, what its engine fails at so that it does not come
 *     forward, if it knows; {@code null} otherwise
 * @param compensation how compensation went; {@code null} when there was nothing to undo
 * @param currentTasks what it is busy with; empty once it has ended
 * @param context the workflow's context as of now
 * @param history what it did so far, oldest first
 */
public record ExecutionStatus(
        String executionId,
        String workflowId,
        String version,
        ExecutionState state,
        Instant startTime,
        @Nullable Instant stopTime,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable ExecutionError error,
        @Nullable Compensation compensation,
        List<CurrentTask> currentTasks,
        JsonNode context,
        List<ExecutionEvent> history) {

    public ExecutionStatus {
        currentTasks = List.copyOf(currentTasks);
        history = List.copyOf(history);
    }
}
