package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.machine.program.Block;
import io.landlord.machine.trace.TraceEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How an execution ends, and the compensation that comes before the end when it does not succeed. */
final class Endings {
    /** The ordinal of the scope in which a task is undone; no other scope has a negative one. */
    private static final int COMPENSATION = -1;

    private final Session session;

    Endings(Session session) {
        this.session = session;
    }

    void succeed(JsonNode output) {
        session.outcome = Outcome.succeeded(output);
        finish();
    }

    void fail(ExecutionError error) {
        end(Outcome.ended(Fault.isWorkflowTimeout(error) ? ExecutionState.TIMED_OUT : ExecutionState.FAILED, error));
    }

    /** Ends without success: undoes what completed, the newest first, then ends. */
    void end(Outcome outcome) {
        session.outcome = outcome;
        session.focus.becomeRoot();
        if (session.undoable.isEmpty()) {
            finish();
            return;
        }
        session.phase = State.Phase.COMPENSATING;
        session.tell(new TraceEvent.Compensating(session.now));
        session.focus.top(new Frame.Compensating(session.undoable.size() + 1, Cursor.START, null));
    }

    /** Goes on to the next task to undo, or ends. */
    void undoNext(Frame.Compensating done) {
        int left = done.left() - 1;
        if (left == 0) {
            finish();
            return;
        }
        Undoable undoable = session.undoable.get(left - 1);
        Frame.Compensating next = new Frame.Compensating(left, Cursor.START, null);
        Block block = block(undoable);
        if (block.size() == 0) {
            session.focus.top(next);
            return;
        }
        session.focus.top(new Frame.Enter(
                block.tasks().getFirst(),
                scope(next).child(0),
                undoable.input(),
                new Frame.Compensating(left, Cursor.START.at(0), null)));
    }

    /** The path of the scope in which the running compensation's tasks are. */
    Path scope(Frame.Compensating compensating) {
        return session.undoable.get(compensating.left() - 1).path().child(COMPENSATION);
    }

    Block block(Frame.Compensating compensating) {
        return block(session.undoable.get(compensating.left() - 1));
    }

    /** A compensation ended. The first error of any is kept, and the rest is still undone. */
    void undone(Frame.Compensating compensating, @Nullable ExecutionError error) {
        Outcome outcome = Objects.requireNonNull(session.outcome);
        ExecutionError first = outcome.compensationError() == null ? error : outcome.compensationError();
        session.outcome =
                new Outcome(outcome.state(), outcome.output(), outcome.error(), outcome.compensated() + 1, first);
        session.focus.top(new Frame.Compensating(compensating.left(), Cursor.START, null));
    }

    private Block block(Undoable undoable) {
        return Objects.requireNonNull(session.program.task(undoable.task()).compensation());
    }

    private void finish() {
        session.phase = State.Phase.ENDED;
        session.focus.becomeRoot();
        session.focus.top(null);
        session.tell(new TraceEvent.Ended(session.now, Objects.requireNonNull(session.outcome)));
    }
}
