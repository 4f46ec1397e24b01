package io.landlord.tck;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsWorkflows;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.PausesExecutions;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.NullNode;

/** Implements everything and does nothing, politely: no request is refused and no answer is missing. */
final class NoopProvider
        implements WorkflowProvider,
                ListsWorkflows,
                ListsExecutions,
                KeepsJournal,
                AcceptsSignals,
                ReceivesEvents,
                PausesExecutions,
                RunsSubWorkflows,
                MovesExecutions,
                SchedulesWorkflows {

    @Override
    public String name() {
        return "No-op";
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        return new CreateWorkflowResult(spec.workflowId(), "", "", "", false, List.of());
    }

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        return new ExecutionResult("", workflowId, "", ExecutionState.SUCCEEDED, Instant.EPOCH, false);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return ExecutionStatus.of(executionId, "", "", ExecutionState.SUCCEEDED, Instant.EPOCH)
                .stopTime(Instant.EPOCH)
                .output(NullNode.getInstance())
                .build();
    }

    @Override
    public void stopExecution(String executionId, String reason) {}

    @Override
    public void deleteWorkflow(String workflowId) {}

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return List.of();
    }

    @Override
    public List<WorkflowSummary> listWorkflows() {
        return List.of();
    }

    @Override
    public Page listExecutions(Query query) {
        return new Page(List.of(), null);
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        return new ExecutionJournal(executionId, "", List.of());
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {}

    @Override
    public void publish(EventMessage event) {}

    @Override
    public Set<Kind> schedules() {
        return EnumSet.allOf(Kind.class);
    }

    @Override
    public Optional<Instant> nextStart(String workflowId) {
        return Optional.of(Instant.EPOCH);
    }

    @Override
    public void pauseExecution(String executionId) {}

    @Override
    public void resumeExecution(String executionId) {}

    @Override
    public void moveExecution(String executionId, String version) {}

    @Override
    public void recallVersion(WorkflowSpec spec) {}
}
