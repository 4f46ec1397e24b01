package io.landlord.api.provider;

/**
 * The capability to run definitions whose {@code run} tasks execute other workflows.
 *
 * <p>A child is an execution like any other: it is listed, has a status and can be stopped, and its tag
 * {@link io.landlord.api.execution.ExecutionInput#PARENT_TAG} names its parent. Which workflows an execution can run below
 * itself is settled when it is started, among what the provider has deployed by then, the newest first; what is deployed
 * later changes nothing, but for what a version brings with it to which the execution is moved. Cancelling the parent cancels the children it waits for, and their compensation runs.
 *
 * <p>Nothing is called: the definitions ask for it. The facade refuses such a definition where the provider does not
 * implement this.
 */
public interface RunsSubWorkflows {}
