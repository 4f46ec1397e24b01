package io.landlord.provider.temporal;

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
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What this process has deployed. Safe for use by many threads. */
final class Deployments {
    private final Map<String, Deployment> deployments = new TreeMap<>();
    private long deployed;

    synchronized CreateWorkflowResult add(WorkflowSpec spec, Program program, Compilation compilation) {
        List<Diagnostic> warnings = diagnostics(compilation);
        return deployments
                .computeIfAbsent(spec.workflowId(), id -> new Deployment(id, TemporalProvider.NAME))
                .deploy(spec, ++deployed, program.hash(), program, warnings);
    }

    /** What is wrong with a definition or doubtful in it, missing workflows included. */
    synchronized List<Diagnostic> diagnostics(Compilation compilation) {
        return Deployed.diagnostics(compilation, workflow -> find(workflow).isPresent());
    }

    /** What a {@code run} task means now: of the versions that fit, the one that was deployed last. */
    private Optional<Deployment.Version> find(WorkflowReference workflow) {
        return deployments.values().stream()
                .flatMap(Deployment::versions)
                .filter(version -> workflow.names(version.program()))
                .max(Comparator.comparingLong(Deployment.Version::order));
    }

    /** What executions of the version run below themselves, as of now; {@code null} when that is nothing. */
    synchronized @Nullable Map<String, Wire.Pin> pinned(Deployment.Version version) {
        Map<String, Wire.Pin> pins = new TreeMap<>();
        Children.pinned(version.program(), this::find, Deployment.Version::program)
                .forEach((workflow, found) -> pins.put(workflow.toString(), pin(found)));
        return pins.isEmpty() ? null : pins;
    }

    private static Wire.Pin pin(Deployment.Version version) {
        return new Wire.Pin(
                version.spec().workflowId(),
                version.name(),
                version.content(),
                version.spec(),
                version.program().references().stream()
                        .map(WorkflowReference::toString)
                        .toList(),
                Programs.listens(version.program()));
    }

    synchronized boolean knows(String workflowId) {
        return deployments.containsKey(workflowId);
    }

    /** The newest version of each workflow. */
    synchronized List<Deployment.Version> newest() {
        return deployments.values().stream().map(Deployment::newest).toList();
    }

    /** @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND} */
    synchronized Deployment.Version newest(String workflowId) {
        return of(workflowId).newest();
    }

    /** @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND} */
    synchronized void remove(String workflowId) {
        Deployment ignored = of(workflowId);
        deployments.remove(workflowId);
    }

    synchronized List<WorkflowSummary> summaries() {
        return deployments.values().stream().map(Deployment::summary).toList();
    }

    private Deployment of(String workflowId) {
        Deployment deployment = deployments.get(workflowId);
        if (deployment == null) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_NOT_FOUND,
                    "there is no workflow '" + workflowId + "' on " + TemporalProvider.NAME);
        }
        return deployment;
    }
}
