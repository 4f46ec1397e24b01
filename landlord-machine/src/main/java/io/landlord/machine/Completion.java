package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The end of tasks: their output is transformed and exported, or their error goes up, and what follows is decided (dsl,
 * "Data Flow" and "Task Flow").
 */
final class Completion {
    private final Session session;
    private final Focus focus;
    private final Evaluator evaluator;
    private final Trials trials;
    private final Forks forks;
    private final Endings endings;
    private final Listens listens;

    Completion(Session session, Trials trials, Forks forks, Endings endings, Listens listens) {
        this.session = session;
        this.focus = session.focus;
        this.evaluator = session.evaluator;
        this.trials = trials;
        this.forks = forks;
        this.endings = endings;
        this.listens = listens;
    }

    void complete(Frame.Returned returned) {
        At at = returned.at();
        Task task = session.task(at);
        JsonNode output;
        try {
            Map<String, JsonNode> raw = Map.of(Variables.RAW_OUTPUT, returned.output());
            output = evaluator.transform(
                    task.outputAs(), returned.output(), new Variables(session, at, returned.parent(), raw));
            if (task.exportAs() != null) {
                Map<String, JsonNode> both = Map.of(Variables.RAW_OUTPUT, returned.output(), "output", output);
                focus.context(
                        evaluator.value(task.exportAs(), output, new Variables(session, at, returned.parent(), both)));
            }
        } catch (Fault fault) {
            focus.top(new Frame.Raised(at, fault.error(), returned.failed(), returned.parent()));
            return;
        }
        completed(at, output, returned.failed());
        leave(returned.parent(), output, returned.flow() == null ? task.then() : returned.flow());
    }

    private void completed(At at, JsonNode output, List<FailedAttempt> failed) {
        Task task = session.task(at);
        cancelDeadline(at);
        if (task.compensation() != null && session.phase == State.Phase.RUNNING) {
            session.completed(new Undoable(at.task(), at.path(), at.input(), output));
        }
        session.tell(new TraceEvent.Completed(session.now, at.path(), task, at.input(), output, failed));
    }

    void fail(Frame.Raised raised) {
        At at = raised.at();
        cancelDeadline(at);
        session.tell(new TraceEvent.Failed(
                session.now, at.path(), session.task(at), at.input(), raised.error(), raised.failed()));
        switch (raised.parent()) {
            case null -> strandFailed(raised.error());
            case Frame.InDo inDo -> focus.top(new Frame.Raised(inDo.at(), raised.error(), List.of(), inDo.parent()));
            case Frame.InFor inFor ->
                focus.top(new Frame.Raised(inFor.at(), raised.error(), List.of(), inFor.parent()));
            case Frame.InListen inListen ->
                focus.top(new Frame.Raised(inListen.at(), raised.error(), List.of(), inListen.parent()));
            case Frame.InTry inTry -> failedIn(inTry, raised.error());
            case Frame.Compensating compensating -> endings.undone(compensating, raised.error());
            case Frame frame -> throw noScope(frame);
        }
    }

    private void failedIn(Frame.InTry inTry, ExecutionError error) {
        if (inTry.phase() == Frame.TryPhase.TRYING) {
            trials.caught(inTry, error);
        } else {
            focus.top(new Frame.Raised(inTry.at(), error, inTry.failed(), inTry.parent()));
        }
    }

    private void strandFailed(ExecutionError error) {
        if (focus.depth() > 0) {
            forks.branchEnded(new Strand.End.Fault(error));
        } else {
            endings.fail(error);
        }
    }

