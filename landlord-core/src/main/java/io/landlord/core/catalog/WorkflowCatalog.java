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

/**
 * Remembers which provider owns a workflow or an execution, which versions there are, and what definitions compile to.
 *
 * <p>A workflow may be deployed on several providers; its owner is the one it was deployed on last, and once it is deleted
 * there, the one before. Executions keep the provider they were started on. Implementations are safe for use by many
 * threads, and every method is idempotent.
 */
public interface WorkflowCatalog {

    /** Records a deployment: its version, and its provider as the workflow's owner. */
    void deployed(CreateWorkflowResult deployment);

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

    /**
     * Compiles a definition, or answers what it compiled to before: equal content is compiled once, also when many threads
     * ask at the same time. How much is kept is bounded.
     *
     * @see io.landlord.language.DefinitionCompiler#compile
     */
    Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode);
}
