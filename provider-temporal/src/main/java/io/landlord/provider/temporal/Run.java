package io.landlord.provider.temporal;

import com.google.protobuf.Timestamp;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Temporal's own records tell of an execution's newest run, without a worker. Times are cut to milliseconds.
 *
 * @param unreadable why the identity is only what everybody can see of it; {@code null} when it is whole
 * @param attempts how often the task was given to a worker that is open now; 0 when none is, or it is not known
 */
record Run(
        Wire.Identity identity,
        String runId,
        ExecutionState state,
        Instant startTime,
        @Nullable Instant closeTime,
        @Nullable String unreadable,
        int attempts) {

    /** The execution, with how often its task was tried, or {@code null} for a workflow that is none of ours. */
    static @Nullable Run of(DescribeWorkflowExecutionResponse description, DataConverter converter, String idPrefix) {
        int attempts = description.hasPendingWorkflowTask()
                ? description.getPendingWorkflowTask().getAttempt()
                : 0;
        return of(description.getWorkflowExecutionInfo(), attempts, converter, idPrefix);
    }

    /** The execution, or {@code null} for a workflow that is none of ours. */
    static @Nullable Run of(WorkflowExecutionInfo info, int attempts, DataConverter converter, String idPrefix) {
        Payload memo = info.getMemo().getFieldsMap().get(Wire.MEMO);
        if (memo == null) {
            return null;
        }
        Wire.Identity identity;
        String unreadable = null;
        try {
            identity = converter
                    .fromPayload(memo, Wire.Identity.class, Wire.Identity.class)
                    .at(info.getExecution().getWorkflowId());
        } catch (RuntimeException failure) {
            Unreadable missing = Unreadable.in(failure);
            if (missing == null) {
                throw failure;
            }
            unreadable = missing.getMessage();
            identity = visible(info, converter, idPrefix);
        }
        Instant first = identity.startedAt();
        return new Run(
                identity,
                info.getExecution().getRunId(),
                state(info, converter),
                first == null ? instant(info.getStartTime()) : first,
                info.hasCloseTime() && isClosed(info) ? instant(info.getCloseTime()) : null,
                unreadable,
                attempts);
    }

    /** What is not encrypted. */
    private static Wire.Identity visible(WorkflowExecutionInfo info, DataConverter converter, String idPrefix) {
        String id = info.getExecution().getWorkflowId();
        String executionId = id.startsWith(idPrefix) ? id.substring(idPrefix.length()) : id;
        String workflowId = info.getType().getName();
        String name =
                executionId.startsWith(workflowId + ":") ? executionId.substring(workflowId.length() + 1) : executionId;
        Payload version = info.getSearchAttributes().getIndexedFieldsMap().get(Attributes.VERSION.getName());
        return new Wire.Identity(
                executionId,
                workflowId,
                version == null ? "" : converter.fromPayload(version, String.class, String.class),
                name,
                Map.of(),
                "",
                "",
                null);
    }

    private static boolean isClosed(WorkflowExecutionInfo info) {
        return info.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                && info.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED;
    }

    private static ExecutionState state(WorkflowExecutionInfo info, DataConverter converter) {
        return switch (info.getStatus()) {
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> ExecutionState.SUCCEEDED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED, WORKFLOW_EXECUTION_STATUS_TERMINATED -> ExecutionState.CANCELLED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> ExecutionState.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> {
                ExecutionState told = told(info, converter);
                yield told != null && told.isFinal() ? told : ExecutionState.FAILED;
            }
            case WORKFLOW_EXECUTION_STATUS_PAUSED -> ExecutionState.PAUSED;
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED ->
                told(info, converter) == ExecutionState.PAUSED ? ExecutionState.PAUSED : ExecutionState.RUNNING;
        };
    }

    private static @Nullable ExecutionState told(WorkflowExecutionInfo info, DataConverter converter) {
        Payload state = info.getSearchAttributes().getIndexedFieldsMap().get(Attributes.STATE.getName());
        if (state == null) {
            return null;
        }
        String name = converter.fromPayload(state, String.class, String.class);
        for (ExecutionState known : ExecutionState.values()) {
            if (known.wireName().equals(name)) {
                return known;
            }
        }
        return null;
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    ExecutionSummary summary() {
        return new ExecutionSummary(
                identity.executionId(),
                identity.workflowId(),
                identity.version(),
                identity.name(),
                state,
                startTime,
                closeTime,
                identity.tags());
    }
}
