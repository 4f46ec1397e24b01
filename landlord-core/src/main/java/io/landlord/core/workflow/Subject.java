package io.landlord.core.workflow;

import io.landlord.api.execution.ExecutionInput;
import org.jspecify.annotations.Nullable;

/** What an operation is about, for logs and messages. */
record Subject(
        @Nullable String workflow,
        @Nullable String execution,
        @Nullable String tenant,
        @Nullable String correlation) {

    static final Subject NONE = new Subject(null, null, null, null);

    static Subject workflow(String workflowId) {
        return new Subject(Violations.shown(workflowId), null, null, null);
    }

    static Subject execution(String executionId) {
        return new Subject(null, Violations.shown(executionId), null, null);
    }

    static Subject start(String workflowId, ExecutionInput input) {
        return new Subject(
                Violations.shown(workflowId),
                null,
                input.tags().get(ExecutionInput.TENANT_TAG),
                input.tags().get(ExecutionInput.CORRELATION_TAG));
    }

    Subject withExecution(String executionId) {
        return new Subject(workflow, executionId, tenant, correlation);
    }

    /** As a part of a sentence, {@code  of workflow 'a'}; empty where there is nothing to name. */
    String phrase() {
        if (execution != null) {
            return " of execution '" + execution + "'";
        }
        return workflow == null ? "" : " of workflow '" + workflow + "'";
    }
}
