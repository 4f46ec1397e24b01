package io.landlord.provider.mock.mutants;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.provider.mock.MockProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Providers with one bug each, of the kinds that adapters to engines really have. */
final class Mutants {
    private Mutants() {}

    /** Starts the work a second time, behind the caller's back. */
    static final class DoubleStart extends Sound {
        DoubleStart(MockProvider mock) {
            super(mock);
        }

        @Override
        public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
            ExecutionResult result = super.startExecution(workflowId, input);
            if (result.created()) {
                ExecutionResult ignored = super.startExecution(
                        workflowId, new ExecutionInput(input.executionName() + " again", input.input(), input.tags()));
            }
            return result;
        }
    }

    /** Accepts a stop and loses it. */
    static final class LostCancel extends Sound {
        LostCancel(MockProvider mock) {
            super(mock);
        }

        @Override
        public void stopExecution(String executionId, String reason) {
            ExecutionStatus ignored = getExecutionStatus(executionId);
        }
    }

    /** Goes the other way wherever a condition compares for equality. */
    static final class WrongBranch extends Sound {
        WrongBranch(MockProvider mock) {
            super(mock);
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            return super.createWorkflow(spec.withDefinition(spec.definition().replace(" == ", " != ")));
        }
    }

    /** Tries each call once, whatever any policy says. */
    static final class DroppedRetry extends Sound {
        DroppedRetry(MockProvider mock) {
            super(mock);
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            return super.createWorkflow(spec.withRetryPolicy(RetryPolicy.once()));
        }
    }

    /** Undoes nothing. */
    static final class DroppedCompensation extends Sound {
        DroppedCompensation(MockProvider mock) {
            super(mock);
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            return super.createWorkflow(spec.withDefinition(spec.definition().replace("compensate:", "forgotten:")));
        }
    }

    /** Accepts a move and loses it. */
    static final class LostMove extends Sound {
        LostMove(MockProvider mock) {
            super(mock);
        }

        @Override
        public void moveExecution(String executionId, String version) {
            ExecutionStatus ignored = getExecutionStatus(executionId);
        }
    }

    /** Says that an execution is moved when it is refused. */
    static final class PoliteMove extends Sound {
        PoliteMove(MockProvider mock) {
            super(mock);
        }

        @Override
        public void moveExecution(String executionId, String version) {
            try {
                super.moveExecution(executionId, version);
            } catch (LandlordException refused) {
                if (refused.code() != ErrorCode.EXECUTION_CONFLICT) {
                    throw refused;
                }
            }
        }
    }

    /** Says that a second version is deployed, and keeps the first. */
    static final class StuckVersion extends Sound {
        private final Set<String> deployed = ConcurrentHashMap.newKeySet();

        StuckVersion(MockProvider mock) {
            super(mock);
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            if (deployed.add(spec.workflowId())) {
                return super.createWorkflow(spec);
            }
            return new CreateWorkflowResult(spec.workflowId(), name(), "2", "other", true, validate(spec));
        }
    }
}
