package io.landlord.language.deployment;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import io.landlord.language.Compilation;
import io.landlord.language.Deployed;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.child.Children;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * What a provider has deployed, in the memory of its process: the same content again is the same version, other content a new
 * one. Safe for use by many threads.
 */
public final class Deployments {
    private final String provider;
    private final Map<String, Deployment> deployments = new TreeMap<>();
    private long deployed;

    /** @param provider the name of the provider, for results and refusals */
    public Deployments(String provider) {
        this.provider = provider;
    }

    /**
     * The program of a definition that is to be deployed.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with all diagnostics when it compiled to none
     */
    public Program program(WorkflowSpec spec, Compilation compilation) {
        Program program = compilation.program();
        if (program == null) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC,
                    "the definition of workflow '" + spec.workflowId() + "' is not valid",
                    diagnostics(compilation),
                    null);
        }
        return program;
    }

    /**
     * Deploys a definition.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} when it is not valid; {@link ErrorCode#WORKFLOW_CONFLICT} when
     *     the version of that name has other content
     */
    public synchronized CreateWorkflowResult add(WorkflowSpec spec, Compilation compilation) {
        Program program = program(spec, compilation);
        return add(spec, program.hash(), program, diagnostics(compilation));
    }

    /**
     * Deploys a definition that nobody has read, where something else than a program answers.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_CONFLICT} when the version of that name has other content
     */
    public synchronized CreateWorkflowResult addUnread(WorkflowSpec spec) {
        return add(spec, CanonicalJson.hash(StringNode.valueOf(spec.definition())), null, List.of());
    }

    private CreateWorkflowResult add(
            WorkflowSpec spec, String content, @Nullable Program program, List<Diagnostic> warnings) {
        return deployments
                .computeIfAbsent(spec.workflowId(), id -> new Deployment(id, provider))
                .deploy(spec, ++deployed, content, program, warnings);
    }

    /**
     * Makes a version known again, as the oldest one.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} when it is not valid or names no version;
     *     {@link ErrorCode#WORKFLOW_NOT_FOUND}; {@link ErrorCode#WORKFLOW_CONFLICT} when the version of that name has other
     *     content
     */
    public synchronized void recall(WorkflowSpec spec, Compilation compilation) {
        Program program = program(spec, compilation);
        of(spec.workflowId()).recall(spec, program);
    }

    /** What is wrong with a definition or doubtful in it, missing workflows included. */
    public synchronized List<Diagnostic> diagnostics(Compilation compilation) {
        return Deployed.diagnostics(compilation, workflow -> find(workflow).isPresent());
    }

    /** What a {@code run} task means now: of the versions that fit, the one that was deployed last. */
    private Optional<DeployedVersion> find(WorkflowReference workflow) {
        return deployments.values().stream()
                .flatMap(Deployment::versions)
                .filter(version -> version.compiled() != null && workflow.names(version.program()))
                .max(Comparator.comparingLong(DeployedVersion::order));
    }

    /** What executions of the version run below themselves, as of now. */
    public synchronized Map<WorkflowReference, DeployedVersion> pinned(DeployedVersion version) {
        return version.compiled() == null
                ? Map.of()
                : Children.pinned(version.program(), this::find, DeployedVersion::program);
    }

    /** Whether a workflow of this id is deployed. */
    public synchronized boolean knows(String workflowId) {
        return deployments.containsKey(workflowId);
    }

    /** The newest version of each workflow, ordered by id. */
    public synchronized List<DeployedVersion> newest() {
        return deployments.values().stream().map(Deployment::newest).toList();
    }

    /**
     * The newest version of a workflow.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}
     */
    public synchronized DeployedVersion newest(String workflowId) {
        return of(workflowId).newest();
    }

    /**
     * The version of this name.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND} when the workflow is not deployed, or has none
     */
    public synchronized DeployedVersion version(String workflowId, String name) {
        Deployment deployment = of(workflowId);
        return deployment
                .find(name)
                .orElseThrow(() -> new LandlordException(
                        ErrorCode.WORKFLOW_NOT_FOUND,
                        "workflow '" + workflowId + "' has no version '" + name + "' on " + provider + "; it has "
                                + String.join(", ", deployment.summary().versions())));
    }

    /**
     * The workflow exists no more.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}
     */
    public synchronized void remove(String workflowId) {
        Deployment ignored = of(workflowId);
        deployments.remove(workflowId);
    }

    /** The workflows, ordered by id. */
    public synchronized List<WorkflowSummary> summaries() {
        return deployments.values().stream().map(Deployment::summary).toList();
    }

    private Deployment of(String workflowId) {
        Deployment deployment = deployments.get(workflowId);
        if (deployment == null) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "' on " + provider);
        }
        return deployment;
    }
}
