package io.landlord.provider.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Finds the executions of a list that are stuck. Visibility records know them only where a server is configured to
 * ({@code TemporalReportedProblems}), and then later than a status does, so each one that runs is asked about.
 */
final class Stalls {
    private final Connection connection;
    private final TemporalSettings settings;
    private final Records records;

    Stalls(Connection connection, TemporalSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.records = new Records(connection, settings);
    }

    /** The executions of a page, with those marked that are stuck: one question for each that runs, all of them at once. */
    List<ExecutionSummary> marked(List<ExecutionSummary> page) {
        Map<String, Future<DescribeWorkflowExecutionResponse>> asked = new HashMap<>();
        page.stream()
                .filter(execution -> execution.state() == ExecutionState.RUNNING)
                .forEach(execution -> asked.put(
                        execution.executionId(),
                        connection.service().futureStub().describeWorkflowExecution(question(execution))));
        return page.stream()
                .map(execution -> isStuck(asked.get(execution.executionId())) ? execution.asStuck() : execution)
                .toList();
    }

    private boolean isStuck(@Nullable Future<DescribeWorkflowExecutionResponse> asked) {
        if (asked == null) {
            return false;
        }
        try {
            Run run = Run.of(asked.get(), connection.converter(), settings.idPrefix());
            return run != null && records.isHindered(run);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Connection.unavailable("the listing was interrupted", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof StatusRuntimeException told) {
                if (told.getStatus().getCode() == Status.Code.NOT_FOUND) {
                    return false;
                }
                throw Connection.unavailable(settings, told);
            }
            throw Connection.unavailable("Temporal does not tell of executions: " + failure.getMessage(), failure);
        }
    }

    private DescribeWorkflowExecutionRequest question(ExecutionSummary execution) {
        String workflowId = settings.idPrefix() + execution.executionId();
        return DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(settings.namespace())
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                .build();
    }
}
