package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Deploying a workflow: idempotent by content, versioned, refused with every problem. Whether a changed description or tag
 * is other content is left to the provider, and so is content that an older version had.
 */
public abstract class DeployConformance extends Conformance {
    private static final String ONE = "- answer:\n    set: {version: 1}\n";
    private static final String TWO = "- answer:\n    set: {version: 2}\n";

    @Test
    void a_workflow_that_is_new_is_created() {
        CreateWorkflowResult result = provider().createWorkflow(spec(ONE));

        assertThat(result.workflowId()).isEqualTo(WORKFLOW);
        assertThat(result.provider()).isEqualTo(provider().name());
        assertThat(result.created()).isTrue();
        assertThat(result.contentHash()).isNotBlank();
        assertThat(result.warnings()).isEmpty();
    }

    @Test
    void the_same_content_again_changes_nothing() {
        CreateWorkflowResult first = provider().createWorkflow(spec(ONE));

        CreateWorkflowResult again = provider().createWorkflow(spec(ONE));

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(again.contentHash()).isEqualTo(first.contentHash());
    }

    @Test
    void other_content_is_a_new_version() {
        CreateWorkflowResult first = provider().createWorkflow(spec(ONE));

        CreateWorkflowResult second = provider().createWorkflow(spec(TWO));

        assertThat(second.created()).isTrue();
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.contentHash()).isNotEqualTo(first.contentHash());
    }

    @Test
    void versions_without_a_name_are_counted_from_one() {
        assertThat(provider().createWorkflow(spec(ONE)).version()).isEqualTo("1");
        assertThat(provider().createWorkflow(spec(TWO)).version()).isEqualTo("2");
    }

    @Test
    void versions_without_a_name_count_on_from_the_highest_number() {
        deploy(spec(ONE).withVersion("7"));

        assertThat(provider().createWorkflow(spec(TWO)).version()).isEqualTo("8");
    }

    @Test
    void a_version_keeps_the_name_it_was_given() {
        deploy(spec(ONE).withVersion("blue"));

        assertThat(provider().startExecution(WORKFLOW, input("one", "{}")).version())
                .isEqualTo("blue");
    }

    @Test
    void a_named_version_with_the_same_content_again_changes_nothing() {
        deploy(spec(ONE).withVersion("blue"));

        CreateWorkflowResult again = provider().createWorkflow(spec(ONE).withVersion("blue"));

        assertThat(again.created()).isFalse();
        assertThat(again.version()).isEqualTo("blue");
    }

    @Test
    void a_named_version_with_other_content_is_a_conflict() {
        deploy(spec(ONE).withVersion("blue"));

        refuses(
                ErrorCode.WORKFLOW_CONFLICT,
                () -> provider().createWorkflow(spec(TWO).withVersion("blue")));

        assertSucceeded(run("{}"), "{\"version\": 1}");
    }

    @Test
    void a_changed_timeout_is_other_content() {
        deploy(spec(ONE));

        deploy(spec(ONE).withTimeout(Duration.ofMinutes(5)));
    }

    @Test
    void a_changed_retry_policy_is_other_content() {
        register("charge", Answer.echo());
        WorkflowSpec calling = spec("- charge:\n    call: charge\n");
        deploy(calling);

        deploy(calling.withRetryPolicy(RetryPolicy.attempts(3, Duration.ofSeconds(1))));
    }

    @Test
    void a_definition_with_mistakes_is_refused_with_all_of_them() {
        WorkflowSpec broken = spec("- a:\n    set: '${ .x + }'\n- b:\n    wait: soon\n- c:\n    set: {x: 1}\n");

        LandlordException refusal =
                catchThrowableOfType(LandlordException.class, () -> provider().createWorkflow(broken));

        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC);
        assertThat(refusal.diagnostics())
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::line)
                .containsExactly(8, 10);
    }

    @Test
    void what_was_refused_is_not_deployed() {
        refuses(ErrorCode.INVALID_SPEC, () -> provider().createWorkflow(spec("- a:\n    wait: soon\n")));

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> start("{}"));
    }

    @Test
    void what_was_refused_leaves_the_version_before_it_in_place() {
        deploy(ONE);
        refuses(ErrorCode.INVALID_SPEC, () -> provider().createWorkflow(spec("- a:\n    wait: soon\n")));

        assertSucceeded(run("{}"), "{\"version\": 1}");
    }

    @Test
    void a_handler_that_is_not_registered_is_refused() {
        refuses(
                ErrorCode.INVALID_SPEC,
                () -> provider().createWorkflow(spec("- charge:\n    call: nobodyRegisteredThis\n")));
    }

    @Test
    void what_is_only_doubtful_is_deployed_with_a_warning() {
        CreateWorkflowResult result = provider().createWorkflow(spec("- a:\n    set: {text: 'Hello ${ .name }!'}\n"));

        assertThat(result.created()).isTrue();
        assertThat(result.warnings()).extracting(Diagnostic::severity).containsExactly(Severity.WARNING);
        assertSucceeded(run("{\"name\": \"Ada\"}"), "{\"text\": \"Hello ${ .name }!\"}");
    }

    @Test
    void a_start_runs_the_newest_version() {
        deploy(ONE);
        deploy(TWO);

        assertSucceeded(run("{}"), "{\"version\": 2}");
    }

    @Test
    void an_execution_under_way_keeps_its_version() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- work:\n    call: work\n" + ONE);
        ExecutionResult old = provider().startExecution(WORKFLOW, input("old", "{}"));
        gate.awaitCall();

        deploy(TWO);
        gate.open();

        assertSucceeded(awaitEnd(old.executionId()), "{\"version\": 1}");
        assertThat(status(old.executionId()).version()).isEqualTo(old.version());
    }

    @Test
    void two_workflows_do_not_touch_each_other() {
        deploy(spec("first", ONE));
        deploy(spec("second", TWO));

        String first = provider().startExecution("first", input("one", "{}")).executionId();
        String second = provider().startExecution("second", input("one", "{}")).executionId();

        assertSucceeded(awaitEnd(first), "{\"version\": 1}");
        assertSucceeded(awaitEnd(second), "{\"version\": 2}");
    }
}
