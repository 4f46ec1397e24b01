package io.landlord.control.operation;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed, and its tenant with it.
 *
 * @param code a stable snake_case name of the kind of failure, {@code execution_failed}
 * @param message what happened, a sentence without a full stop
 * @param hint what to do
 * @param task the name of the task that failed, when one did
 * @param pointer the JSON Pointer of that task in its definition
 * @param executionId the execution to look at, when there was one
 */
public record Reason(
        String code,
        String message,
        String hint,
        @Nullable String task,
        @Nullable String pointer,
        @Nullable String executionId) {}
