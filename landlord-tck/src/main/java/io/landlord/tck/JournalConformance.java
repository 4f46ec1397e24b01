package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The journal of an execution leads to what its status tells, or there is no journal to be had. */
@Needs(Capability.JOURNAL)
public abstract class JournalConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n- rest:\n    wait: PT2S\n";

    private ExecutionJournal journal(String executionId) {
        return provider(KeepsJournal.class).journal(executionId);
    }

    private Folded fold(WorkflowSpec spec, String executionId) {
        return Folded.of(spec, handlers(), journal(executionId));
    }

    @Test
    void the_journal_of_a_success_leads_to_its_output() {
        register("work", Answer.json("{\"done\": true}"));
        WorkflowSpec spec = spec(WORK);

        ExecutionStatus status = run(spec, "{\"id\": 7}");

        assertSucceeded(status, "{\"done\": true}");
        fold(spec, status.executionId()).assertAgreesWith(status);
    }

    @Test
    void the_journal_of_a_failure_leads_to_its_error() {
        register(
                "work",
                HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(3, Duration.ofSeconds(2))),
                Answer.retryable("busy"));
        WorkflowSpec spec = spec(WORK);

        ExecutionStatus status = run(spec, "{}");

        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        fold(spec, status.executionId()).assertAgreesWith(status);
    }

    @Test
    void the_journal_of_a_cancelled_execution_leads_to_its_end() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        WorkflowSpec spec = spec(WORK);
        deploy(spec);
        String id = start("{}");
        gate.awaitCall();
        provider().stopExecution(id, "the customer left");

        ExecutionStatus status = awaitEnd(id);

        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        fold(spec, id).assertAgreesWith(status);
    }

    @Test
    void the_journal_of_an_execution_under_way_leads_to_no_end() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        WorkflowSpec spec = spec(WORK);
        deploy(spec);
        String id = start("{}");
        gate.awaitCall();

        assertThat(fold(spec, id).state().outcome()).isNull();
        assertJson(fold(spec, id).state().input(), "{}");
    }

    @Test
    void the_journal_only_grows() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(WORK);
        String id = start("{}");
        gate.awaitCall();
        List<JsonNode> before = journal(id).entries();

        gate.open();
        assertSucceeded(awaitEnd(id), "{}");

        assertThat(before).isNotEmpty();
        assertThat(journal(id).entries())
                .startsWith(before.toArray(JsonNode[]::new))
                .hasSizeGreaterThan(before.size());
    }

    @Test
    void the_journal_names_its_execution_and_the_program_it_ran() {
        WorkflowSpec spec = spec("- a:\n    set: {x: 1}\n");
        ExecutionStatus status = run(spec, "{}");

        ExecutionJournal journal = journal(status.executionId());

        assertThat(journal.executionId()).isEqualTo(status.executionId());
        assertThat(journal.programHash())
                .isEqualTo(Folded.program(spec, handlers()).hash());
    }

    @Test
    void an_unknown_execution_is_not_found() {
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> journal("nobody"));
    }
}
