package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.workflow.WorkflowSpec;

/**
 * The capability to move a running execution to another version of its workflow, deliberately: to mend what it has not come to
 * yet. A new version never changes a running execution by itself.
 *
 * <p>An execution can be moved when the other version would have done the same up to now: the same tasks at the same places
 * of the definition with the same inputs and outputs, the same calls and timers, the same way to undo what has completed. What
 * is still to come may differ as it likes. Then its journal is one of the other version's, and what is open stays open: no
 * call is made again. What it runs below itself stays what it was; workflows that only the other version runs are settled
 * now, among what is deployed.
 */
public interface MovesExecutions {

    /**
     * Moves an execution. Returns once it has been moved; its status tells the version, its history has a line of it. An
     * execution that runs the version already is left as it is.
     *
     * @param version the version's name
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND};
     *     {@link ErrorCode#WORKFLOW_NOT_FOUND} when its workflow has no such version;
     *     {@link ErrorCode#EXECUTION_CONFLICT} when it has ended, when the other version would have gone another way, which
     *     the message tells with the first place where, or when events come faster than they can be looked at
     */
    void moveExecution(String executionId, String version);

    /**
     * Makes a version known again that the provider has forgotten, as one that deploys in memory has after a restart, so that
     * executions can be moved to it. The newest version stays the newest, and nothing starts by this one. A version that is
     * known stays as it is.
     *
     * @param spec what was deployed, with the version's name
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#INVALID_SPEC} when it is not valid or names no version;
     *     {@link ErrorCode#WORKFLOW_NOT_FOUND} when the workflow is not deployed; {@link ErrorCode#WORKFLOW_CONFLICT} when
     *     the version of that name has other content
     */
    void recallVersion(WorkflowSpec spec);
}
