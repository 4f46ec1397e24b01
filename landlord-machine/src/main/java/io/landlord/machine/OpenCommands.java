package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The commands that a frame waits for. They follow from the frame, so none has to be kept. */
final class OpenCommands {
    private final Program program;

    OpenCommands(Program program) {
        this.program = program;
    }

    /** Those of a strand and of everything below it. */
    void collect(Strand strand, Consumer<Command> commands) {
        collect(strand.top(), null, commands);
    }

    /** Those of the frames from this one down to, but without, the other, and of everything in their forks. */
    void collect(@Nullable Frame from, @Nullable Frame until, Consumer<Command> commands) {
        for (Frame frame = from; frame != null && frame != until; frame = frame.parent()) {
            collectOf(frame, commands);
            if (frame instanceof Frame.InFork fork) {
                fork.branches().forEach(branch -> collect(branch, commands));
            }
        }
    }

    private void collectOf(Frame frame, Consumer<Command> commands) {
        At at = frame.activation();
        if (at != null && at.deadline() != null) {
            commands.accept(new Command.StartTimer(at.deadlineId(), at.deadline()));
        }
        switch (frame) {
            case Frame.InCall inCall -> {
                if (!inCall.due()) {
                    commands.accept(call(inCall));
                }
            }
            case Frame.InWait inWait -> commands.accept(new Command.StartTimer(inWait.id(), inWait.until()));
            case Frame.InRun inRun -> commands.accept(child(inRun));
            case Frame.InTry inTry -> {
                if (inTry.until() != null) {
                    commands.accept(new Command.StartTimer(inTry.timerId(), inTry.until()));
                }
            }
            case Frame.Enter ignored -> {}
            case Frame.Returned ignored -> {}
            case Frame.Raised ignored -> {}
            case Frame.InDo ignored -> {}
            case Frame.InFor ignored -> {}
            case Frame.InFork ignored -> {}
            case Frame.InListen ignored -> {}
            case Frame.Compensating ignored -> {}
        }
    }

    Command child(Frame.InRun inRun) {
        Task task = program.task(inRun.at().task());
        Action.Run run = (Action.Run) task.action();
        return new Command.StartChild(inRun.id(), task.pointer(), run.workflow(), inRun.input(), run.await());
    }

    /** What an activation in a call that is not due asks for: the call or the publishing, or the delay before it. */
    Command call(Frame.InCall inCall) {
        if (inCall.until() != null) {
            return new Command.StartTimer(inCall.id(), inCall.until());
        }
        Task task = program.task(inCall.at().task());
        if (task.action() instanceof Action.Emit) {
            EventMessage event = new EventMessage(inCall.arguments());
            return new Command.Publish(
                    inCall.id(), task.pointer(), event, inCall.at().deadline());
        }
        Action.Call call = (Action.Call) task.action();
        return new Command.Call(
                inCall.id(),
                task.pointer(),
                call.handler(),
                inCall.arguments(),
                call.policy().timeout(),
                inCall.at().deadline());
    }
}
