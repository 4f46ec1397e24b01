package io.landlord.provider.mock;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import io.landlord.language.Compilation;
import io.landlord.language.Deployed;
import io.landlord.machine.child.Children;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is deployed. Its owner guards it with a lock. */
final class Deployments {
    private final Map<String, Deployment> deployments = new TreeMap<>();
    private long deployed;

    CreateWorkflowResult add(WorkflowSpec spec, String content, @Nullable Program program, List<Diagnostic> warnings) {
        return deployments
                .computeIfAbsent(spec.workflowId(), id -> new Deployment(id, MockProvider.NAME))
                .deploy(spec, ++deployed, content, program, warnings);
    }

    /** What is wrong with a definition or doubtful in it, missing workflows included. */
    List<Diagnostic> diagnostics(Compilation compilation) {
        return Deployed.diagnostics(compilation, workflow -> find(workflow).isPresent());
    }

    /** What a {@code run} task means now: of the versions that fit, the one that was deployed last. */
    private Optional<Deployment.Version> find(WorkflowReference workflow) {
        return deployments.values().stream()
                .flatMap(Deployment::versions)
                .filter(version -> version.program() != null && workflow.names(version.program()))
                .max(Comparator.comparingLong(Deployment.Version::order));
    }

    /** What executions of the version run below themselves, as of now. */
    Map<WorkflowReference, Deployment.Version> pinned(Deployment.Version version) {
        Program program = version.program();
        return program == null
                ? Map.of()
                : Children.pinned(program, this::find, found -> Objects.requireNonNull(found.program()));
    }

    /** @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND} */
    Deployment.Version newest(String workflowId) {
        Deployment deployment = deployments.get(workflowId);
        if (deployment == null) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "' on " + MockProvider.NAME);
        }
        return deployment.newest();
    }

    void remove(String workflowId) {
        deployments.remove(workflowId);
    }

    List<WorkflowSummary> summaries() {
        return deployments.values().stream().map(Deployment::summary).toList();
    }
}
