package io.landlord.api.execution;

import java.util.Locale;

/** The states of one activation of a task. */
public enum TaskState {
    SCHEDULED,
    RUNNING,
    COMPLETED,
    FAILED,
    SKIPPED,
    CANCELLED;

    /** The name used in documents and answers, {@code completed}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
