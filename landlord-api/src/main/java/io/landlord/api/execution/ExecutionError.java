package io.landlord.api.execution;

import org.jspecify.annotations.Nullable;

/**
 * Why a task or an execution failed, after RFC 9457 and the specification's "Error".
 *
 * @param type the URI of the kind of error
 * @param title a short summary of the kind of error
 * @param status the status that describes the error best, an HTTP status where one fits
 * @param detail what happened this time
 * @param pointer the JSON Pointer of the task that failed, the specification's {@code instance}
 * @param handler the task handler that failed, when a call did
 * @param retryable whether the same call may succeed when it is made again
 */
public record ExecutionError(
        String type,
        @Nullable String title,
        int status,
        @Nullable String detail,
        String pointer,
        @Nullable String handler,
        boolean retryable) {}