    /** A task of this scope is over; decides what runs next. */
    void leave(@Nullable Frame scope, JsonNode output, Flow flow) {
        if (flow instanceof Flow.End) {
            endWorkflow(scope, output);
            return;
        }
        switch (scope) {
            case null -> strandCompleted(output);
            case Frame.InDo inDo -> {
                Block block = ((Action.Do) session.task(inDo.at()).action()).block();
                int next = next(flow, inDo.cursor(), block);
                if (next < 0) {
                    focus.top(new Frame.Returned(inDo.at(), output, null, List.of(), inDo.parent()));
                } else {
                    Frame.InDo inside = new Frame.InDo(inDo.at(), inDo.cursor().at(next), inDo.parent());
                    enterNext(block, next, inDo.at().path(), inDo.cursor(), output, inside);
                }
            }
            case Frame.InFor inFor -> {
                Block block = ((Action.For) session.task(inFor.at()).action()).block();
                int next = next(flow, inFor.cursor(), block);
                if (next < 0) {
                    focus.top(inFor.next(output));
                } else {
                    Path path = inFor.at().path().child(inFor.index());
                    enterNext(block, next, path, inFor.cursor(), output, inFor.at(next));
                }
            }
            case Frame.InListen inListen -> {
                Block block = block(inListen);
                int next = next(flow, inListen.cursor(), block);
                if (next < 0) {
                    listens.iterated(inListen, output);
                } else {
                    Path path = inListen.at().path().child(inListen.heard().count());
                    enterNext(block, next, path, inListen.cursor(), output, inListen.at(next));
                }
            }
            case Frame.InTry inTry -> {
                Block block = trials.block(inTry);
                int next = next(flow, inTry.cursor(), block);
                if (next < 0) {
                    focus.top(trials.ended(inTry, output));
                } else {
                    enterNext(block, next, inTry.scope(), inTry.cursor(), output, Trials.at(inTry, next));
                }
            }
            case Frame.Compensating compensating -> {
                Block block = endings.block(compensating);
                int next = next(flow, compensating.cursor(), block);
                if (next < 0) {
                    endings.undone(compensating, null);
                } else {
                    Frame inside = new Frame.Compensating(
                            compensating.left(), compensating.cursor().at(next), null);
                    enterNext(block, next, endings.scope(compensating), compensating.cursor(), output, inside);
                }
            }
            case Frame frame -> throw noScope(frame);
        }
    }

    private Block block(Frame.InListen inListen) {
        Action.Listen listen = (Action.Listen) session.task(inListen.at()).action();
        return Objects.requireNonNull(listen.how().each()).block();
    }

    private void enterNext(Block block, int next, Path scope, Cursor cursor, JsonNode input, Frame inside) {
        focus.top(new Frame.Enter(block.tasks().get(next), scope.child(cursor.entries()), input, inside));
    }

    /** The position that comes next in a block; negative for its end. */
    private static int next(Flow flow, Cursor cursor, Block block) {
        return switch (flow) {
            case Flow.Continue ignored -> cursor.position() + 1 < block.size() ? cursor.position() + 1 : -1;
            case Flow.To to -> to.position();
            case Flow.Exit ignored -> -1;
            case Flow.End ignored -> -1;
        };
    }

    private void strandCompleted(JsonNode output) {
        if (focus.depth() > 0) {
            forks.branchEnded(new Strand.End.Output(output));
        } else {
            endings.succeed(output);
        }
    }

    /** {@code end}: every scope around the task is left at once, and the output goes straight to the end of the workflow. */
    private void endWorkflow(@Nullable Frame scope, JsonNode output) {
        Frame outermost = leaveScopes(scope, output);
        JsonNode context = focus.context();
        while (focus.depth() > 0) {
            outermost = leaveScopes(forks.decideByEnd(), output);
        }
        focus.context(context);
        if (outermost instanceof Frame.Compensating compensating) {
            endings.undone(compensating, null);
        } else if (outermost instanceof Frame.InDo root) {
            focus.top(new Frame.Returned(root.at(), output, Flow.CONTINUE, List.of(), null));
        } else {
            throw new IllegalStateException("every strand begins in the root's block, not in " + outermost);
        }
    }

    /** Leaves the scopes of a strand as completed, but for the workflow itself; gives the outermost. */
    private @Nullable Frame leaveScopes(@Nullable Frame innermost, JsonNode output) {
        Frame outermost = null;
        for (Frame frame = innermost; frame != null; frame = frame.parent()) {
            At at = frame.activation();
            if (at != null && at.path().depth() > 0) {
                if (frame instanceof Frame.InTry inTry && inTry.until() != null) {
                    session.emit(new Command.Cancel(inTry.timerId()));
                }
                completed(at, output, frame instanceof Frame.InTry inTry ? inTry.failed() : List.of());
            }
            outermost = frame;
        }
        return outermost;
    }

    private void cancelDeadline(At at) {
        if (at.deadline() != null) {
            session.emit(new Command.Cancel(at.deadlineId()));
        }
    }

    private static IllegalStateException noScope(Frame frame) {
        return new IllegalStateException("no task can be in " + frame);
    }
}
