package io.landlord.provider.mock.mutants;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.provider.mock.MockProvider;
import java.util.List;

/** Does what the mock does. The mutants differ from it in one thing each. */
class Sound
        implements WorkflowProvider, KeepsJournal, AcceptsSignals, ReceivesEvents, RunsSubWorkflows, MovesExecutions {
    final MockProvider mock;

    Sound(MockProvider mock) {
        this.mock = mock;
    }

    @Override
    public String name() {
        return mock.name();
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        return mock.createWorkflow(spec);
    }

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        return mock.startExecution(workflowId, input);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return mock.getExecutionStatus(executionId);
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        mock.stopExecution(executionId, reason);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        mock.deleteWorkflow(workflowId);
    }

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return mock.validate(spec);
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        return mock.journal(executionId);
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        mock.signalExecution(executionId, event);
    }

    @Override
    public void moveExecution(String executionId, String version) {
        mock.moveExecution(executionId, version);
    }

    @Override
    public void recallVersion(WorkflowSpec spec) {
        mock.recallVersion(spec);
    }

    @Override
    public void publish(EventMessage event) {
        mock.publish(event);
    }
}
