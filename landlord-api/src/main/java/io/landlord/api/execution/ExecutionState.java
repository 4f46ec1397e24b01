package io.landlord.api.execution;

import java.util.Locale;

/** The states of an execution, the same on every engine. */
public enum ExecutionState {
    PENDING,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    CANCELLED;

    /** Whether the execution has ended and will never change again. */
    public boolean isFinal() {
        return switch (this) {
            case PENDING, RUNNING, PAUSED -> false;
            case SUCCEEDED, FAILED, TIMED_OUT, CANCELLED -> true;
        };
    }

    /** The name used in documents and answers, {@code timed_out}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
