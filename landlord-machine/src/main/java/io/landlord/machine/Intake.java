package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** Takes an event in: finds the frame that waits for it and makes it ready. What follows is the work of the steps. */
final class Intake {
    /** The type of the error of an execution that was cancelled on request. */
    private static final String CANCELLED = "urn:landlord:error:cancelled";

    private static final int CANCELLED_STATUS = 499;

    private final Session session;
    private final Focus focus;
    private final Abandonment abandonment;

    Intake(Session session) {
        this.session = session;
        this.focus = session.focus;
        this.abandonment = new Abandonment(session);
    }

    void take(Event event) {
        boolean first = event instanceof Event.Started;
        if (first != (session.phase == State.Phase.NEW)) {
            throw new IllegalStateException("an execution starts with its first event and only with it: " + event);
        }
        if (event.at().isAfter(session.now)) {
            session.now = event.at();
        }
        if (session.phase == State.Phase.ENDED) {
            return;
        }
        switch (event) {
            case Event.Started started -> start(started);
            case Event.CallDone done -> callDone(done);
            case Event.CallFailed failed -> callFailed(failed);
            case Event.ChildStarted started -> childStarted(started);
            case Event.ChildDone done -> childDone(done);
            case Event.ChildFailed failed -> childFailed(failed);
            case Event.TimerFired fired -> timerFired(fired.id());
            case Event.Received received -> received(received.event());
            case Event.CancelRequested cancel -> cancel(cancel.reason());
            case Event.PauseRequested ignored -> pause();
            case Event.ResumeRequested ignored -> resume();
        }
    }

    private void start(Event.Started started) {
        session.execution = started.execution();
        session.startedAt = started.at();
        session.input = started.input();
        session.phase = State.Phase.RUNNING;
        focus.context(started.input());
        focus.top(new Frame.Enter(0, Path.ROOT, started.input(), null));
    }

    private void callDone(Event.CallDone done) {
        if (topOf(done.id()) instanceof Frame.InCall call && isOpen(call, done.id())) {
            boolean published = session.task(call.at()).action() instanceof Action.Emit;
            JsonNode output = published ? call.arguments() : done.result();
            focus.top(new Frame.Returned(call.at(), output, null, call.failed(), call.parent()));
        }
    }

    /** The event goes to the inbox, from which every listener takes what it wants when it is its turn. */
    private void received(EventMessage event) {
        session.inbox = session.inbox.swept(focus.root());
        if (session.inbox.knows(event) || !Matching.concerns(session.program, event)) {
            session.tell(new TraceEvent.Received(session.now, event, TraceEvent.Fate.IGNORED));
            return;
        }
        session.tell(new TraceEvent.Received(session.now, event, TraceEvent.Fate.ACCEPTED));
        if (session.inbox.isFull()) {
            EventMessage oldest = session.inbox.letters().getFirst().event();
            session.tell(new TraceEvent.Received(session.now, oldest, TraceEvent.Fate.DROPPED));
        }
        session.inbox = session.inbox.with(event);
        List<int[]> listeners = new ArrayList<>();
        collectListeners(focus.root(), new int[0], event, listeners);
        for (int[] route : listeners) {
            if (focus.moveTo(route) && focus.top() instanceof Frame.InListen inListen) {
                focus.top(inListen.woken());
            }
        }
        session.planAll();
    }

    private void collectListeners(Strand strand, int[] route, EventMessage event, List<int[]> listeners) {
        if (strand.top() instanceof Frame.InListen inListen
                && session.task(inListen.at()).action() instanceof Action.Listen listen
                && Matching.concerns(listen, event)) {
            listeners.add(route);
        } else if (strand.top() instanceof Frame.InFork fork) {
            for (int branch = 0; branch < fork.branches().size(); branch++) {
                int[] below = Arrays.copyOf(route, route.length + 1);
                below[route.length] = branch;
                collectListeners(fork.branches().get(branch), below, event, listeners);
            }
        }
    }

    private void callFailed(Event.CallFailed failed) {
        if (topOf(failed.id()) instanceof Frame.InCall call && isOpen(call, failed.id())) {
            new Calls(session).attemptFailed(call, failed.failure());
        }
    }

    private void childStarted(Event.ChildStarted started) {
        Frame.InRun run = openRun(started.id());
        if (run == null) {
            return;
        }
        Task task = session.task(run.at());
        session.tell(new TraceEvent.ChildStarted(session.now, run.at().path(), task, started.execution()));
        if (!((Action.Run) task.action()).await()) {
            focus.top(new Frame.Returned(run.at(), run.at().input(), null, List.of(), run.parent()));
        }
    }

    private void childDone(Event.ChildDone done) {
        Frame.InRun run = openRun(done.id());
        if (run != null) {
            boolean returns = ((Action.Run) session.task(run.at()).action()).returns();
            JsonNode output = returns ? done.output() : NullNode.getInstance();
            focus.top(new Frame.Returned(run.at(), output, null, List.of(), run.parent()));
        }
    }

