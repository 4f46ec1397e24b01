package io.landlord.machine;

import io.landlord.machine.trace.TraceEvent;
import org.jspecify.annotations.Nullable;

/** Leaves work behind: takes back what was asked of the host and tells that the activations were cancelled. */
final class Abandonment {
    private final Session session;
    private final OpenCommands open;

    Abandonment(Session session) {
        this.session = session;
        this.open = new OpenCommands(session.program);
    }

    /** Abandons everything above this frame of the focused strand, or all of the strand when there is no frame. */
    void abandonAbove(@Nullable Frame frame) {
        abandon(session.focus.top(), frame);
        session.dropPlansBelow(session.focus.route());
    }

    /** Abandons what the frame itself waits for: a call, a timer, branches. Its activation goes on. */
    void abandonWork(Frame frame) {
        At at = frame.activation();
        open.collect(frame, frame.parent(), command -> {
            boolean ownDeadline = at != null && command.id().equals(at.deadlineId());
            if (!ownDeadline) {
                session.emit(new Command.Cancel(command.id()));
            }
        });
        if (frame instanceof Frame.InFork fork) {
            fork.branches().forEach(branch -> tellCancelled(branch.top(), null));
            session.tell(new TraceEvent.Decided(session.now, fork.at().path(), session.task(fork.at()), -1));
        }
    }

    /** Abandons a branch of a fork that was decided. */
    void abandonBranch(Strand branch) {
        abandon(branch.top(), null);
    }

    private void abandon(@Nullable Frame from, @Nullable Frame until) {
        open.collect(from, until, command -> session.emit(new Command.Cancel(command.id())));
        tellCancelled(from, until);
    }

    private void tellCancelled(@Nullable Frame from, @Nullable Frame until) {
        for (Frame frame = from; frame != null && frame != until; frame = frame.parent()) {
            if (frame instanceof Frame.InFork fork) {
                fork.branches().forEach(branch -> tellCancelled(branch.top(), null));
                session.tell(new TraceEvent.Decided(session.now, fork.at().path(), session.task(fork.at()), -1));
            }
            At at = frame.activation();
            if (at != null) {
                session.tell(new TraceEvent.Cancelled(session.now, at.path(), session.task(at), at.input()));
            }
        }
    }
}
