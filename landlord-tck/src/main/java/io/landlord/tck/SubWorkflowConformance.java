package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Workflows that run workflows, or the absence of it. What {@code run} means task by task is in the corpus. */
@Needs(Capability.SUB_WORKFLOWS)
public abstract class SubWorkflowConformance extends Conformance {
    private static final String SHIP = """
            - ship:
                run: {workflow: {namespace: tck, name: ship, input: {to: Ulm}}}
            """;
    private static final String WORK = "- work:\n    call: work\n    with: {to: '${ .to }'}\n";

    /** A workflow that others run by its name. */
    private static WorkflowSpec named(String name, String tasks) {
        return WorkflowSpec.of(name, document(tasks).replace("name: order", "name: " + name));
    }

    /** The ids of the children that the execution's history tells of, in the order they started. */
    private List<String> children(String executionId) {
        return status(executionId).history().stream()
                .filter(line -> line.type() == ExecutionEvent.Type.CHILD_STARTED)
                .map(line ->
                        Objects.requireNonNull(line.data()).get("executionId").stringValue())
                .toList();
    }

    private String child(String executionId) {
        patience()
                .until(
                        () -> "a child of " + status(executionId),
                        () -> !children(executionId).isEmpty());
        return children(executionId).getFirst();
    }

    @Test
    void a_child_is_an_execution_of_its_own() {
        register("work", Answer.json("{\"parcel\": 7}"));
        deploy(named("ship", WORK));

        ExecutionStatus parent = run(spec(SHIP), "{}");

        assertSucceeded(parent, "{\"parcel\": 7}");
        ExecutionStatus child = status(child(parent.executionId()));
        assertSucceeded(child, "{\"parcel\": 7}");
        assertThat(child.workflowId()).isEqualTo("ship");
        assertThat(child.version()).isEqualTo("1");
        assertJson(child.input(), "{\"to\": \"Ulm\"}");
        assertThat(child.executionId()).isNotEqualTo(parent.executionId());
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void a_child_is_listed_and_tagged_with_its_parent() {
        register("work", Answer.echo());
        deploy(named("ship", WORK));
        deploy(SHIP);
        String parent = provider()
                .startExecution(WORKFLOW, new ExecutionInput("one", json("{}"), Map.of("tenant", "acme")))
                .executionId();
        awaitEnd(parent);
        String child = child(parent);

        ListsExecutions lists = provider(ListsExecutions.class);
        Query ofChildren = new Query("ship", null, null, null, 10, null);
        patience()
                .until(
                        () -> "the child to be listed as succeeded: " + lists.listExecutions(ofChildren),
                        () -> lists.listExecutions(ofChildren).executions().stream()
                                .anyMatch(execution -> execution.state() == ExecutionState.SUCCEEDED));

        List<ExecutionSummary> listed = lists.listExecutions(ofChildren).executions();
        assertThat(listed).extracting(ExecutionSummary::executionId).containsExactly(child);
        assertThat(listed.getFirst().tags())
                .containsEntry("tenant", "acme")
                .containsEntry(ExecutionInput.PARENT_TAG, parent);
    }

    @Test
    void a_child_works_for_the_tenant_of_its_parent() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(named("ship", WORK));
        deploy(SHIP);
        String parent = provider()
                .startExecution(WORKFLOW, new ExecutionInput("one", json("{}"), Map.of("tenant", "acme")))
                .executionId();

        awaitEnd(parent);

        assertThat(work.calls()).hasSize(1);
        assertThat(work.calls().getFirst().tenant()).isEqualTo("acme");
        assertThat(work.calls().getFirst().executionId()).isEqualTo(child(parent));
    }

    @Test
    void starting_the_parent_twice_runs_the_child_once() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(named("ship", WORK));
        deploy(SHIP);

        String first = start("{}");
        String second = start("{}");
        awaitEnd(first);

