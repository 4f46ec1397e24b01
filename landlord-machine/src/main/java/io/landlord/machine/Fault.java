package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Task;

/** Carries an error out of an evaluation to the step that made it. Never leaves the machine. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String WORKFLOW = "/do";

    private final transient ExecutionError error;

    Fault(ExecutionError error) {
        super(error.detail(), null, false, false);
        this.error = error;
    }

    ExecutionError error() {
        return error;
    }

    /** An error of a standard type, raised by this task. */
    static ExecutionError standard(StandardError kind, Task task, String detail) {
        return standard(kind, instance(task), detail);
    }

    static ExecutionError standard(StandardError kind, String instance, String detail) {
        return new ExecutionError(kind.type(), kind.title(), kind.status(), detail, instance, null, false);
    }

    /** Whether this is the timeout of the workflow itself; no task has its pointer. */
    static boolean isWorkflowTimeout(ExecutionError error) {
        return error.pointer().equals(WORKFLOW) && error.type().equals(StandardError.TIMEOUT.type());
    }

    /** The pointer an error of this task carries; the workflow's own errors point at its {@code do}. */
    static String instance(Task task) {
        return task.isRoot() ? WORKFLOW : task.pointer();
    }
}
