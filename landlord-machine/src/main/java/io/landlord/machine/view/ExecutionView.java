package io.landlord.machine.view;

import io.landlord.api.execution.Compensation;
import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.TaskState;
import io.landlord.machine.At;
import io.landlord.machine.Frame;
import io.landlord.machine.Outcome;
import io.landlord.machine.State;
import io.landlord.machine.Strand;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the status of an execution from its state, in the words every engine reports in. */
public final class ExecutionView {
    /** Busy forks have more tasks than anybody reads; a status shows the first of them. */
    private static final int MOST_CURRENT_TASKS = 100;

    private ExecutionView() {}

    /** The status of an execution of a workflow's version that was started at this time. */
    public static ExecutionStatus status(
            String executionId,
            String workflowId,
            String version,
            Instant startTime,
            Program program,
            State state,
            List<ExecutionEvent> history) {
        Outcome outcome = state.phase() == State.Phase.ENDED ? state.outcome() : null;
        return new ExecutionStatus(
                executionId,
                workflowId,
                version,
                state.executionState(),
                startTime,
                outcome == null ? null : endOf(state, history),
                state.input(),
                outcome == null ? null : outcome.output(),
                outcome == null ? null : outcome.error(),
                outcome == null ? null : compensation(outcome),
                currentTasks(program, state),
                state.root().context(),
                history);
    }

    private static Instant endOf(State state, List<ExecutionEvent> history) {
        return history.isEmpty() ? state.now() : history.getLast().time();
    }

    private static @Nullable Compensation compensation(Outcome outcome) {
        return outcome.compensated() == 0
                ? null
                : new Compensation(outcome.compensationError() == null, outcome.compensationError());
    }

    /** What the execution is busy with or waits in, in the order of paths. */
    public static List<CurrentTask> currentTasks(Program program, State state) {
        List<CurrentTask> tasks = new ArrayList<>();
        collect(program, state.now(), state.root(), tasks);
        return tasks;
    }

    private static void collect(Program program, Instant now, Strand strand, List<CurrentTask> tasks) {
        Frame top = strand.top();
        if (top == null || tasks.size() >= MOST_CURRENT_TASKS) {
            return;
        }
        if (top instanceof Frame.InFork fork) {
            fork.branches().forEach(branch -> collect(program, now, branch, tasks));
            return;
        }
        if (top instanceof Frame.Enter enter) {
            Task task = program.task(enter.task());
            tasks.add(new CurrentTask(enter.path().toString(), task.pointer(), task.name(), TaskState.SCHEDULED, now));
            return;
        }
        At at = top.activation();
        if (at != null) {
            Task task = program.task(at.task());
            tasks.add(
                    new CurrentTask(at.path().toString(), task.pointer(), task.name(), taskState(top), at.startedAt()));
        }
    }

    private static TaskState taskState(Frame top) {
        boolean waits = top instanceof Frame.InWait
                || top instanceof Frame.InListen
                || top instanceof Frame.InCall call && call.until() != null
                || top instanceof Frame.InTry inTry && inTry.phase() == Frame.TryPhase.WAITING;
        return waits ? TaskState.SCHEDULED : TaskState.RUNNING;
    }
}
