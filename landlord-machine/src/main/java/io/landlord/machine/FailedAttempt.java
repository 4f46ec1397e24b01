package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;

/** What is remembered of an attempt that failed and was followed by another. */
public record FailedAttempt(String type, int status) {
    static FailedAttempt of(ExecutionError error) {
        return new FailedAttempt(error.type(), error.status());
    }
}
