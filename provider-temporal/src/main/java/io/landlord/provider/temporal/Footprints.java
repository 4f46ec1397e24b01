package io.landlord.provider.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import java.util.List;
import java.util.Optional;

/** Asks Temporal's records what executions have cost. */
final class Footprints {
    private final Connection connection;
    private final TemporalSettings settings;

    Footprints(Connection connection, TemporalSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** @param found the newest run */
    Footprint of(Run found) {
        WorkflowExecution.Builder execution = WorkflowExecution.newBuilder()
                .setWorkflowId(settings.idPrefix() + found.identity().executionId());
        WorkflowExecutionInfo newest = describe(execution.build());
        int runs = 1;
        long events = newest.getHistoryLength();
        Optional<String> previous = previous(newest.getExecution());
        while (previous.isPresent()) {
            WorkflowExecution run = execution.setRunId(previous.get()).build();
            try {
                events += describe(run).getHistoryLength();
                runs++;
                previous = previous(run);
            } catch (StatusRuntimeException gone) {
                if (gone.getStatus().getCode() != Status.Code.NOT_FOUND) {
                    throw Connection.unavailable(settings, gone);
                }
                previous = Optional.empty();
            }
        }
        return new Footprint(
                settings.namespace(),
                newest.getExecution().getWorkflowId(),
                newest.getExecution().getRunId(),
                found.identity().programHash(),
                newest.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                        && newest.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_PAUSED,
                runs,
                events);
    }

    private WorkflowExecutionInfo describe(WorkflowExecution execution) {
        return connection
                .service()
                .blockingStub()
                .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                        .setNamespace(settings.namespace())
                        .setExecution(execution)
                        .build())
                .getWorkflowExecutionInfo();
    }

    /** The run that this one goes on with, as its first event tells. */
    private Optional<String> previous(WorkflowExecution execution) {
        List<HistoryEvent> events = connection
                .service()
                .blockingStub()
                .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(settings.namespace())
                        .setExecution(execution)
                        .setMaximumPageSize(1)
                        .build())
                .getHistory()
                .getEventsList();
        return events.stream()
                .findFirst()
                .map(event -> event.getWorkflowExecutionStartedEventAttributes().getContinuedExecutionRunId())
                .filter(run -> !run.isEmpty());
    }
}
