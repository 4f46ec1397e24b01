package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A provider that notes every call and answers as told; it has the seven core operations alone. */
public class FakeProvider implements WorkflowProvider {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<ExecutionInput> inputs = new CopyOnWriteArrayList<>();
    final Map<String, WorkflowSpec> specs = new ConcurrentHashMap<>();
    volatile List<Diagnostic> diagnostics = List.of();
    volatile @Nullable RuntimeException failure;
    volatile boolean stopped;
    /** What the next questions after the status are answered; the last one stays. */
    final List<ExecutionState> states = new ArrayList<>(List.of(ExecutionState.SUCCEEDED));

    private final String name;

    public FakeProvider(String name) {
        this.name = name;
    }

    void called(String call) {
        calls.add(call);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        called("create " + spec.workflowId());
        specs.put(spec.workflowId(), spec);
        String hash = Integer.toHexString(spec.definition().hashCode());
        return new CreateWorkflowResult(spec.workflowId(), name, "v-" + hash, hash, true, List.of());
    }

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        called("start " + workflowId);
        inputs.add(input);
        String id = workflowId + ":" + input.executionName();
        return new ExecutionResult(id, workflowId, "1", ExecutionState.RUNNING, Instant.EPOCH, true);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        called("status " + executionId);
        ExecutionState state;
        synchronized (states) {
            state = states.size() > 1 ? states.removeFirst() : states.getFirst();
        }
        return ExecutionStatus.of(executionId, "w", "1", stopped ? ExecutionState.CANCELLED : state, Instant.EPOCH)
                .build();
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        called("stop " + executionId);
        stopped = true;
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        called("delete " + workflowId);
        if (specs.remove(workflowId) == null) {
            throw new LandlordException(ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "'");
        }
    }

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        called("validate " + spec.workflowId());
        return diagnostics;
    }
}
