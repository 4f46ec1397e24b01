package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.catalog.WorkflowVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the facade does with workflows on the provider that was chosen: checks them, and keeps the catalog up to date.
 *
 * @param catalog remembers who owns what
 */
record Workflows(WorkflowCatalog catalog) {

    CreateWorkflowResult create(WorkflowSpec spec, WorkflowProvider provider) {
        if (!SpecChecks.violations(spec).isEmpty()) {
            throw Violations.refusal(
                    "workflow '" + Violations.shown(spec.workflowId()) + "'", SpecChecks.problems(spec, provider));
        }
        List<Diagnostic> doubts = Portability.require(spec, provider);
        CreateWorkflowResult result =
                new Redeployment(catalog).create(spec, provider).withMore(doubts);
        catalog.deployed(result, spec);
        return result;
    }

    void delete(String workflowId, WorkflowProvider provider) {
        try {
            provider.deleteWorkflow(workflowId);
        } catch (LandlordException failure) {
            if (failure.code() != ErrorCode.WORKFLOW_NOT_FOUND) {
                throw failure;
            }
            // What the provider has forgotten is deleted once the catalog forgets it too.
            if (catalog.find(workflowId, provider.name()).isEmpty()) {
                throw failure;
            }
        }
        catalog.deleted(workflowId, provider.name());
    }

    /** A workflow as the catalog knows it, on its owner when no provider is named. */
    DeployedWorkflow describe(String workflowId, @Nullable String named) {
        return (named == null ? catalog.find(workflowId) : catalog.find(workflowId, named))
                .orElseThrow(() -> unknown(workflowId, named));
    }

    List<WorkflowVersion> versions(String workflowId, WorkflowProvider provider) {
        List<WorkflowVersion> versions = catalog.versions(workflowId, provider.name());
        if (versions.isEmpty()) {
            throw unknown(workflowId, provider.name());
        }
        return versions;
    }

    private static LandlordException unknown(String workflowId, @Nullable String provider) {
        return new LandlordException(
                ErrorCode.WORKFLOW_NOT_FOUND,
                "there is no workflow '" + Violations.shown(workflowId) + "'"
                        + (provider == null ? "" : " on " + provider));
    }

    ExecutionResult start(String workflowId, ExecutionInput input, WorkflowProvider provider) {
        List<Diagnostic> violations = InputChecks.violations(input);
        if (!violations.isEmpty()) {
            throw Violations.refusal("the input for workflow '" + Violations.shown(workflowId) + "'", violations);
        }
        ExecutionResult result = new Redeployment(catalog).start(workflowId, InputChecks.normalized(input), provider);
        catalog.started(result, provider.name());
        return result;
    }

    void move(String executionId, String version, WorkflowProvider provider) {
        MovesExecutions able = Capable.of(provider, Capability.MOVE, MovesExecutions.class);
        new Redeployment(catalog).move(executionId, version, provider, able);
    }
}
