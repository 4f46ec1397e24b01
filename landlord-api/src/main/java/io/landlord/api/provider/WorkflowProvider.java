package io.landlord.api.provider;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import java.util.List;

/**
 * The adapter to one workflow engine: seven operations that mean the same on every engine.
 *
 * <p><b>Threads.</b> Every method may be called from any number of threads at once. <b>Blocking.</b> Every method may do
 * I/O, and none waits for an execution to go on or to end. <b>Errors.</b> The only exception thrown on purpose is
 * {@link LandlordException}; an engine that cannot be reached is {@link ErrorCode#PROVIDER_UNAVAILABLE}. <b>Durability.</b>
 * A provider that promises it returns only after what was asked for is durable.
 *
 * <p>What only some engines can do are the capability interfaces of this package, which a provider implements beside this
 * one: {@link ListsWorkflows}, {@link ListsExecutions}, {@link KeepsJournal}, {@link AcceptsSignals},
 * {@link ReceivesEvents}, {@link PausesExecutions}, {@link RunsSubWorkflows},
 * {@link SchedulesWorkflows}, {@link MovesExecutions}. The facade refuses what a provider does not implement, so a provider never does.
 *
 * <p>The suites of landlord-tck are this contract as tests.
 */
public interface WorkflowProvider {

    /** The name configuration and specs use for this provider: lower case, constant, unique within a registry. */
    String name();

    /**
     * Deploys a workflow.
     *
     * <p>Idempotent by content: an id that is known with the same content gives the same result with {@code created} false.
     * Other content becomes a new version, also the content of an older version; executions that run keep theirs. A spec
     * that names a version which exists with other content is refused.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with every problem that was found;
     *     {@link ErrorCode#WORKFLOW_CONFLICT} for a version name that is taken
     */
    CreateWorkflowResult createWorkflow(WorkflowSpec spec);

    /**
     * Starts an execution of the workflow's newest version.
     *
     * <p>Idempotent by execution name within the workflow, also after the execution has ended: the same name and input
     * returns the same execution with {@code created} false.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}; {@link ErrorCode#EXECUTION_CONFLICT} for a name that
     *     was used with another input; {@link ErrorCode#INVALID_SPEC} for an input without a name
     */
    ExecutionResult startExecution(String workflowId, ExecutionInput input);

    /**
     * Tells all that is known of an execution.
     *
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    ExecutionStatus getExecutionStatus(String executionId);

    /**
     * Cancels an execution: what is open is abandoned, compensation runs, and the execution ends as {@code cancelled}.
     *
     * <p>Idempotent: stopping an execution that has ended, or that is being stopped, changes nothing. Returns once the
     * request is recorded, not once compensation is done.
     *
     * @param reason for people; becomes the detail of the execution's error
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    void stopExecution(String executionId, String reason);

    /**
     * Removes a workflow with all its versions. Executions that have ended stay readable.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}, also the second time;
     *     {@link ErrorCode#WORKFLOW_CONFLICT} while executions of it run
     */
    void deleteWorkflow(String workflowId);

    /**
     * Checks a spec as {@link #createWorkflow} would and deploys nothing. Never throws for a bad definition: problems are
     * values, all of them at once, in the order of their place in the text.
     */
    List<Diagnostic> validate(WorkflowSpec spec);
}
