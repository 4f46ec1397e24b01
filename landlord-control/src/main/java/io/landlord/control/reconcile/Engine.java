package io.landlord.control.reconcile;

import static java.util.Objects.requireNonNull;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.OperationIds;
import io.landlord.control.plan.Plan;
import io.landlord.control.plan.Plans;
import io.landlord.control.template.Template;
import io.landlord.control.template.Templates;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.Tenants;
import io.landlord.core.workflow.WorkflowManager;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The workflows of operations, on the engine that an operation runs on. */
final class Engine {
    private final WorkflowManager facade;
    private final Plans plans;
    private final Templates templates;
    private final Tenants tenants;

    Engine(WorkflowManager facade, Plans plans, Templates templates, Tenants tenants) {
        this.facade = facade;
        this.plans = plans;
        this.templates = templates;
        this.tenants = tenants;
    }

    /** The workflow that an operation runs. */
    String workflowId(Operation operation) {
        Template template = template(operation);
        return isRemoval(operation) ? template.removalWorkflowId() : template.workflowId();
    }

    /** What its executions are started with. */
    JsonNode input(Operation operation) {
        Tenant tenant = tenants.get(operation.tenant());
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("tenant", tenant.name());
        input.put("plan", tenant.plan());
        input.set("limits", limits(operation, tenant));
        input.set("parameters", tenant.parameters());
        // The same for all attempts: what one made, the compensation of the next may take back.
        input.put("claim", operation.id());
        return input;
    }

    private JsonNode limits(Operation operation, Tenant tenant) {
        // A removal does not need them, and must be possible whatever became of the plan.
        return isRemoval(operation)
                ? plans.find(tenant.plan()).map(Plan::limits).orElseGet(JsonNodeFactory.instance::objectNode)
                : plans.get(tenant.plan()).limits();
    }

    /** Starts the attempt, or finds that it was started already; deploys the workflow where the engine does not know it. */
    ExecutionResult start(Held held) {
        Operation operation = held.operation();
        WorkflowManager engine = engine(operation);
        ExecutionInput input = new ExecutionInput(
                OperationIds.executionName(operation.id(), operation.attempt()),
                requireNonNull(held.input()),
                Map.of(
                        ExecutionInput.TENANT_TAG, operation.tenant(),
                        ExecutionInput.CORRELATION_TAG, operation.correlationId()));
        String workflowId = requireNonNull(operation.workflowId());
        if (!isDeployed(workflowId, engine)) {
            var ignored = engine.createWorkflow(spec(operation, workflowId));
        }
        return engine.startExecution(workflowId, input);
    }

    /** Asked first, because a start that finds nothing would read as a failure in the log. */
    private static boolean isDeployed(String workflowId, WorkflowManager engine) {
        try {
            return engine.describeWorkflow(workflowId).workflowId().equals(workflowId);
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.WORKFLOW_NOT_FOUND) {
                return false;
            }
            throw failure;
        }
    }

    private WorkflowSpec spec(Operation operation, String workflowId) {
        Template template = template(operation);
        return WorkflowSpec.of(workflowId, isRemoval(operation) ? template.removal() : template.definition());
    }

    private Template template(Operation operation) {
        Tenant tenant = tenants.get(operation.tenant());
        return templates.get(tenant.template(), tenant.templateVersion());
    }

    /**
     * All that is known of the attempt.
     *
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND} when the engine does not know it, because it lost its memory
     */
    ExecutionStatus status(Operation operation) {
        return engine(operation).getExecutionStatus(requireNonNull(operation.executionId()));
    }

    void stop(Operation operation) {
        engine(operation)
                .stopExecution(
                        requireNonNull(operation.executionId()),
                        "tenant '" + operation.tenant() + "' is to be deleted");
    }

    private WorkflowManager engine(Operation operation) {
        return facade.on(requireNonNull(operation.provider()));
    }

    private static boolean isRemoval(Operation operation) {
        return operation.kind() == Operation.Kind.DELETE;
    }
}
