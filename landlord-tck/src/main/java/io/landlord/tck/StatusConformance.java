package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionEvent.Type;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.execution.TaskState;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the status of an execution tells while it runs and once it has ended. */
public abstract class StatusConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n";

    @Test
    void an_execution_under_way_is_running() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(WORK);
        ExecutionResult started = provider().startExecution(WORKFLOW, input("one", "{\"id\": 7}"));
        gate.awaitCall();

        ExecutionStatus status = status(started.executionId());

        assertThat(status.executionId()).isEqualTo(started.executionId());
        assertThat(status.workflowId()).isEqualTo(WORKFLOW);
        assertThat(status.version()).isEqualTo(started.version());
        assertThat(status.state()).isEqualTo(ExecutionState.RUNNING);
        assertThat(status.startTime()).isEqualTo(started.startTime());
        assertThat(status.stopTime()).isNull();
        assertJson(status.input(), "{\"id\": 7}");
        assertThat(status.output()).isNull();
        assertThat(status.error()).isNull();
        assertThat(status.compensation()).isNull();
    }

    @Test
    void a_call_under_way_is_a_current_task() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("- outer:\n    do:\n      - work:\n          call: work\n");
        String id = start("{}");
        gate.awaitCall();

        List<CurrentTask> leaves = status(id).currentTasks().stream()
                .filter(task -> task.name().equals("work"))
                .toList();

        assertThat(leaves).singleElement().satisfies(task -> {
            assertThat(task.path()).isEqualTo("0/0");
            assertThat(task.pointer()).isEqualTo("/do/0/outer/do/0/work");
            assertThat(task.state()).isEqualTo(TaskState.RUNNING);
        });
    }

    @Test
    void a_wait_under_way_is_a_scheduled_task() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("""
                - both:
                    fork:
                      branches:
                        - pause:
                            wait: PT1H
                        - work:
                            call: work
                """);
        String id = start("{}");
        gate.awaitCall();

        assertThat(status(id).currentTasks())
                .filteredOn(task -> task.name().equals("pause"))
                .singleElement()
                .extracting(CurrentTask::state)
                .isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void an_execution_that_succeeded_has_an_output() {
        register("work", after(Duration.ofSeconds(2), Answer.json("{\"done\": true}")));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertSucceeded(status, "{\"done\": true}");
        assertThat(status.currentTasks()).isEmpty();
        assertThat(status.compensation()).isNull();
        assertThat(elapsed(status)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void a_null_output_is_an_output() {
        ExecutionStatus status = run(spec("- a:\n    set: '${ null }'\n"), "{}");

        assertSucceeded(status, "null");
    }

    @Test
    void an_execution_that_failed_has_an_error() {
        register("work", Answer.permanent("no such account"));

        ExecutionStatus status = run(spec(WORK), "{}");

        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(status.output()).isNull();
        assertThat(status.stopTime()).isNotNull();
        assertThat(status.currentTasks()).isEmpty();
        assertThat(status.error())
                .isEqualTo(new ExecutionError(
                        StandardError.COMMUNICATION.type(),
                        StandardError.COMMUNICATION.title(),
                        500,
                        "no such account",
                        "/do/0/work",
                        "work",
                        false));
    }

    @Test
    void an_execution_that_ended_does_not_change_any_more() {
        ExecutionStatus once = run(spec("- a:\n    set: {x: 1}\n"), "{}");

        assertSucceeded(once, "{\"x\": 1}");
        assertThat(status(once.executionId())).isEqualTo(once);
    }

    @Test
    void the_context_begins_as_the_input_and_is_what_was_exported_last() {
        Gate gate = gate();
        Gate second = gate();
        register("first", gate.then(Answer.json("{\"account\": 12}")));
        register("second", second.then(Answer.echo()));
        deploy("""
                - first:
                    call: first
                    export:
                      as: '${ $context + . }'
                - second:
                    call: second
                """);
        String id = start("{\"id\": 7}");
        gate.awaitCall();
        assertJson(status(id).context(), "{\"id\": 7}");

        gate.open();
        second.awaitCall();

        assertJson(status(id).context(), "{\"id\": 7, \"account\": 12}");
    }

    @Test
    void the_history_counts_from_one_and_never_goes_back_in_time() {
        register("work", after(Duration.ofSeconds(2), Answer.echo()));
        List<ExecutionEvent> history =
                run(spec(WORK + "- rest:\n    wait: PT2S\n"), "{}").history();

        assertThat(history).isNotEmpty();
        assertThat(history)
                .extracting(ExecutionEvent::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, history.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(history).extracting(ExecutionEvent::time).isSorted();
    }

    @Test
    void the_history_tells_what_was_done_in_order() {
        register("work", Answer.json("{\"done\": true}"));

        List<ExecutionEvent> history = run(
                        spec(WORK + "- never:\n    if: ${ false }\n    set: {x: 1}\n"), "{\"id\": 7}")
                .history();

        assertThat(history.getFirst().type()).isEqualTo(Type.EXECUTION_STARTED);
        assertThat(history.getLast().type()).isEqualTo(Type.EXECUTION_SUCCEEDED);
        assertThat(ofTasks(history))
                .extracting(ExecutionEvent::type, ExecutionEvent::path, ExecutionEvent::pointer, ExecutionEvent::task)
                .containsExactly(
                        tuple(Type.TASK_STARTED, "0", "/do/0/work", "work"),
                        tuple(Type.TASK_COMPLETED, "0", "/do/0/work", "work"),
                        tuple(Type.TASK_SKIPPED, "1", "/do/1/never", "never"));
        assertJson(ofTasks(history).get(0).data(), "{\"id\": 7}");
        assertJson(ofTasks(history).get(1).data(), "{\"done\": true}");
    }

    @Test
    void the_history_tells_of_attempts_and_failures() {
        register(
                "work",
                HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(2, Duration.ofSeconds(2))),
                Answer.retryable("busy"));

        List<ExecutionEvent> history = run(spec(WORK), "{}").history();

        assertThat(ofTasks(history))
                .extracting(ExecutionEvent::type)
                .containsExactly(Type.TASK_STARTED, Type.TASK_RETRIED, Type.TASK_FAILED);
        assertThat(ofTasks(history).stream()
                        .map(ExecutionEvent::error)
                        .filter(Objects::nonNull)
                        .toList())
                .extracting(ExecutionError::detail)
                .containsExactly("busy", "busy");
        assertThat(history.getLast().type()).isEqualTo(Type.EXECUTION_FAILED);
    }

    private static List<ExecutionEvent> ofTasks(List<ExecutionEvent> history) {
        return history.stream().filter(event -> !event.path().isEmpty()).toList();
    }
}
