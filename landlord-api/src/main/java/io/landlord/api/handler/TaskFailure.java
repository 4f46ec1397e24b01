package io.landlord.api.handler;

import static java.util.Objects.requireNonNull;

import io.landlord.api.execution.StandardError;
import org.jspecify.annotations.Nullable;

/**
 * The way a handler says that a call failed, typed by whether trying again makes sense.
 *
 * <p>Type and status become those of the task's error. The message becomes its detail and must not carry a secret.
 */
public final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final int status;
    private final String title;
    private final boolean retryable;

    /**
     * @param type the URI of the kind of error
     * @param status the status that describes it best
     * @param title a short summary of the kind of error
     * @param detail what happened this time
     * @param retryable whether the same call may succeed when it is made again
     */
    public TaskFailure(
            String type, int status, String title, String detail, boolean retryable, @Nullable Throwable cause) {
        super(requireNonNull(detail, "detail"), cause);
        this.type = requireNonNull(type, "type");
        this.status = status;
        this.title = requireNonNull(title, "title");
        this.retryable = retryable;
    }

    /** A failure that may pass: the other side did not answer, is busy, or said so. */
    public static TaskFailure retryable(String detail, @Nullable Throwable cause) {
        return of(StandardError.COMMUNICATION, detail, true, cause);
    }

    /** A failure that will stay: the same call can never succeed. */
    public static TaskFailure permanent(String detail, @Nullable Throwable cause) {
        return of(StandardError.COMMUNICATION, detail, false, cause);
    }

    /** Arguments that the handler cannot work with. */
    public static TaskFailure invalidArguments(String detail) {
        return of(StandardError.VALIDATION, detail, false, null);
    }

    /** A failure of one of the specification's standard types, with that type's own status. */
    public static TaskFailure of(StandardError error, String detail, boolean retryable, @Nullable Throwable cause) {
        return new TaskFailure(error.type(), error.status(), error.title(), detail, retryable, cause);
    }

    public String type() {
        return type;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public boolean isRetryable() {
        return retryable;
    }
}
