package io.landlord.core.workflow;

import java.util.Locale;

/** The facade's operations, as logs, measures and messages name them. */
enum Operation {
    CREATE_WORKFLOW(true),
    DELETE_WORKFLOW(true),
    VALIDATE(false),
    LIST_WORKFLOWS(false),
    LIST_VERSIONS(false),
    START_EXECUTION(true),
    STOP_EXECUTION(true),
    PAUSE_EXECUTION(true),
    RESUME_EXECUTION(true),
    MOVE_EXECUTION(true),
    SIGNAL_EXECUTION(true),
    PUBLISH_EVENT(true),
    EXECUTION_STATUS(false),
    LIST_EXECUTIONS(false),
    JOURNAL(false);

    private final boolean changing;

    Operation(boolean changing) {
        this.changing = changing;
    }

    /** Whether it changes something, and so is worth a line in the log. */
    boolean isChanging() {
        return changing;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