        assertThat(second).isEqualTo(first);
        assertThat(children(first)).hasSize(1);
        assertThat(work.calls()).hasSize(1);
    }

    @Test
    void parents_of_the_same_name_and_reruns_have_children_of_their_own() {
        RecordingHandler work = register("work", Answer.permanent("no"), Answer.echo());
        deploy(named("ship", WORK));
        deploy("""
                - again:
                    try:
                      - ship:
                          run: {workflow: {namespace: tck, name: ship, input: {to: Ulm}}}
                    catch:
                      retry: {limit: {attempt: {count: 1}}}
                """);
        deploy(spec("other", SHIP));

        ExecutionStatus one = run("{}");
        ExecutionStatus other =
                awaitEnd(provider().startExecution("other", input("one", "{}")).executionId());

        assertSucceeded(one, "{\"to\": \"Ulm\"}");
        assertThat(children(one.executionId())).hasSize(2).doesNotHaveDuplicates();
        assertThat(children(other.executionId())).hasSize(1).doesNotContainAnyElementsOf(children(one.executionId()));
        assertThat(work.calls()).hasSize(3);
    }

    @Test
    void a_version_that_is_deployed_later_changes_nothing_for_an_execution_under_way() {
        Gate gate = gate();
        register("wait", gate.then(Answer.echo()));
        deploy(named("pack", "- a:\n    set: {version: 1}\n"));
        deploy(named("ship", "- a:\n    run: {workflow: {namespace: tck, name: pack}}\n"));
        deploy("- wait:\n    call: wait\n" + SHIP);
        String before = start("before", "{}");
        gate.awaitCall();

        deploy(named("pack", "- a:\n    set: {version: 2}\n"));
        deploy(named("ship", "- a:\n    run: {workflow: {namespace: tck, name: pack}}\n- b:\n    set: '${ [.] }'\n"));
        gate.open();

        assertSucceeded(awaitEnd(before), "{\"version\": 1}");
        assertSucceeded(awaitEnd(start("after", "{}")), "[{\"version\": 2}]");
    }

    @Test
    void cancelling_the_parent_cancels_the_child_and_the_child_is_undone() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        RecordingHandler undo = register("undo", Answer.echo());
        deploy(named("ship", """
                - pack:
                    set: {packed: true}
                    metadata: {compensate: [unpack: {call: undo, with: {packed: '${ $output.packed }'}}]}
                """ + WORK));
        deploy(SHIP);
        String parent = start("{}");
        gate.awaitCall();
        String child = child(parent);

        provider().stopExecution(parent, "enough");

        gate.awaitAbandoned();
        assertThat(awaitEnd(parent).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(awaitEnd(child).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(status(child).compensation()).isNotNull();
        assertThat(undo.calls()).hasSize(1);
    }

    @Test
    void a_timeout_of_the_task_cancels_the_child_and_of_its_child() {
        deploy(named("pack", "- long:\n    wait: {hours: 1}\n"));
        deploy(named("ship", "- a:\n    run: {workflow: {namespace: tck, name: pack}}\n"));
        deploy("""
                - ship:
                    timeout: {after: {seconds: 2}}
                    run: {workflow: {namespace: tck, name: ship}}
                """);

        ExecutionStatus parent = run("{}");

        assertThat(Objects.requireNonNull(parent.error()).status()).isEqualTo(408);
        String child = child(parent.executionId());
        assertThat(awaitEnd(child).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(awaitEnd(child(child)).state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(elapsed(parent)).isLessThan(Duration.ofMinutes(30));
    }

    @Test
    void a_child_that_is_stopped_fails_the_task_that_waits_for_it() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(named("ship", WORK));
        deploy(SHIP);
        String parent = start("{}");
        gate.awaitCall();

        provider().stopExecution(child(parent), "enough");

        ExecutionStatus ended = awaitEnd(parent);
        assertThat(ended.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(Objects.requireNonNull(ended.error()).status()).isEqualTo(499);
        assertThat(ended.error().detail()).isEqualTo("enough");
        assertThat(ended.error().pointer()).isEqualTo("/do/0/ship");
    }

    @Test
    void a_child_that_nobody_awaits_outlives_its_parent() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(named("ship", WORK));
        deploy("""
                - ship:
                    run: {workflow: {namespace: tck, name: ship, input: {to: Ulm}}, await: false}
                """);

        ExecutionStatus parent = run("{\"n\": 1}");
        assertSucceeded(parent, "{\"n\": 1}");
        gate.awaitCall();
        String child = child(parent.executionId());
        assertThat(status(child).state()).isEqualTo(ExecutionState.RUNNING);
        gate.open();

        assertSucceeded(awaitEnd(child), "{\"to\": \"Ulm\"}");
    }

    @Test
    void a_loop_and_a_fork_of_children_lose_none() {
        RecordingHandler work = register("work", Answer.echo());
        deploy(named("ship", WORK));
        StringBuilder branches = new StringBuilder();
        for (int branch = 0; branch < 8; branch++) {
            branches.append("        - b")
                    .append(branch)
                    .append(": {run: {workflow: {namespace: tck, name: ship, input: {to: 'b")
                    .append(branch)
                    .append("'}}}}\n");
        }
        deploy("""
                - loop:
                    for: {each: n, in: '${ [range(12)] }'}
                    do:
                      - ship:
                          run: {workflow: {namespace: tck, name: ship, input: {to: '${ "n\\($n)" }'}}}
                - fork:
                    fork:
                      branches:
                """ + branches);

        ExecutionStatus parent = run("{}");

        assertThat(parent.error()).isNull();
        assertThat(parent.output()).hasSize(8);
        assertThat(children(parent.executionId())).hasSize(20).doesNotHaveDuplicates();
        assertThat(work.calls())
                .extracting(call -> call.arguments().get("to").stringValue())
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_workflow_that_is_not_deployed_is_a_warning_with_its_place() {
        List<Diagnostic> before = provider().createWorkflow(spec(SHIP)).warnings();
        deploy(named("ship", "- a:\n    set: {x: 1}\n"));
        List<Diagnostic> after = provider().validate(spec(SHIP));

        assertThat(before).hasSize(1);
        Diagnostic warning = before.getFirst();
        assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        assertThat(warning.code()).isEqualTo("unknown-workflow");
        assertThat(warning.pointer()).isEqualTo("/do/0/ship/run/workflow");
        assertThat(warning.line()).isEqualTo(8);
        assertThat(warning.message()).contains("tck/ship/latest");
        assertThat(after).isEmpty();
    }

    @Test
    void a_workflow_that_runs_as_a_child_is_not_deleted() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(named("ship", WORK));
        deploy(SHIP);
        String parent = start("{}");
        gate.awaitCall();
        String child = child(parent);
        assertThat(status(child).state()).isEqualTo(ExecutionState.RUNNING);

        refuses(ErrorCode.WORKFLOW_CONFLICT, () -> provider().deleteWorkflow("ship"));
        gate.open();
        awaitEnd(parent);
    }
}
