package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Catch;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Retry;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a {@code try} does with errors: filters them, runs its block again, handles them (dsl-reference, "Try"). */
final class Trials {
    private final Session session;
    private final Evaluator evaluator;

    Trials(Session session) {
        this.session = session;
        this.evaluator = session.evaluator;
    }

    /** Does what a frame that is ready is about to do. */
    void goOn(Frame.InTry inTry) {
        if (inTry.phase() != Frame.TryPhase.OVERDUE) {
            attempt(inTry);
            return;
        }
        Task task = session.task(inTry.at());
        caught(
                inTry,
                Fault.standard(StandardError.TIMEOUT, task, "the attempt took longer than the retry policy allows"));
    }

    /** Runs the block for the first time or again; the frame says how often it failed. */
    void attempt(Frame.InTry inTry) {
        Action.Try action = action(inTry);
        Retry retry = action.handling().retry();
        Instant until = null;
        if (retry != null && retry.attemptDuration() != null) {
            try {
                until = session.now.plus(
                        evaluator.duration(retry.attemptDuration(), inTry.at().input(), variables(inTry, Map.of())));
            } catch (Fault fault) {
                raise(inTry, fault.error());
                return;
            }
        }
        Frame.InTry trying = new Frame.InTry(
                inTry.at(), Frame.TryPhase.TRYING, inTry.failed(), null, until, Cursor.START, inTry.parent());
        if (until != null) {
            session.emit(new Command.StartTimer(trying.timerId(), until));
        }
        enter(trying, action.block());
    }

    /** An error came out of the block. */
    void caught(Frame.InTry inTry, ExecutionError error) {
        if (inTry.until() != null) {
            session.emit(new Command.Cancel(inTry.timerId()));
        }
        Catch handling = action(inTry).handling();
        JsonNode node = Variables.error(error);
        JsonNode input = inTry.at().input();
        Variables variables = variables(inTry, Map.of(handling.as(), node));
        try {
            boolean handled = matches(handling.filter(), node, input, variables)
                    && evaluator.agree(handling.when(), handling.exceptWhen(), input, variables);
            if (!handled) {
                raise(inTry, error);
            } else if (handling.retry() == null) {
                handle(inTry, handling, node);
            } else {
                retry(inTry, handling, handling.retry(), error, node, variables);
            }
        } catch (Fault fault) {
            raise(inTry, fault.error());
        }
    }

    private void retry(
            Frame.InTry inTry, Catch handling, Retry retry, ExecutionError error, JsonNode node, Variables variables) {
        Instant next = nextAttempt(inTry, retry, variables);
        if (next != null) {
            again(inTry, error, next);
        } else if (handling.block() != null) {
            handle(inTry, handling, node);
        } else {
            raise(inTry, error);
        }
    }

    private void again(Frame.InTry inTry, ExecutionError error, Instant next) {
        List<FailedAttempt> failed = new ArrayList<>(inTry.failed());
        failed.add(FailedAttempt.of(error));
        boolean waits = next.isAfter(session.now);
        Frame.InTry frame = new Frame.InTry(
                inTry.at(),
                waits ? Frame.TryPhase.WAITING : Frame.TryPhase.AGAIN,
                failed,
                null,
                waits ? next : null,
                Cursor.START,
                inTry.parent());
        session.tell(new TraceEvent.Retried(session.now, inTry.at().path(), session.task(inTry.at()), error, next));
        session.focus.top(frame);
        if (waits) {
            session.emit(new Command.StartTimer(frame.timerId(), next));
        }
    }

    /** When the block runs again; {@code null} when it does not. */
    private @Nullable Instant nextAttempt(Frame.InTry inTry, Retry retry, Variables variables) {
        JsonNode input = inTry.at().input();
        int rerun = inTry.failed().size() + 1;
        if (retry.count() != null && rerun > retry.count()
                || !evaluator.agree(retry.when(), retry.exceptWhen(), input, variables)) {
            return null;
        }
        Instant next = session.now.plus(delay(inTry, retry, rerun, variables));
        if (retry.duration() != null) {
            Duration limit = evaluator.duration(retry.duration(), input, variables);
            if (next.isAfter(inTry.at().startedAt().plus(limit))) {
                return null;
            }
        }
        return next;
    }

    private Duration delay(Frame.InTry inTry, Retry retry, int rerun, Variables variables) {
        JsonNode input = inTry.at().input();
        long delay = retry.delay() == null
                ? 0
                : evaluator.duration(retry.delay(), input, variables).toMillis();
        long from = 0;
        long to = 0;
        if (retry.jitter() != null) {
            from = evaluator.duration(retry.jitter().from(), input, variables).toMillis();
            to = evaluator.duration(retry.jitter().to(), input, variables).toMillis();
        }
        return OwnRetry.delay(
                retry.backoff(), delay, from, to, session.execution, inTry.at().path(), rerun);
    }

    private void handle(Frame.InTry inTry, Catch handling, JsonNode error) {
        Flow then = handling.then();
        Block block = handling.block();
        if (block == null) {
            session.focus.top(new Frame.Returned(inTry.at(), inTry.at().input(), then, inTry.failed(), inTry.parent()));
            return;
        }
        enter(
                new Frame.InTry(
                        inTry.at(), Frame.TryPhase.CATCHING, inTry.failed(), error, null, Cursor.START, inTry.parent()),
                block);
    }

    private void enter(Frame.InTry inTry, Block block) {
        if (block.size() == 0) {
            session.focus.top(ended(inTry, inTry.at().input()));
            return;
        }
        Frame.InTry inside = at(inTry, 0);
        session.focus.top(new Frame.Enter(
                block.tasks().getFirst(), inTry.scope().child(0), inTry.at().input(), inside));
    }

    /** The frame with its cursor at this position. */
    static Frame.InTry at(Frame.InTry inTry, int position) {
        return new Frame.InTry(
                inTry.at(),
                inTry.phase(),
                inTry.failed(),
                inTry.error(),
                inTry.until(),
                inTry.cursor().at(position),
                inTry.parent());
    }

    /** The block or {@code catch.do} came to its end with this output. */
    Frame.Returned ended(Frame.InTry inTry, JsonNode output) {
        if (inTry.until() != null) {
            session.emit(new Command.Cancel(inTry.timerId()));
        }
        Flow flow = inTry.phase() == Frame.TryPhase.CATCHING
                ? action(inTry).handling().then()
                : null;
        return new Frame.Returned(inTry.at(), output, flow, inTry.failed(), inTry.parent());
    }

    /** The block that runs now. */
    Block block(Frame.InTry inTry) {
        Action.Try action = action(inTry);
        Block handling = action.handling().block();
        return inTry.phase() == Frame.TryPhase.CATCHING && handling != null ? handling : action.block();
    }

    private boolean matches(Map<String, Template> filter, JsonNode error, JsonNode input, Variables variables) {
        for (Map.Entry<String, Template> property : filter.entrySet()) {
            JsonNode wanted = evaluator.value(property.getValue(), input, variables);
            if (!OwnRetry.matches(property.getKey(), wanted, error)) {
                return false;
            }
        }
        return true;
    }

    private void raise(Frame.InTry inTry, ExecutionError error) {
        session.focus.top(new Frame.Raised(inTry.at(), error, inTry.failed(), inTry.parent()));
    }

    private Variables variables(Frame.InTry inTry, Map<String, JsonNode> bound) {
        return new Variables(session, inTry.at(), inTry.parent(), bound);
    }

    private Action.Try action(Frame.InTry inTry) {
        Task task = session.task(inTry.at());
        return (Action.Try) task.action();
    }
}
