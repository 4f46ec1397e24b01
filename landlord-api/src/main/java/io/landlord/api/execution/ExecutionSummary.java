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
 */
public record ExecutionSummary(
        String executionId,
        String workflowId,
        String version,
        String executionName,
        ExecutionState state,
        Instant startTime,
        @Nullable Instant stopTime,
        Map<String, String> tags) {

    public ExecutionSummary {
        tags = Map.copyOf(tags);
    }
}