    /** The error is the child's; its place is the task, for the child's pointer means nothing in this definition. */
    private void childFailed(Event.ChildFailed failed) {
        Frame.InRun run = openRun(failed.id());
        if (run != null) {
            ExecutionError own = failed.error();
            ExecutionError error = new ExecutionError(
                    StandardError.canonicalType(own.type()),
                    own.title(),
                    own.status(),
                    own.detail(),
                    session.task(run.at()).pointer(),
                    own.handler(),
                    own.retryable());
            focus.top(new Frame.Raised(run.at(), error, List.of(), run.parent()));
        }
    }

    private Frame.@Nullable InRun openRun(CommandId id) {
        return topOf(id) instanceof Frame.InRun run && run.id().equals(id) ? run : null;
    }

    private void timerFired(CommandId id) {
        switch (id.purpose()) {
            case CALL, CHILD -> {}
            case WAIT -> waitOver(id);
            case BACKOFF -> delayOver(id);
            case DEADLINE -> deadlinePassed(id);
            case ATTEMPT -> attemptTooLong(id);
        }
    }

    private void waitOver(CommandId id) {
        if (topOf(id) instanceof Frame.InWait wait && wait.id().equals(id)) {
            focus.top(new Frame.Returned(wait.at(), wait.at().input(), null, List.of(), wait.parent()));
        }
    }

    private void delayOver(CommandId id) {
        Frame top = topOf(id);
        if (top instanceof Frame.InCall call && isOpen(call, id)) {
            focus.top(call.with(null, true));
        } else if (top instanceof Frame.InTry inTry
                && inTry.phase() == Frame.TryPhase.WAITING
                && inTry.timerId().equals(id)) {
            focus.top(inTry.with(Frame.TryPhase.AGAIN, null));
        }
    }

    private static boolean isOpen(Frame.InCall call, CommandId id) {
        return !call.due() && call.id().equals(id);
    }

    private void deadlinePassed(CommandId id) {
        Frame frame = frameOf(id.path());
        At at = frame == null ? null : frame.activation();
        if (frame == null || at == null || at.deadline() == null) {
            return;
        }
        abandonment.abandonAbove(frame);
        abandonment.abandonWork(frame);
        Task task = session.task(at);
        String detail = "the " + (task.isRoot() ? "workflow" : "task") + " took longer than its timeout";
        ExecutionError error = Fault.standard(StandardError.TIMEOUT, task, detail);
        focus.top(new Frame.Raised(at.withDeadline(null), error, frame.failedAttempts(), frame.parent()));
    }

    private void attemptTooLong(CommandId id) {
        if (!(frameOf(id.path()) instanceof Frame.InTry inTry)
                || inTry.phase() != Frame.TryPhase.TRYING
                || inTry.until() == null
                || !inTry.timerId().equals(id)) {
            return;
        }
        abandonment.abandonAbove(inTry);
        focus.top(inTry.with(Frame.TryPhase.OVERDUE, null));
    }

    private void cancel(String reason) {
        if (session.phase != State.Phase.RUNNING) {
            return;
        }
        focus.ascendToRoot();
        abandonment.abandonAbove(null);
        session.paused = false;
        ExecutionError error = new ExecutionError(
                CANCELLED, "Cancelled", CANCELLED_STATUS, reason, Fault.instance(session.program.root()), null, false);
        new Endings(session).end(Outcome.ended(ExecutionState.CANCELLED, error));
    }

    private void pause() {
        if (!session.paused) {
            session.paused = true;
            session.tell(new TraceEvent.Paused(session.now));
        }
    }

    private void resume() {
        if (session.paused) {
            session.paused = false;
            session.tell(new TraceEvent.Resumed(session.now));
        }
    }

    /** The top of the strand in which this activation is, with the focus on that strand. */
    private @Nullable Frame topOf(CommandId id) {
        descendTo(id.path());
        return focus.top();
    }

    /** The frame of this activation, with the focus on its strand. */
    private @Nullable Frame frameOf(Path path) {
        descendTo(path);
        for (Frame frame = focus.top(); frame != null; frame = frame.parent()) {
            At at = frame.activation();
            if (at != null && at.path().equals(path)) {
                return frame;
            }
        }
        return null;
    }

    private void descendTo(Path path) {
        focus.ascendToRoot();
        while (focus.top() instanceof Frame.InFork fork
                && path.depth() > fork.at().path().depth()
                && path.isWithin(fork.at().path())) {
            int branch = path.prefix(fork.at().path().depth() + 1).ordinal();
            if (branch >= fork.branches().size()) {
                return;
            }
            focus.descend(branch);
        }
    }
}
