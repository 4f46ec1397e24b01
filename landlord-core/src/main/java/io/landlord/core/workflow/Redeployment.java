package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what the catalog knows and a provider has forgotten, as one in memory has after a restart: the newest version and
 * the one that an execution is moved to, under their recorded names, so that names and their content stay what they were; with
 * the newest the workflows that it runs. The catalog is not changed.
 */
record Redeployment(WorkflowCatalog catalog) {
    private static final Logger LOGGER = LoggerFactory.getLogger(Redeployment.class);

    /** Starts an execution; if need be after the workflow was brought back, and then once more. */
    ExecutionResult start(String workflowId, ExecutionInput input, WorkflowProvider provider) {
        try {
            return provider.startExecution(workflowId, input);
        } catch (LandlordException failure) {
            if (failure.code() != ErrorCode.WORKFLOW_NOT_FOUND || !restore(workflowId, provider)) {
                throw failure;
            }
            return provider.startExecution(workflowId, input);
        }
    }

    /** Moves an execution; if need be after the version was brought back. */
    void move(String executionId, String version, WorkflowProvider provider, MovesExecutions moves) {
        try {
            moves.moveExecution(executionId, version);
        } catch (LandlordException failure) {
            if (failure.code() != ErrorCode.WORKFLOW_NOT_FOUND) {
                throw failure;
            }
            String workflowId = provider.getExecutionStatus(executionId).workflowId();
            DeployedWorkflow known =
                    catalog.find(workflowId, provider.name(), version).orElseThrow(() -> failure);
            boolean ignored = restore(workflowId, provider);
            moves.recallVersion(named(known));
            moves.moveExecution(executionId, version);
        }
    }

    /** Deploys; a provider that had forgotten the workflow, and so counts anew, goes on from the newest version. */
    CreateWorkflowResult create(WorkflowSpec spec, WorkflowProvider provider) {
        CreateWorkflowResult result = provider.createWorkflow(spec);
        if (spec.version() == null && result.created() && isTaken(result) && restore(spec.workflowId(), provider)) {
            result = provider.createWorkflow(spec);
        }
        return restoreRelatives(spec, result, provider) ? with(provider.validate(spec), result) : result;
    }

    private static CreateWorkflowResult with(List<Diagnostic> warnings, CreateWorkflowResult result) {
        return new CreateWorkflowResult(
                result.workflowId(),
                result.provider(),
                result.version(),
                result.contentHash(),
                result.created(),
                warnings);
    }

    /** Brings back what a workflow runs, and what that runs in turn; says whether there was anything. */
    private boolean restoreRelatives(WorkflowSpec spec, CreateWorkflowResult deployed, WorkflowProvider provider) {
        boolean restored = false;
        Set<String> known = new HashSet<>(Set.of(spec.workflowId()));
        Deque<WorkflowSpec> open = new ArrayDeque<>();
        if (Relatives.areMissing(deployed.warnings())) {
            open.add(spec);
        }
        while (!open.isEmpty()) {
            for (DeployedWorkflow relative : new Relatives(catalog).of(open.removeFirst(), provider)) {
                if (known.add(relative.workflowId())) {
                    restored = true;
                    if (Relatives.areMissing(deployAgain(relative, provider).warnings())) {
                        open.add(relative.spec());
                    }
                }
            }
        }
        return restored;
    }

    /** Whether a version that the provider calls new has the name of a known one that is not this very newest version. */
    private boolean isTaken(CreateWorkflowResult result) {
        boolean newest = catalog.find(result.workflowId(), result.provider())
                .filter(known -> known.version().equals(result.version()))
                .filter(known -> known.contentHash().equals(result.contentHash()))
                .isPresent();
        return !newest
                && catalog.versions(result.workflowId(), result.provider()).stream()
                        .anyMatch(known -> known.version().equals(result.version()));
    }

    private boolean restore(String workflowId, WorkflowProvider provider) {
        Optional<DeployedWorkflow> known = catalog.find(workflowId, provider.name());
        if (known.isEmpty()) {
            return false;
        }
        CreateWorkflowResult deployed = deployAgain(known.get(), provider);
        boolean ignored = restoreRelatives(known.get().spec(), deployed, provider);
        return true;
    }

    private static CreateWorkflowResult deployAgain(DeployedWorkflow known, WorkflowProvider provider) {
        CreateWorkflowResult deployed = provider.createWorkflow(named(known));
        LOGGER.atInfo()
                .addKeyValue("workflow", known.workflowId())
                .addKeyValue("provider", provider.name())
                .addKeyValue("version", known.version())
                .log("deployed again what the provider had forgotten");
        return deployed;
    }

    /** What was deployed, under the name and on the provider that it was given then. */
    private static WorkflowSpec named(DeployedWorkflow known) {
        return known.spec().withVersion(known.version()).withProviderType(known.provider());
    }
}
