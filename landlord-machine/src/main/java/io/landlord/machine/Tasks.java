package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The steps of tasks: begin, do, complete or fail, and what follows (dsl, "Task Flow" and "Data Flow"). Each step looks at
 * the frame on top of the focused strand and leaves another one there.
 */
final class Tasks {
    private final Session session;
    private final Focus focus;
    private final Evaluator evaluator;
    private final Trials trials;
    private final Forks forks;
    private final Endings endings;

    Tasks(Session session) {
        this.session = session;
        this.focus = session.focus;
        this.evaluator = session.evaluator;
        this.trials = new Trials(session);
        this.forks = new Forks(session);
        this.endings = new Endings(session);
    }

    /** Makes one step. The frame on top must be ready. */
    void step() {
        switch (Objects.requireNonNull(focus.top())) {
            case Frame.Enter enter -> enter(enter);
            case Frame.Returned returned -> complete(returned);
            case Frame.Raised raised -> fail(raised);
            case Frame.InFor inFor -> iterate(inFor);
            case Frame.InTry inTry -> trials.goOn(inTry);
            case Frame.Compensating compensating -> endings.undoNext(compensating);
            case Frame.InDo inDo -> throw notReady(inDo);
            case Frame.InFork inFork -> throw notReady(inFork);
            case Frame.InCall inCall -> new Calls(session).goOn(inCall);
            case Frame.InWait inWait -> throw notReady(inWait);
        }
    }

    private static IllegalStateException notReady(Frame frame) {
        return new IllegalStateException("the frame waits for an event: " + frame);
    }

    private void enter(Frame.Enter enter) {
        Task task = session.program.task(enter.task());
        At at = new At(enter.task(), enter.path(), enter.raw(), enter.raw(), session.now, null);
        try {
            Variables raw = new Variables(session, at, enter.parent());
            if (task.condition() != null && !evaluator.holds(task.condition(), enter.raw(), raw)) {
                session.tell(new TraceEvent.Skipped(session.now, at.path(), task, at.raw()));
                leave(enter.parent(), enter.raw(), Flow.CONTINUE);
                return;
            }
            at = at.withInput(evaluator.transform(task.inputFrom(), enter.raw(), raw));
            if (task.isRoot()) {
                focus.context(at.input());
            }
            Variables variables = new Variables(session, at, enter.parent());
            at = at.withDeadline(deadline(task, at, variables));
            session.tell(new TraceEvent.Started(session.now, at.path(), task, at.input()));
            if (at.deadline() != null) {
                session.emit(new Command.StartTimer(at.deadlineId(), at.deadline()));
            }
            begin(task, at, new Variables(session, at, enter.parent()), enter.parent());
        } catch (Fault fault) {
            focus.top(new Frame.Raised(at, fault.error(), List.of(), enter.parent()));
        }
    }

    private @Nullable Instant deadline(Task task, At at, Variables variables) {
        Instant own = task.timeout() == null
                ? null
                : session.now.plus(evaluator.duration(task.timeout(), at.input(), variables));
        Duration limit = task.isRoot() ? session.program.limit() : null;
        if (limit == null) {
            return own;
        }
        Instant deployed = session.now.plus(limit);
        return own == null || deployed.isBefore(own) ? deployed : own;
    }

    private void begin(Task task, At at, Variables variables, @Nullable Frame parent) {
        JsonNode input = at.input();
        switch (task.action()) {
            case Action.Do action -> beginBlock(at, action.block(), parent);
            case Action.Set action -> returned(at, evaluator.value(action.value(), input, variables), null, parent);
            case Action.Switch action -> returned(at, input, choose(action, input, variables), parent);
            case Action.For action -> {
                JsonNode items = evaluator.value(action.in(), input, variables);
                if (!items.isArray()) {
                    throw new Fault(Fault.standard(
                            StandardError.EXPRESSION,
                            task,
                            "for.in must give an array, not "
                                    + items.getNodeType().name().toLowerCase(Locale.ROOT)));
                }
                focus.top(new Frame.InFor(at, items, 0, input, Cursor.START, parent));
            }
            case Action.Fork action -> forks.begin(at, action, parent);
            case Action.Try ignored ->
                trials.attempt(new Frame.InTry(at, Frame.TryPhase.AGAIN, List.of(), null, null, Cursor.START, parent));
            case Action.Raise action -> throw new Fault(raise(task, action, input, variables));
            case Action.Wait action -> {
                Duration delay = evaluator.duration(action.delay(), input, variables);
                if (delay.isZero()) {
                    returned(at, input, null, parent);
                } else {
                    Frame.InWait wait = new Frame.InWait(at, session.now.plus(delay), parent);
                    focus.top(wait);
                    session.emit(new Command.StartTimer(wait.id(), wait.until()));
                }
            }
            case Action.Call action ->
                new Calls(session).begin(at, evaluator.value(action.arguments(), input, variables), parent);
        }
    }

