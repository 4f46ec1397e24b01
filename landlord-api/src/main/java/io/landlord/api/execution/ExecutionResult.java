package io.landlord.api.execution;

import java.time.Instant;

/**
 * What starting an execution gave.
 *
 * @param executionId the execution's id, unique within its provider
 * @param workflowId the workflow it runs
 * @param version the version of the workflow that it runs to its end
 * @param state its state when the call returned
 * @param startTime when it was started first
 * @param created false when an execution of this name and input existed already
 */
public record ExecutionResult(
        String executionId,
        String workflowId,
        String version,
        ExecutionState state,
        Instant startTime,
        boolean created) {}
