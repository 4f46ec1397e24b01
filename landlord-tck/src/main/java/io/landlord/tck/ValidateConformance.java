package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.WorkflowSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Checking a workflow: problems are values, all at once, in the order of the text. Which codes and words a problem has is
 * tested with the reader, not here.
 */
public abstract class ValidateConformance extends Conformance {
    private static final String THREE_MISTAKES =
            "- a:\n    set: '${ .x + }'\n- b:\n    wait: soon\n- c:\n    set: {x: 1}\n    then: nowhere\n";

    @Test
    void a_sound_workflow_has_no_problems_and_can_be_deployed() {
        WorkflowSpec sound = spec("- a:\n    set: {x: 1}\n");

        assertThat(provider().validate(sound)).isEmpty();
        assertThat(provider().createWorkflow(sound).created()).isTrue();
    }

    @Test
    void checking_deploys_nothing() {
        assertThat(provider().validate(spec("- a:\n    set: {x: 1}\n"))).isEmpty();

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> start("{}"));
    }

    @Test
    void every_problem_is_told_once_in_the_order_of_the_text() {
        List<Diagnostic> problems = provider().validate(spec(THREE_MISTAKES));

        assertThat(problems)
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::line)
                .containsExactly(8, 10, 13);
    }

    @Test
    void problems_point_into_the_document() {
        List<Diagnostic> problems = provider().validate(spec(THREE_MISTAKES));

        assertThat(problems)
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::pointer)
                .containsExactly("/do/0/a/set", "/do/1/b/wait", "/do/2/c/then");
    }

    @Test
    void text_that_is_no_document_is_a_problem_and_no_exception() {
        for (String text : List.of("", "][", "- just\n- a list\n", "\u0000", "42")) {
            List<Diagnostic> problems = provider().validate(WorkflowSpec.of(WORKFLOW, text));

            assertThat(Diagnostic.anyError(problems)).as("errors in '%s'", text).isTrue();
        }
    }

    @Test
    void a_warning_refuses_nothing() {
        List<Diagnostic> problems = provider().validate(spec("- a:\n    set: {text: 'Hello ${ .name }!'}\n"));

        assertThat(problems).isNotEmpty().noneMatch(Diagnostic::isError);
    }

    @Test
    void a_handler_that_is_not_registered_is_an_error() {
        List<Diagnostic> problems = provider().validate(spec("- a:\n    call: nobodyRegisteredThis\n"));

        assertThat(problems)
                .filteredOn(Diagnostic::isError)
                .extracting(Diagnostic::line)
                .containsExactly(8);
    }

    @Test
    void a_deployment_is_refused_for_the_problems_that_checking_tells() {
        WorkflowSpec broken = spec(THREE_MISTAKES);

        LandlordException refusal =
                catchThrowableOfType(LandlordException.class, () -> provider().createWorkflow(broken));

        assertThat(refusal).isNotNull();
        assertThat(refusal.diagnostics()).isEqualTo(provider().validate(broken));
    }

    @Test
    void checking_a_known_workflow_leaves_it_as_it_was() {
        deploy("- a:\n    set: {x: 1}\n");

        assertThat(provider().validate(spec("- a:\n    set: {x: 2}\n"))).isEmpty();

        assertSucceeded(run("{}"), "{\"x\": 1}");
    }
}
