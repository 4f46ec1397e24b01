package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import org.junit.jupiter.api.Test;

/** Removing workflows: with all versions, never under a running execution, leaving what ended readable. */
public abstract class DeleteConformance extends Conformance {
    private static final String ONE = "- answer:\n    set: {version: 1}\n";
    private static final String TWO = "- answer:\n    set: {version: 2}\n";

    @Test
    void a_removed_workflow_cannot_be_started() {
        deploy(ONE);

        provider().deleteWorkflow(WORKFLOW);

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> start("{}"));
    }

    @Test
    void a_workflow_is_removed_once() {
        deploy(ONE);
        provider().deleteWorkflow(WORKFLOW);

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> provider().deleteWorkflow(WORKFLOW));
    }

    @Test
    void a_workflow_that_was_never_deployed_is_not_found() {
        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> provider().deleteWorkflow("nothing"));
    }

    @Test
    void all_versions_are_removed() {
        deploy(ONE);
        deploy(TWO);

        provider().deleteWorkflow(WORKFLOW);

        deploy(ONE);
        assertSucceeded(run("{}"), "{\"version\": 1}");
    }

    @Test
    void other_workflows_stay() {
        deploy(ONE);
        deploy(spec("other", TWO));

        provider().deleteWorkflow(WORKFLOW);

        String id = provider().startExecution("other", input("one", "{}")).executionId();
        assertSucceeded(awaitEnd(id), "{\"version\": 2}");
    }

    @Test
    void nothing_is_removed_under_a_running_execution() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n" + ONE);
        String id = start("{}");
        gate.awaitCall();

        refuses(ErrorCode.WORKFLOW_CONFLICT, () -> provider().deleteWorkflow(WORKFLOW));
        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
        assertSucceeded(awaitEnd(start("two", "{}")), "{\"version\": 1}");
    }

    @Test
    void an_execution_of_an_older_version_holds_the_workflow_too() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n" + ONE);
        String id = start("{}");
        gate.awaitCall();
        deploy(TWO);

        refuses(ErrorCode.WORKFLOW_CONFLICT, () -> provider().deleteWorkflow(WORKFLOW));
        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
    }

    @Test
    void a_workflow_is_removed_once_its_executions_have_ended() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n" + ONE);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "to remove the workflow");
        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.CANCELLED);

        provider().deleteWorkflow(WORKFLOW);

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> start("two", "{}"));
    }

    @Test
    void executions_that_have_ended_stay_readable() {
        ExecutionStatus ended = run(spec(ONE), "{}");
        assertSucceeded(ended, "{\"version\": 1}");

        provider().deleteWorkflow(WORKFLOW);

        assertThat(status(ended.executionId())).isEqualTo(ended);
    }
}
