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
    private final Listens listens;
    private final Completion completion;

    Tasks(Session session) {
        this.session = session;
        this.focus = session.focus;
        this.evaluator = session.evaluator;
        this.trials = new Trials(session);
        this.forks = new Forks(session);
        this.endings = new Endings(session);
        this.listens = new Listens(session);
        this.completion = new Completion(session, trials, forks, endings, listens);
    }

    /** Makes one step. The frame on top must be ready. */
    void step() {
        switch (Objects.requireNonNull(focus.top())) {
            case Frame.Enter enter -> enter(enter);
            case Frame.Returned returned -> completion.complete(returned);
            case Frame.Raised raised -> completion.fail(raised);
            case Frame.InFor inFor -> iterate(inFor);
            case Frame.InTry inTry -> trials.goOn(inTry);
            case Frame.Compensating compensating -> endings.undoNext(compensating);
            case Frame.InDo inDo -> throw notReady(inDo);
            case Frame.InFork inFork -> throw notReady(inFork);
            case Frame.InCall inCall -> new Calls(session).goOn(inCall);
            case Frame.InWait inWait -> throw notReady(inWait);
            case Frame.InRun inRun -> throw notReady(inRun);
            case Frame.InListen inListen -> listens.goOn(inListen);
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
                completion.leave(enter.parent(), enter.raw(), Flow.CONTINUE);
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
            case Action.Emit action ->
                new Calls(session).begin(at, new Emissions(session).event(at, action, variables), parent);
            case Action.Listen action -> listens.begin(at, action, parent);
            case Action.Run action -> {
                Frame.InRun run = new Frame.InRun(at, evaluator.value(action.input(), input, variables), parent);
                focus.top(run);
                session.emit(new OpenCommands(session.program).child(run));
            }
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
            focus.top(inFor.next(inFor.carry()));
            return;
        }
        Path scope = inFor.at().path().child(inFor.index());
        focus.top(new Frame.Enter(loop.block().tasks().getFirst(), scope.child(0), inFor.carry(), inFor.at(0)));
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
}
