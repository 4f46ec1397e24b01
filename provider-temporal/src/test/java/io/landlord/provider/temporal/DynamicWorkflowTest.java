package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.Definitions;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import io.landlord.tck.Patience;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.IntNode;

/** The faults that dynamic workflows have in the SDK 1.38.0 do not reach executions. */
@ExtendWith(TemporalServer.class)
class DynamicWorkflowTest {
    private final TemporalSettings settings = OnTemporal.settings();

    /** Options that say which exceptions fail a workflow are ignored there: what nobody foresaw would fail the task for ever. */
    @Test
    void a_fault_of_the_machine_ends_the_execution_and_says_so() {
        TaskHandlers handlers = new TaskHandlers();
        Definitions broken = (spec, known, mode) -> {
            Compilation compilation = DefinitionCompiler.compile(spec, known, mode);
            Program program = compilation.program();
            return program == null ? compilation : new Compilation(broken(program), compilation.diagnostics());
        };
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings, broken)) {
            ExecutionStatus status =
                    OnTemporal.awaitEnd(provider, OnTemporal.start(provider, "- a:\n    set: {n: 1}\n", "{}"));

            assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(status.error()).isNotNull();
            assertThat(status.error().detail()).contains("the execution cannot go on");
        }
    }

    /** A program whose task jumps to one that is not there. */
    private static Program broken(Program program) {
        List<Task> tasks = program.tasks().stream()
                .map(task -> task.action() instanceof Action.Set
                        ? new Task(
                                task.index(),
                                task.name(),
                                task.pointer(),
                                task.definition(),
                                task.condition(),
                                task.inputFrom(),
                                task.outputAs(),
                                task.exportAs(),
                                task.timeout(),
                                task.then(),
                                task.compensation(),
                                new Action.Fork(List.of(4_711), false))
                        : task)
                .toList();
        return new Program(
                program.hash(),
                program.namespace(),
                program.name(),
                program.version(),
                program.definition(),
                tasks,
                program.limit());
    }

    /** Handlers that are registered when the workflow runs come too late for the first question. */
    @Test
    void the_first_question_is_answered_by_the_workflow() {
        CountDownLatch gate = new CountDownLatch(1);
        TaskHandlers handlers = new TaskHandlers().register(new Handler("gate", (arguments, context) -> {
            gate.await();
            return arguments;
        }));
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, "- a:\n    call: gate\n", "{}");

            assertThat(provider.getExecutionStatus(id).history()).isNotEmpty();
            gate.countDown();
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void what_an_execution_is_busy_with_is_shown_by_temporal_at_no_event() {
        CountDownLatch gate = new CountDownLatch(1);
        TaskHandlers handlers = new TaskHandlers().register(new Handler("gate", (arguments, context) -> {
            gate.await();
            return arguments;
        }));
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .build());
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            String id = OnTemporal.start(provider, "- createBucket:\n    call: gate\n", "{}");
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the task in the details",
                            () -> WorkflowClient.newInstance(service)
                                    .newUntypedWorkflowStub(settings.idPrefix() + id)
                                    .query("__temporal_workflow_metadata", WorkflowMetadata.class)
                                    .getCurrentDetails()
                                    .contains("runs: `createBucket` at `/do/0/createBucket` since "));
            gate.countDown();
            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(History.of(settings, id)).hasSize(11);
        } finally {
            gate.countDown();
            service.shutdownNow();
        }
    }

    /** A second without a turn is a deadlock to the SDK, and the task fails for ever. */
    @Test
    void a_hundred_thousand_turns_of_a_loop_without_a_call_are_no_deadlock() {
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), settings)) {
            ExecutionStatus status = OnTemporal.awaitEnd(provider, OnTemporal.start(provider, """
                    - count:
                        for: {in: '${ [range(100000)] }', each: n}
                        do:
                          - one:
                              set: {n: '${ $n }'}
                    - finish:
                        set: '${ .n }'
                    """, "{}"));

            assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(status.output()).isEqualTo(IntNode.valueOf(99_999));
            assertThat(History.of(settings, status.executionId()))
                    .noneMatch(event -> event.hasWorkflowTaskFailedEventAttributes());
        }
    }
}
