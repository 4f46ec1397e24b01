package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/** Makes statuses of others: with more, with less, with another end. */
final class Statuses {
    private Statuses() {}

    static ExecutionStatus with(ExecutionStatus status, @Nullable Instant stopTime, List<ExecutionEvent> history) {
        return new ExecutionStatus(
                status.executionId(),
                status.workflowId(),
                status.version(),
                status.state(),
                status.startTime(),
                stopTime,
                status.input(),
                status.output(),
                status.error(),
                status.compensation(),
                status.currentTasks(),
                status.context(),
                history);
    }

    /** The status of an execution that ended as the machine thinks, but for this error. */
    static ExecutionStatus failed(ExecutionStatus status, ExecutionError error) {
        return new ExecutionStatus(
                status.executionId(),
                status.workflowId(),
                status.version(),
                ExecutionState.FAILED,
                status.startTime(),
                status.stopTime(),
                status.input(),
                null,
                error,
                status.compensation(),
                status.currentTasks(),
                status.context(),
                status.history());
    }

    /** The status without data. */
    static ExecutionStatus without(ExecutionStatus status) {
        return new ExecutionStatus(
                status.executionId(),
                status.workflowId(),
                status.version(),
                status.state(),
                status.startTime(),
                status.stopTime(),
                NullNode.getInstance(),
                null,
                status.error(),
                status.compensation(),
                status.currentTasks(),
                NullNode.getInstance(),
                status.history());
    }

    /** How an execution ended, without what its history tells anyway. */
    static ExecutionStatus ended(ExecutionStatus status) {
        return new ExecutionStatus(
                status.executionId(),
                status.workflowId(),
                status.version(),
                status.state(),
                status.startTime(),
                status.stopTime(),
                status.input(),
                status.output(),
                status.error(),
                status.compensation(),
                List.of(),
                status.context(),
                List.of());
    }
}
