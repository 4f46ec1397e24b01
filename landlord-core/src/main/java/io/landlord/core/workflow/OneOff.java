package io.landlord.core.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a workflow from its deployment to the end of one execution, asking after it less and less often. */
final class OneOff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private final Logger logger = LoggerFactory.getLogger(OneOff.class);
    private final WorkflowManager facade;
    private final Waiting waiting;

    OneOff(WorkflowManager facade, Waiting waiting) {
        this.facade = facade;
        this.waiting = waiting;
    }

    /** Leaves the workflow deployed. */
    ExecutionStatus run(WorkflowSpec spec, ExecutionInput input, Duration timeout) throws InterruptedException {
        return execute(deploy(spec, timeout), input, timeout, spec.workflowId());
    }

    /** Removes the workflow whatever comes of it; the measures call all such runs alike. */
    ExecutionStatus runAndRemove(WorkflowSpec spec, ExecutionInput input, Duration timeout)
            throws InterruptedException {
        CreateWorkflowResult deployment = deploy(spec, timeout);
        try {
            return execute(deployment, input, timeout, "run-once");
        } finally {
            remove(deployment);
        }
    }

    private CreateWorkflowResult deploy(WorkflowSpec spec, Duration timeout) {
        Violations violations = new Violations();
        violations.requirePositive("/timeout", timeout);
        if (!violations.found().isEmpty()) {
            throw Violations.refusal("the run of workflow '" + spec.workflowId() + "'", violations.found());
        }
        return facade.createWorkflow(spec);
    }

    private ExecutionStatus execute(
            CreateWorkflowResult deployment, ExecutionInput input, Duration timeout, String label)
            throws InterruptedException {
        WorkflowManager owner = facade.on(deployment.provider());
        ExecutionResult execution = owner.start(deployment.workflowId(), input, label);
        return end(owner, execution.executionId(), timeout);
    }

    private ExecutionStatus end(WorkflowManager owner, String executionId, Duration timeout)
            throws InterruptedException {
        try {
            Optional<ExecutionStatus> ended = await(owner, executionId, timeout);
            if (ended.isPresent()) {
                return ended.get();
            }
        } catch (InterruptedException interruption) {
            stop(owner, executionId, "nobody waits for it any more");
            throw interruption;
        }
        stop(owner, executionId, "it did not end within " + timeout);
        return await(owner, executionId, TO_STOP)
                .orElseThrow(() -> new LandlordException(
                        ErrorCode.EXECUTION_FAILED,
                        "execution '" + executionId + "' did not end within " + timeout + " and did not stop within "
                                + TO_STOP + " after that"));
    }

    private Optional<ExecutionStatus> await(WorkflowManager owner, String executionId, Duration timeout)
            throws InterruptedException {
        Duration deadline = waiting.elapsed().plus(timeout);
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<ExecutionStatus> ended = ended(owner, executionId);
            Duration left = deadline.minus(waiting.elapsed());
            if (ended.isPresent() || left.isNegative() || left.isZero()) {
                return ended;
            }
            waiting.pause(shorter(pause, left));
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
        }
    }

    /** An engine that cannot be reached for a while does not end the wait. */
    private static Optional<ExecutionStatus> ended(WorkflowManager owner, String executionId) {
        try {
            return Optional.of(owner.getExecutionStatus(executionId))
                    .filter(status -> status.state().isFinal());
        } catch (LandlordException failure) {
            if (failure.code().category().retryable()) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** What cannot be removed stays, and the log says so. */
    private void remove(CreateWorkflowResult deployment) {
        try {
            facade.on(deployment.provider()).deleteWorkflow(deployment.workflowId());
        } catch (LandlordException failure) {
            logger.atWarn()
                    .addKeyValue("workflow", deployment.workflowId())
                    .addKeyValue("code", failure.code().wireName())
                    .log("a workflow made for one run could not be removed: {}", failure.getMessage());
        }
    }

    private void stop(WorkflowManager owner, String executionId, String reason) {
        try {
            owner.stopExecution(executionId, reason);
        } catch (LandlordException failure) {
            logger.atWarn()
                    .addKeyValue("execution", executionId)
                    .addKeyValue("code", failure.code().wireName())
                    .log("an execution that nobody waits for could not be stopped: {}", failure.getMessage());
        }
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) <= 0 ? left : right;
    }
}
