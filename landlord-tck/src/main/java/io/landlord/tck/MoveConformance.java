package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.PausesExecutions;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Moving running executions to other versions of their workflow, or the absence of it. */
@Needs(Capability.MOVE)
public abstract class MoveConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n";
    private static final String ONE = WORK + "- next:\n    set: {version: 1}\n";
    private static final String TWO = WORK + "- next:\n    set: {version: 2}\n";
    private static final String THREE = WORK + "- next:\n    set: {version: 3}\n- more:\n    call: more\n";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Gate gate;

    @SuppressWarnings("NullAway.Init")
    private RecordingHandler work;

    @BeforeEach
    void holdWork() {
        gate = gate();
        work = register("work", gate.then(Answer.json("{\"from\": \"work\"}")));
    }

    private void move(String executionId, String version) {
        provider(MovesExecutions.class).moveExecution(executionId, version);
    }

    /** An execution of version 1 that is held in its call of {@code work}; the other versions, from 2 on, come later. */
    private String held(String tasks, String... others) {
        deploy(tasks);
        String id = start("{}");
        gate.awaitCall();
        for (String other : others) {
            deploy(other);
        }
        return id;
    }

    /** The end of an execution that was held and moved then. */
    private ExecutionStatus moved(String tasks, String other) {
        String id = held(tasks, other);
        move(id, "2");
        gate.open();
        return awaitEnd(id);
    }

    /** Why an execution that is held cannot be moved; it ends as if nobody had asked. */
    private String refused(String tasks, String other) {
        String id = held(tasks, other);
        String reason = refusal(id, "2");
        gate.open();
        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
        return reason;
    }

    private String refusal(String executionId, String version) {
        LandlordException refusal = catchThrowableOfType(LandlordException.class, () -> move(executionId, version));
        assertThat(refusal).as("the move is refused").isNotNull();
        assertThat(refusal.code()).as("because of: %s", refusal.getMessage()).isEqualTo(ErrorCode.EXECUTION_CONFLICT);
        assertThat(status(executionId).version()).isEqualTo("1");
        return String.valueOf(refusal.getMessage());
    }

    @Test
    void a_new_version_alone_changes_nothing_for_an_execution_that_runs() {
        String id = held(ONE, TWO);

        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
    }

    @Test
    void a_moved_execution_goes_on_with_what_the_other_version_does_next() {
        ExecutionStatus end = moved(ONE, TWO);

        assertSucceeded(end, "{\"version\": 2}");
        assertThat(end.version()).isEqualTo("2");
    }

    @Test
    void what_is_open_stays_open_and_is_not_done_again() {
        RecordingHandler more = register("more", Answer.echo());
        String id = held(ONE, THREE);

        move(id, "2");
        gate.open();

        assertThat(awaitEnd(id).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(work.calls()).hasSize(1);
        assertThat(more.calls()).hasSize(1);
    }

    @Test
    void the_status_tells_the_version_and_the_history_the_move() {
        String id = held(ONE, TWO);

        move(id, "2");

        ExecutionStatus moved = status(id);
        assertThat(moved.version()).isEqualTo("2");
        assertThat(moved.state()).isEqualTo(ExecutionState.RUNNING);
        List<ExecutionEvent> lines = moved.history().stream()
                .filter(line -> line.type() == ExecutionEvent.Type.EXECUTION_MOVED)
                .toList();
        assertThat(lines).hasSize(1);
        assertJson(lines.getFirst().data(), "{\"from\": \"1\", \"to\": \"2\"}");
    }

    @Test
    @Needs(Capability.JOURNAL)
    void the_journal_is_one_of_the_other_version() {
        ExecutionStatus end = moved(ONE, TWO);

        WorkflowSpec spec = spec(TWO);
        var journal = provider(KeepsJournal.class).journal(end.executionId());
        assertThat(journal.programHash())
                .isEqualTo(Folded.program(spec, handlers()).hash());
        Folded.of(spec, handlers(), journal).assertAgreesWith(end);
    }

    @Test
    void an_execution_can_be_moved_again_and_back() {
        register("more", Answer.echo());
        String id = held(ONE, TWO, THREE);

        move(id, "3");
        move(id, "2");
        move(id, "1");
        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 1}");
        assertThat(status(id).version()).isEqualTo("1");
    }

    @Test
    void the_version_that_it_runs_already_changes_nothing() {
        String id = held(ONE, TWO);
        ExecutionStatus before = status(id);

        move(id, "1");

        assertThat(status(id)).isEqualTo(before);
    }

    @Test
    void a_moved_execution_is_still_the_one_of_its_name_and_input() {
        String id = held(ONE, TWO);
        move(id, "2");

        ExecutionResult again = provider().startExecution(WORKFLOW, input("one", "{}"));

        assertThat(again.executionId()).isEqualTo(id);
        assertThat(again.created()).isFalse();
        refuses(ErrorCode.EXECUTION_CONFLICT, () -> start("one", "{\"other\": 1}"));
    }

    @Test
    void a_version_that_would_have_called_with_other_arguments_is_refused() {
        register("first", Answer.echo());
        String first = "- first:\n    call: first\n    with: {amount: %d}\n";

        String reason = refused(first.formatted(1) + ONE, first.formatted(2) + TWO);

        assertThat(reason).contains("/do/0/first").contains("{\"amount\":1}").contains("{\"amount\":2}");
    }

    @Test
    void a_version_in_which_the_open_call_is_another_is_refused() {
        register("more", Answer.echo());

        String reason = refused(ONE, "- work:\n    call: more\n- next:\n    set: {version: 2}\n");

        assertThat(reason).contains("/do/0/work").contains("'work'").contains("'more'");
    }

    @Test
    void a_version_that_would_have_gone_another_way_is_refused() {
        assertThat(refused("- pure:\n    set: {x: 1}\n" + ONE, "- pure:\n    set: {x: 2}\n" + TWO))
                .contains("/do/0/pure")
                .contains("{\"x\":1}")
                .contains("{\"x\":2}");
    }

    @Test
    void a_version_with_a_task_before_those_that_are_done_is_refused() {
        assertThat(refused(ONE, "- before:\n    set: {x: 1}\n" + TWO)).contains("/do/0/work");
    }

    @Test
    void a_wait_goes_on_and_one_of_another_length_is_refused() {
        String tasks = """
                - both:
                    fork:
                      branches:
                      - rest:
                          wait: PT%dS
                      - work:
                          call: work
                - next:
                    set: {version: %d}
                """;
        String id = held(tasks.formatted(3, 1), tasks.formatted(4, 2), tasks.formatted(3, 3));

        assertThat(refusal(id, "2")).contains("a wait of the task '/do/0/both/fork/branches/0/rest' until");
        move(id, "3");
        gate.open();

        ExecutionStatus end = awaitEnd(id);
        assertSucceeded(end, "{\"version\": 3}");
        assertThat(elapsed(end)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_version_that_would_undo_in_another_way_what_is_done_is_refused() {
        register("first", Answer.echo());
        register("undo", Answer.echo());
        String first = """
                - first:
                    call: first
                    metadata:
                      compensate:
                      - back:
                          call: undo
                          with: {how: %d}
                """;

        String reason = refused(first.formatted(1) + ONE, first.formatted(2) + TWO);

        assertThat(reason).contains("/do/0/first").contains("undo");
    }

    @Test
    void what_was_done_before_the_move_is_undone_after_it() {
        register("first", Answer.echo());
        register("more", Answer.permanent("no"));
        RecordingHandler undo = register("undo", Answer.echo());
        String first = """
                - first:
                    call: first
                    metadata:
                      compensate:
                      - back:
                          call: undo
                """;

        ExecutionStatus end = moved(first + ONE, first + THREE);

        assertThat(end.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(undo.calls()).hasSize(1);
    }

    @Test
    void nested_tasks_go_on_where_they_are() {
        String nested = """
                - each:
                    for: {each: item, in: '${ [1, 2] }'}
                    do:
                    - guarded:
                        try:
                        - inner:
                            do:
                            - work:
                                call: work
                            - keep:
                                set: {kept: '${ $item }'}
                        catch:
                          do:
                          - caught:
                              set: {caught: %d}
                """;
        String extra = "- extra:\n    set: {kept: '${ .kept }'}\n- next:\n    set: {version: 2, was: '${ . }'}\n";

        ExecutionStatus end =
                moved(nested.formatted(1) + "- next:\n    set: {version: 1}\n", nested.formatted(2) + extra);

        assertSucceeded(end, "{\"version\": 2, \"was\": {\"kept\": 2}}");
    }

    @Test
    @Needs(Capability.SIGNAL)
    void a_listen_that_waits_takes_what_the_other_version_listens_for() {
        String listen = "- hear:\n    listen: {to: {one: {with: {type: %s}}}}\n";
        deploy(listen.formatted("com.example.payed"));
        String id = start("{}");
        deploy(listen.formatted("com.example.paid") + "- next:\n    set: {version: 2}\n");
        patience()
                .until(
                        () -> "the listen of " + status(id),
                        () -> !status(id).currentTasks().isEmpty());

        move(id, "2");
        provider(AcceptsSignals.class)
                .signalExecution(
                        id, EventMessage.signal("com.example.paid", "1", JsonNodeFactory.instance.objectNode()));

        assertSucceeded(awaitEnd(id), "{\"version\": 2}");
    }

    @Test
    @Needs(Capability.SUB_WORKFLOWS)
    void what_the_other_version_runs_below_itself_is_settled_with_the_move() {
        provider().createWorkflow(WorkflowSpec.of("child", """
                        document: {dsl: '1.0.3', namespace: tck, name: child, version: '1.0.0'}
                        do:
                        - answer:
                            set: {child: 1}
                        """));

        ExecutionStatus end = moved(
                ONE, WORK + "- next:\n    run:\n      workflow: {namespace: tck, name: child, version: '1.0.0'}\n");

        assertSucceeded(end, "{\"child\": 1}");
    }

    @Test
    @Needs(Capability.PAUSE)
    void a_paused_execution_can_be_moved() {
        PausesExecutions pauses = provider(PausesExecutions.class);
        String id = held(ONE, TWO);
        pauses.pauseExecution(id);
        awaitState(id, ExecutionState.PAUSED);

        move(id, "2");
        assertThat(status(id).state()).isEqualTo(ExecutionState.PAUSED);
        pauses.resumeExecution(id);
        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 2}");
    }

    @Test
    void a_version_that_is_recalled_can_be_moved_to_and_is_not_the_newest() {
        String id = held(ONE);
        MovesExecutions moves = provider(MovesExecutions.class);
        moves.recallVersion(spec(TWO).withVersion("old"));
        refuses(ErrorCode.WORKFLOW_CONFLICT, () -> moves.recallVersion(spec(ONE).withVersion("old")));

        move(id, "old");
        String other = start("other", "{}");
        gate.open();

        assertSucceeded(awaitEnd(id), "{\"version\": 2}");
        assertSucceeded(awaitEnd(other), "{\"version\": 1}");
    }

    @Test
    void what_is_no_version_of_a_deployed_workflow_is_not_recalled() {
        MovesExecutions moves = provider(MovesExecutions.class);

        refuses(
                ErrorCode.WORKFLOW_NOT_FOUND,
                () -> moves.recallVersion(spec(ONE).withVersion("1")));
        deploy(ONE);
        refuses(ErrorCode.INVALID_SPEC, () -> moves.recallVersion(spec(ONE)));
        refuses(
                ErrorCode.INVALID_SPEC,
                () -> moves.recallVersion(spec("- work: {}\n").withVersion("old")));
    }

    @Test
    void an_execution_that_has_ended_is_a_conflict() {
        gate.open();
        ExecutionStatus ended = run(spec(ONE), "{}");
        deploy(TWO);

        assertThat(refusal(ended.executionId(), "2")).contains("has ended");
        assertThat(status(ended.executionId())).isEqualTo(ended);
    }

    @Test
    void an_unknown_version_and_an_unknown_execution_are_not_found() {
        String id = held(ONE);

        refuses(ErrorCode.WORKFLOW_NOT_FOUND, () -> move(id, "9"));
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> move("nobody", "1"));
        assertThat(status(id).version()).isEqualTo("1");
    }
}
