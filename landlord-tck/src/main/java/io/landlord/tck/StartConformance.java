package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

/** Starting executions: idempotent by name within the workflow, while they run and after they have ended. */
public abstract class StartConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n    with: {order: '${ . }'}\n";

    @Test
    void an_execution_runs_with_its_input() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        assertSucceeded(run("{\"id\": 7}"), "{\"order\": {\"id\": 7}}");
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void the_result_tells_what_was_started() {
        deploy("- a:\n    set: {x: 1}\n");

        ExecutionResult result = provider().startExecution(WORKFLOW, input("one", "{}"));

        assertThat(result.created()).isTrue();
        assertThat(result.workflowId()).isEqualTo(WORKFLOW);
        assertThat(result.version()).isEqualTo("1");
        assertThat(result.executionId()).isNotBlank();
        assertThat(awaitEnd(result.executionId()).startTime()).isEqualTo(result.startTime());
    }

    @Test
    void starting_does_not_wait_for_the_work() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(WORK);

        ExecutionResult result = provider().startExecution(WORKFLOW, input("one", "{}"));
        gate.awaitCall();

        assertThat(status(result.executionId()).state()).isEqualTo(ExecutionState.RUNNING);
    }

    @Test
    void the_same_name_and_input_is_the_same_execution_while_it_runs() {
        Gate gate = gate();
        RecordingHandler work = register("work", gate.then(Answer.echo()));
        deploy(WORK);
        ExecutionResult first = provider().startExecution(WORKFLOW, input("one", "{}"));
        gate.awaitCall();

        ExecutionResult second = provider().startExecution(WORKFLOW, input("one", "{}"));
        gate.open();

        assertThat(second.created()).isFalse();
        assertThat(second.executionId()).isEqualTo(first.executionId());
        assertThat(second.startTime()).isEqualTo(first.startTime());
        assertThat(awaitEnd(first.executionId()).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void the_same_name_and_input_is_the_same_execution_after_it_ended() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);
        String first = start("one", "{}");
        assertSucceeded(awaitEnd(first), "{\"order\": {}}");

        ExecutionResult second = provider().startExecution(WORKFLOW, input("one", "{}"));

        assertThat(second.created()).isFalse();
        assertThat(second.executionId()).isEqualTo(first);
        assertThat(second.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void the_same_name_and_input_is_the_same_execution_after_a_new_version() {
        deploy("- a:\n    set: {version: 1}\n");
        ExecutionResult first = provider().startExecution(WORKFLOW, input("one", "{}"));
        deploy("- a:\n    set: {version: 2}\n");

        ExecutionResult second = provider().startExecution(WORKFLOW, input("one", "{}"));

        assertThat(second.created()).isFalse();
        assertThat(second.executionId()).isEqualTo(first.executionId());
        assertThat(second.version()).isEqualTo(first.version());
        assertSucceeded(awaitEnd(second.executionId()), "{\"version\": 1}");
    }

    @Test
    void the_order_of_keys_makes_no_other_input() {
        deploy("- a:\n    set: {x: 1}\n");
        String first = start("one", "{\"a\": 1, \"b\": 2}");

        ExecutionResult second = provider().startExecution(WORKFLOW, input("one", "{\"b\": 2, \"a\": 1}"));

        assertThat(second.created()).isFalse();
        assertThat(second.executionId()).isEqualTo(first);
    }

    @Test
    void another_input_under_the_same_name_is_a_conflict() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(WORK);
        String first = start("one", "{\"id\": 1}");
        gate.awaitCall();

        refuses(ErrorCode.EXECUTION_CONFLICT, () -> start("one", "{\"id\": 2}"));
        gate.open();
        assertSucceeded(awaitEnd(first), "{\"order\": {\"id\": 1}}");

        refuses(ErrorCode.EXECUTION_CONFLICT, () -> start("one", "{\"id\": 2}"));
    }

    @Test
    void two_names_are_two_executions() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        String first = start("one", "{}");
        String second = start("two", "{}");

        assertThat(second).isNotEqualTo(first);
        assertSucceeded(awaitEnd(first), "{\"order\": {}}");
        assertSucceeded(awaitEnd(second), "{\"order\": {}}");
        assertThat(work.calls()).hasSize(2);
    }

    @Test
    void a_name_is_used_within_its_workflow() {
        deploy(spec("first", "- a:\n    set: {x: 1}\n"));
        deploy(spec("second", "- a:\n    set: {x: 2}\n"));

        ExecutionResult first = provider().startExecution("first", input("one", "{}"));
        ExecutionResult second = provider().startExecution("second", input("one", "{\"other\": true}"));

        assertThat(second.created()).isTrue();
        assertThat(second.executionId()).isNotEqualTo(first.executionId());
    }

    @Test
    void an_input_without_a_name_is_refused() {
        deploy("- a:\n    set: {x: 1}\n");

        refuses(
                ErrorCode.INVALID_SPEC,
                () -> provider().startExecution(WORKFLOW, new ExecutionInput(null, NullNode.getInstance(), Map.of())));
    }

    @Test
    void a_workflow_that_is_not_deployed_is_not_found() {
        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> start("{}"));
    }

    @Test
    void any_json_value_is_an_input() {
        deploy("- a:\n    set: {got: '${ . }'}\n");

        for (String value : List.of("null", "true", "12.5", "\"text\"", "[1, [2]]", "{\"ä\": {}}")) {
            assertSucceeded(awaitEnd(start("with " + value.hashCode(), value)), "{\"got\": " + value + "}");
        }
    }

    @Test
    void handlers_see_what_execution_they_serve_and_for_whom() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        ExecutionResult result = provider()
                .startExecution(
                        WORKFLOW,
                        new ExecutionInput(
                                "one:1",
                                json("{}"),
                                Map.of(ExecutionInput.TENANT_TAG, "acme", ExecutionInput.CORRELATION_TAG, "r7")));
        assertSucceeded(awaitEnd(result.executionId()), "{\"order\": {}}");

        assertThat(work.calls()).singleElement().satisfies(call -> {
            assertThat(call.tenant()).isEqualTo("acme");
            assertThat(call.correlationId()).isEqualTo("r7");
            assertThat(call.executionId()).isEqualTo(result.executionId());
            assertThat(call.executionName()).isEqualTo("one:1");
        });
    }

    @Test
    void without_tags_a_call_has_no_tenant_and_is_joined_to_its_execution() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        String id = start("one", "{}");
        assertSucceeded(awaitEnd(id), "{\"order\": {}}");

        assertThat(work.calls()).singleElement().satisfies(call -> {
            assertThat(call.tenant()).isNull();
            assertThat(call.correlationId()).isEqualTo(id);
        });
    }

    @Test
    void many_starts_of_one_name_at_once_run_it_once() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        List<ExecutionResult> results = Crowd.of(16).run(i -> provider().startExecution(WORKFLOW, input("one", "{}")));

        assertThat(results)
                .extracting(ExecutionResult::executionId)
                .containsOnly(results.getFirst().executionId());
        assertThat(results).filteredOn(ExecutionResult::created).hasSize(1);
        assertSucceeded(awaitEnd(results.getFirst().executionId()), "{\"order\": {}}");
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void many_starts_of_one_name_with_different_inputs_leave_one() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(WORK);

        List<String> outcomes = Crowd.of(16).run(i -> {
            try {
                return start("one", "{\"id\": " + i + "}");
            } catch (LandlordException refusal) {
                return refusal.code().wireName();
            }
        });

        String conflict = ErrorCode.EXECUTION_CONFLICT.wireName();
        assertThat(outcomes).filteredOn(conflict::equals).hasSize(15);
        String winner = outcomes.stream()
                .filter(outcome -> !outcome.equals(conflict))
                .findFirst()
                .orElseThrow();
        assertThat(awaitEnd(winner).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(work.calls()).hasSize(1);
    }
}
