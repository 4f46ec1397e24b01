package io.landlord.core.catalog;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler.Mode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which provider owns a workflow or an execution, which versions there are with what it takes to deploy them again,
 * and what definitions compile to.
 *
 * <p>A workflow may be deployed on several providers; its owner is the one it was deployed on last, and once it is deleted
 * there, the one before. Executions keep the provider they were started on. Implementations are safe for use by many
 * threads, and every method is idempotent.
 */
public interface WorkflowCatalog {

    /** How many workflows {@link #list} gives at the most. */
    int PAGE_LIMIT = 1_000;

    /**
     * Records a deployment: its version, and its provider as the workflow's owner.
     *
     * <p>A version that is known with the same content keeps its spec, its time and its place among the versions. One that
     * is known with other content, because its provider forgot it and counted anew, is replaced and is the newest.
     *
     * @param deployment what the provider answered
     * @param spec what it was given, of the same workflow
     */
    void deployed(CreateWorkflowResult deployment, WorkflowSpec spec);

    /** Forgets a workflow on one provider, with its versions there. What was started stays known. */
    void deleted(String workflowId, String provider);

    /** Records where an execution was started. */
    void started(ExecutionResult execution, String provider);

    /** The provider that owns a workflow, if the workflow is known. */
    Optional<String> workflowOwner(String workflowId);

    /**
     * The providers on which an execution of this id was started: one for most ids, several where providers happened to
     * give the same id, none when it is not known.
     */
    Set<String> executionOwners(String executionId);

    /** The versions of a workflow on one provider, oldest first; empty when it is not known there. */
    List<WorkflowVersion> versions(String workflowId, String provider);

    /** The newest version of a workflow on its owner, if the workflow is known. */
    default Optional<DeployedWorkflow> find(String workflowId) {
        return workflowOwner(workflowId).flatMap(owner -> find(workflowId, owner));
    }

    /** The newest version of a workflow on one provider, if it is known there. */
    Optional<DeployedWorkflow> find(String workflowId, String provider);

    /** A version of a workflow on one provider, if it is known there. */
    Optional<DeployedWorkflow> find(String workflowId, String provider, String version);

    /**
     * Each known workflow with the newest version on its owner, ordered by id, code point by code point.
     *
     * @param limit how many at the most, from 1 to {@value #PAGE_LIMIT}
     * @param after only workflows whose id comes after this one; {@code null} begins with the first
     */
    List<DeployedWorkflow> list(int limit, @Nullable String after);

    /** Refuses a limit out of bounds, for implementations. */
    static void requireLimit(int limit) {
        if (limit < 1 || limit > PAGE_LIMIT) {
            throw new IllegalArgumentException("limit must be between 1 and " + PAGE_LIMIT + ", not " + limit);
        }
    }

    /**
     * Compiles a definition, or answers what it compiled to before: equal content is compiled once, also when many threads
     * ask at the same time. How much is kept is bounded.
     *
     * @see io.landlord.language.DefinitionCompiler#compile
     */
    Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode);
}