    private void beginBlock(At at, Block block, @Nullable Frame parent) {
        if (block.size() == 0) {
            returned(at, at.input(), null, parent);
            return;
        }
        Frame.InDo inDo = new Frame.InDo(at, Cursor.START.at(0), parent);
        focus.top(new Frame.Enter(block.tasks().getFirst(), at.path().child(0), at.input(), inDo));
    }

    private @Nullable Flow choose(Action.Switch action, JsonNode input, Variables variables) {
        Flow otherwise = null;
        for (Action.Case candidate : action.cases()) {
            if (candidate.when() == null) {
                otherwise = candidate.then();
            } else if (evaluator.holds(candidate.when(), input, variables)) {
                return candidate.then();
            }
        }
        return otherwise;
    }

    private void iterate(Frame.InFor inFor) {
        Task task = session.task(inFor.at());
        Action.For loop = (Action.For) task.action();
        if (inFor.index() >= inFor.items().size()) {
            returned(inFor.at(), inFor.carry(), null, inFor.parent());
            return;
        }
        if (loop.condition() != null) {
            Map<String, JsonNode> bound =
                    Map.of(loop.each(), inFor.items().get(inFor.index()), loop.at(), Json.number(inFor.index()));
            try {
                if (!evaluator.holds(
                        loop.condition(), inFor.carry(), new Variables(session, inFor.at(), inFor.parent(), bound))) {
                    returned(inFor.at(), inFor.carry(), null, inFor.parent());
                    return;
                }
            } catch (Fault fault) {
                focus.top(new Frame.Raised(inFor.at(), fault.error(), List.of(), inFor.parent()));
                return;
            }
        }
        if (loop.block().size() == 0) {
            focus.top(nextIteration(inFor, inFor.carry()));
            return;
        }
        Path scope = inFor.at().path().child(inFor.index());
        focus.top(new Frame.Enter(loop.block().tasks().getFirst(), scope.child(0), inFor.carry(), at(inFor, 0)));
    }

    private static Frame.InFor at(Frame.InFor inFor, int position) {
        return new Frame.InFor(
                inFor.at(),
                inFor.items(),
                inFor.index(),
                inFor.carry(),
                inFor.cursor().at(position),
                inFor.parent());
    }

    private static Frame.InFor nextIteration(Frame.InFor inFor, JsonNode carry) {
        return new Frame.InFor(inFor.at(), inFor.items(), inFor.index() + 1, carry, Cursor.START, inFor.parent());
    }

    private ExecutionError raise(Task task, Action.Raise action, JsonNode input, Variables variables) {
        JsonNode type = evaluator.value(action.type(), input, variables);
        JsonNode status = evaluator.value(action.status(), input, variables);
        if (!type.isString() || !status.isIntegralNumber()) {
            return Fault.standard(
                    StandardError.EXPRESSION, task, "an error needs a type that is text and a status that is a number");
        }
        return new ExecutionError(
                type.stringValue(),
                text(action.title() == null ? null : evaluator.value(action.title(), input, variables)),
                status.intValue(),
                text(action.detail() == null ? null : evaluator.value(action.detail(), input, variables)),
                task.pointer(),
                null,
                false);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private void returned(At at, JsonNode output, @Nullable Flow flow, @Nullable Frame parent) {
        focus.top(new Frame.Returned(at, output, flow, List.of(), parent));
    }

    private void complete(Frame.Returned returned) {
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

    private void fail(Frame.Raised raised) {
        At at = raised.at();
        cancelDeadline(at);
        session.tell(new TraceEvent.Failed(
                session.now, at.path(), session.task(at), at.input(), raised.error(), raised.failed()));
        switch (raised.parent()) {
            case null -> strandFailed(raised.error());
            case Frame.InDo inDo -> focus.top(new Frame.Raised(inDo.at(), raised.error(), List.of(), inDo.parent()));
            case Frame.InFor inFor ->
                focus.top(new Frame.Raised(inFor.at(), raised.error(), List.of(), inFor.parent()));
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
    private void leave(@Nullable Frame scope, JsonNode output, Flow flow) {
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
                    returned(inDo.at(), output, null, inDo.parent());
                } else {
                    Frame.InDo inside = new Frame.InDo(inDo.at(), inDo.cursor().at(next), inDo.parent());
                    enterNext(block, next, inDo.at().path(), inDo.cursor(), output, inside);
                }
            }
            case Frame.InFor inFor -> {
                Block block = ((Action.For) session.task(inFor.at()).action()).block();
                int next = next(flow, inFor.cursor(), block);
                if (next < 0) {
                    focus.top(nextIteration(inFor, output));
                } else {
                    Path path = inFor.at().path().child(inFor.index());
                    enterNext(block, next, path, inFor.cursor(), output, at(inFor, next));
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
            returned(root.at(), output, Flow.CONTINUE, null);
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
