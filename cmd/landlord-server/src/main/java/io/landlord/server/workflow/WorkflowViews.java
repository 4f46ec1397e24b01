package io.landlord.server.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowVersion;
import io.landlord.server.http.ProblemError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is told of workflows. */
final class WorkflowViews {

    private WorkflowViews() {}

    /** What deploying gave. */
    @Schema(name = "WorkflowDeployed", description = "What deploying gave")
    record Deployed(
            String id,
            String version,
            String provider,

            @Schema(description = "False when this content was deployed already")
            boolean created,

            String contentHash,

            @Schema(description = "Doubts that do not refuse the definition")
            List<ProblemError> diagnostics) {

        static Deployed of(CreateWorkflowResult result) {
            return new Deployed(
                    result.workflowId(),
                    result.version(),
                    result.provider(),
                    result.created(),
                    result.contentHash(),
                    ProblemError.of(result.warnings()));
        }
    }

    /** What checking without deploying found. */
    @Schema(name = "WorkflowChecked", description = "What checking without deploying found")
    record Checked(boolean valid, List<ProblemError> diagnostics) {

        static Checked of(List<Diagnostic> diagnostics) {
            return new Checked(!Diagnostic.anyError(diagnostics), ProblemError.of(diagnostics));
        }
    }

    /** A deployed workflow. */
    @Schema(name = "Workflow", description = "A deployed workflow, as of its newest version")
    record Described(
            String id,
            String name,
            String description,
            String provider,
            String version,
            String contentHash,
            Map<String, String> tags,
            @Schema(description = "The document's text") String definition,
            Instant deployedAt) {

        static Described of(DeployedWorkflow workflow) {
            return new Described(
                    workflow.workflowId(),
                    workflow.spec().name(),
                    workflow.spec().description(),
                    workflow.provider(),
                    workflow.version(),
                    workflow.contentHash(),
                    new TreeMap<>(workflow.spec().tags()),
                    workflow.spec().definition(),
                    workflow.deployedAt());
        }
    }

    /** A deployed workflow in a list. */
    @Schema(name = "WorkflowSummary", description = "A deployed workflow in a list")
    record Summary(
            String id,
            String name,
            String description,
            String provider,
            String version,
            String contentHash,
            Map<String, String> tags,
            Instant deployedAt) {

        static Summary of(DeployedWorkflow workflow) {
            return new Summary(
                    workflow.workflowId(),
                    workflow.spec().name(),
                    workflow.spec().description(),
                    workflow.provider(),
                    workflow.version(),
                    workflow.contentHash(),
                    new TreeMap<>(workflow.spec().tags()),
                    workflow.deployedAt());
        }
    }

    /** A version of a workflow. */
    @Schema(name = "WorkflowVersion", description = "A version of a workflow")
    record Version(String version, String contentHash, String provider, Instant deployedAt) {

        static Version of(WorkflowVersion version) {
            return new Version(version.version(), version.contentHash(), version.provider(), version.deployedAt());
        }
    }
}
