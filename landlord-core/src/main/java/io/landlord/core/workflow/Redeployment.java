package io.landlord.core.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what the catalog knows and a provider has forgotten, as one in memory has after a restart: the newest version,
 * under its recorded name, so that names and their content stay what they were. The catalog is not changed.
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

    /** Deploys; a provider that had forgotten the workflow, and so counts anew, goes on from the newest version. */
    CreateWorkflowResult create(WorkflowSpec spec, WorkflowProvider provider) {
        CreateWorkflowResult result = provider.createWorkflow(spec);
        if (spec.version() != null || !result.created() || !isTaken(result) || !restore(spec.workflowId(), provider)) {
            return result;
        }
        return provider.createWorkflow(spec);
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
        String version = known.get().version();
        CreateWorkflowResult ignored =
                provider.createWorkflow(known.get().spec().withVersion(version).withProviderType(provider.name()));
        LOGGER.atInfo()
                .addKeyValue("workflow", workflowId)
                .addKeyValue("provider", provider.name())
                .addKeyValue("version", version)
                .log("deployed again what the provider had forgotten");
        return true;
    }
}
