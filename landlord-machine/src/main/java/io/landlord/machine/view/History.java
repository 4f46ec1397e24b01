package io.landlord.machine.view;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionEvent.Type;
import io.landlord.machine.Outcome;
import io.landlord.machine.Path;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.Sink;
import io.landlord.machine.trace.TraceEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Turns the trace into the history that users read. Keeps the newest lines, up to a bound: what is older is still in the
 * journal and can be folded anew. Not safe for use by several threads at once.
 */
public final class History implements Sink {
    private final int bound;
    private final Deque<ExecutionEvent> events = new ArrayDeque<>();
    private long sequence;

    /** @param bound how many lines are kept at the most */
    public History(int bound) {
        this.bound = bound;
    }

    /** The lines kept, oldest first. */
    public List<ExecutionEvent> events() {
        return List.copyOf(events);
    }

    /** The execution was moved to another version of its workflow; no event of the journal tells that. */
    public void moved(Instant at, String from, String to) {
        addExecution(
                at,
                Type.EXECUTION_MOVED,
                JsonNodeFactory.instance.objectNode().put("from", from).put("to", to),
                null);
    }

    @Override
    public void accept(TraceEvent event) {
        switch (event) {
            case TraceEvent.Started started -> {
                Type type = started.task().isRoot() ? Type.EXECUTION_STARTED : Type.TASK_STARTED;
                add(started.at(), type, started.path(), started.task(), started.input(), null);
            }
            case TraceEvent.Skipped skipped ->
                add(skipped.at(), Type.TASK_SKIPPED, skipped.path(), skipped.task(), skipped.input(), null);
            case TraceEvent.Retried retried ->
                add(retried.at(), Type.TASK_RETRIED, retried.path(), retried.task(), null, retried.error());
            case TraceEvent.Completed completed ->
                addTask(
                        completed.at(),
                        Type.TASK_COMPLETED,
                        completed.path(),
                        completed.task(),
                        completed.output(),
                        null);
            case TraceEvent.Failed failed ->
                addTask(failed.at(), Type.TASK_FAILED, failed.path(), failed.task(), null, failed.error());
            case TraceEvent.Cancelled cancelled ->
                addTask(cancelled.at(), Type.TASK_CANCELLED, cancelled.path(), cancelled.task(), null, null);
            case TraceEvent.Decided ignored -> {}
            case TraceEvent.ChildStarted started ->
                add(
                        started.at(),
                        Type.CHILD_STARTED,
                        started.path(),
                        started.task(),
                        JsonNodeFactory.instance.objectNode().put("executionId", started.execution()),
                        null);
            case TraceEvent.Received received ->
                addExecution(
                        received.at(), type(received.fate()), received.event().envelope(), null);
            case TraceEvent.Consumed consumed ->
                add(
                        consumed.at(),
                        Type.EVENT_CONSUMED,
                        consumed.path(),
                        consumed.task(),
                        consumed.event().envelope(),
                        null);
            case TraceEvent.Paused paused -> addExecution(paused.at(), Type.EXECUTION_PAUSED, null, null);
            case TraceEvent.Resumed resumed -> addExecution(resumed.at(), Type.EXECUTION_RESUMED, null, null);
            case TraceEvent.Compensating compensating ->
                addExecution(compensating.at(), Type.EXECUTION_COMPENSATING, null, null);
            case TraceEvent.Ended ended -> {
                Outcome outcome = ended.outcome();
                addExecution(ended.at(), ending(outcome), outcome.output(), outcome.error());
            }
        }
    }

    private static Type type(TraceEvent.Fate fate) {
        return switch (fate) {
            case ACCEPTED -> Type.EVENT_RECEIVED;
            case IGNORED -> Type.EVENT_IGNORED;
            case DROPPED -> Type.EVENT_DROPPED;
        };
    }

    private static Type ending(Outcome outcome) {
        return switch (outcome.state()) {
            case SUCCEEDED -> Type.EXECUTION_SUCCEEDED;
            case TIMED_OUT -> Type.EXECUTION_TIMED_OUT;
            case CANCELLED -> Type.EXECUTION_CANCELLED;
            case FAILED -> Type.EXECUTION_FAILED;
            case PENDING, RUNNING, PAUSED -> throw new IllegalArgumentException("not an ending: " + outcome.state());
        };
    }

    /** The root's own lines are those of the execution, which come with its end. */
    private void addTask(
            Instant at, Type type, Path path, Task task, @Nullable JsonNode data, @Nullable ExecutionError error) {
        if (!task.isRoot()) {
            add(at, type, path, task, data, error);
        }
    }

    private void addExecution(Instant at, Type type, @Nullable JsonNode data, @Nullable ExecutionError error) {
        add(new ExecutionEvent(++sequence, at, type, "", "", "", data, error));
    }

    private void add(
            Instant at, Type type, Path path, Task task, @Nullable JsonNode data, @Nullable ExecutionError error) {
        add(new ExecutionEvent(++sequence, at, type, path.toString(), task.pointer(), task.name(), data, error));
    }

    private void add(ExecutionEvent event) {
        events.addLast(event);
        if (events.size() > bound) {
            events.removeFirst();
        }
    }
}
