package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.tck.RecordingHandler.Call;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many things at once: nothing is lost, nothing is done twice, nothing is mixed up. */
public abstract class ConcurrencyConformance extends Conformance {
    private static final int EXECUTIONS = 300;

    @Test
    void hundreds_of_executions_at_once_keep_apart() {
        RecordingHandler debit = register("debit", Answer.echo());
        RecordingHandler credit = register("credit", Answer.echo());
        deploy("""
                - transfer:
                    fork:
                      branches:
                        - debit:
                            call: debit
                            with: {amount: '${ -.amount }'}
                        - credit:
                            call: credit
                            with: {amount: '${ .amount }'}
                - sum:
                    set: {amount: '${ .[1].amount }', sum: '${ map(.amount) | add }'}
                """);

        List<String> ids = Crowd.of(EXECUTIONS).run(i -> start("transfer-" + i, "{\"amount\": " + (i + 1) + "}"));

        for (int i = 0; i < EXECUTIONS; i++) {
            assertSucceeded(awaitEnd(ids.get(i)), "{\"amount\": " + (i + 1) + ", \"sum\": 0}");
        }
        for (RecordingHandler handler : List.of(debit, credit)) {
            assertThat(handler.calls()).hasSize(EXECUTIONS);
            assertThat(handler.calls()).extracting(Call::idempotencyKey).doesNotHaveDuplicates();
        }
        assertThat(total(debit) + total(credit)).isZero();
        assertThat(total(credit)).isEqualTo((long) EXECUTIONS * (EXECUTIONS + 1) / 2);
    }

    private static long total(RecordingHandler handler) {
        return handler.calls().stream()
                .mapToLong(call -> call.arguments().get("amount").longValue())
                .sum();
    }

    @Test
    void many_branches_at_once_keep_their_order() {
        RecordingHandler work = register("work", Answer.echo());
        StringBuilder branches = new StringBuilder("- all:\n    fork:\n      branches:\n");
        IntStream.range(0, 100)
                .forEach(i -> branches.append("        - b%d:\n            call: work\n".formatted(i))
                        .append("            with: {n: %d}\n".formatted(i)));
        deploy(branches + "- numbers:\n    set: '${ map(.n) == [range(100)] }'\n");

        assertSucceeded(run("{}"), "true");
        assertThat(work.calls()).extracting(Call::idempotencyKey).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void many_deployments_of_the_same_content_create_it_once() {
        List<CreateWorkflowResult> results =
                Crowd.of(16).run(i -> provider().createWorkflow(spec("- a:\n    set: {x: 1}\n")));

        assertThat(results).filteredOn(CreateWorkflowResult::created).hasSize(1);
        assertThat(results).extracting(CreateWorkflowResult::version).containsOnly("1");
    }

    @Test
    void many_deployments_of_different_content_are_as_many_versions() {
        List<CreateWorkflowResult> results =
                Crowd.of(16).run(i -> provider().createWorkflow(spec("- a:\n    set: {x: " + i + "}\n")));

        assertThat(results).allMatch(CreateWorkflowResult::created);
        assertThat(results)
                .extracting(CreateWorkflowResult::version)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 16).mapToObj(String::valueOf).toList());
    }

    @Test
    void many_stops_at_once_cancel_and_undo_once() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler undo = register("undo", Answer.echo());
        deploy("""
                - first:
                    set: {step: 1}
                    metadata:
                      compensate:
                        - undo:
                            call: undo
                - work:
                    call: work
                """);
        String id = start("{}");
        gate.awaitCall();

        assertThat(Crowd.of(16).run(i -> {
                    provider().stopExecution(id, "reason " + i);
                    return i;
                }))
                .hasSize(16);

        ExecutionStatus status = awaitEnd(id);
        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(undo.calls()).hasSize(1);
    }

    @Test
    void a_stop_that_races_with_the_end_leaves_one_of_the_two() {
        RecordingHandler work = register("work", Answer.json("{\"done\": true}"));
        deploy("- work:\n    call: work\n");
        List<String> ids = Crowd.of(50).run(i -> start("race-" + i, "{}"));

        assertThat(Crowd.of(50).run(i -> {
                    provider().stopExecution(ids.get(i), "race");
                    return i;
                }))
                .hasSize(50);

        for (String id : ids) {
            ExecutionStatus status = awaitEnd(id);
            assertThat(status.state()).isIn(ExecutionState.SUCCEEDED, ExecutionState.CANCELLED);
            boolean succeeded = status.state() == ExecutionState.SUCCEEDED;
            assertThat(status.output() != null).isEqualTo(succeeded);
            assertThat(status.error() == null).isEqualTo(succeeded);
            assertThat(status(id)).isEqualTo(status);
        }
        assertThat(work.calls()).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void creating_starting_and_stopping_at_once_loses_nothing() {
        RecordingHandler work = register("work", Answer.echo());

        List<String> ids = Crowd.of(60).run(i -> {
            String workflow = "workflow-" + i % 6;
            assertThat(provider()
                            .createWorkflow(spec(workflow, "- work:\n    call: work\n    with: {}\n"))
                            .version())
                    .isEqualTo("1");
            String id = provider()
                    .startExecution(workflow, input("run-" + i, "{\"i\": " + i + "}"))
                    .executionId();
            if (i % 5 == 0) {
                provider().stopExecution(id, "at once");
            }
            return id;
        });

        assertThat(ids).doesNotHaveDuplicates();
        for (int i = 0; i < ids.size(); i++) {
            if (i % 5 != 0) {
                assertSucceeded(awaitEnd(ids.get(i)), "{}");
            }
        }
        assertThat(work.calls()).hasSizeBetween(48, 60);
    }
}
