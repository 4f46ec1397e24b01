package io.landlord.control.reconcile;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import java.util.List;

/** An engine that may throw before it does anything. */
record TroubledEngine(WorkflowProvider engine, Runnable trouble) implements WorkflowProvider {
    private WorkflowProvider reached() {
        trouble.run();
        return engine;
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        return reached().createWorkflow(spec);
    }

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        return reached().startExecution(workflowId, input);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return reached().getExecutionStatus(executionId);
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        reached().stopExecution(executionId, reason);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        reached().deleteWorkflow(workflowId);
    }

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return engine.validate(spec);
    }
}
