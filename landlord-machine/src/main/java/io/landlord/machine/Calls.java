package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Calls of task handlers and of the event bus, with the attempts their policy allows. */
final class Calls {
    private final Session session;

    Calls(Session session) {
        this.session = session;
    }

    void begin(At at, JsonNode arguments, @Nullable Frame parent) {
        goOn(new Frame.InCall(at, arguments, 1, List.of(), null, true, parent));
    }

    /** Begins the delay or the attempt that is due. */
    void goOn(Frame.InCall due) {
        Frame.InCall begun = due.with(due.until(), false);
        session.focus.top(begun);
        session.emit(new OpenCommands(session.program).call(begun));
    }

    /** An attempt failed: the next one is due, or the call fails. */
    void attemptFailed(Frame.InCall call, Event.Failure failure) {
        Task task = session.task(call.at());
        ExecutionError error = OwnRetry.error(
                failure, task.pointer(), task.action() instanceof Action.Call action ? action.handler() : null);
        RetryPolicy policy = policy(task).retry();
        if (!mayRetry(policy, call.attempt(), error)) {
            session.focus.top(new Frame.Raised(call.at(), error, call.failed(), call.parent()));
            return;
        }
        List<FailedAttempt> failed = new ArrayList<>(call.failed());
        failed.add(FailedAttempt.of(error));
        Duration delay = delay(policy, call);
        Instant next = session.now.plus(delay);
        session.tell(new TraceEvent.Retried(session.now, call.at().path(), task, error, next));
        Instant until = delay.isZero() ? null : next;
        session.focus.top(
                new Frame.InCall(call.at(), call.arguments(), call.attempt() + 1, failed, until, true, call.parent()));
    }

    private static CallPolicy policy(Task task) {
        return task.action() instanceof Action.Emit emit ? emit.policy() : ((Action.Call) task.action()).policy();
    }

    private static boolean mayRetry(RetryPolicy policy, int attempt, ExecutionError error) {
        return error.retryable()
                && attempt < policy.maxAttempts()
                && policy.nonRetryableTypes().stream()
                        .map(StandardError::canonicalType)
                        .noneMatch(error.type()::equals);
    }

    private Duration delay(RetryPolicy policy, Frame.InCall call) {
        double millis = policy.initialInterval().toMillis() * StrictMath.pow(policy.multiplier(), call.attempt() - 1.0);
        double bounded = Math.min(millis, policy.maxInterval().toMillis());
        double shift =
                policy.jitter() * (2 * Chance.of(session.execution, call.at().path(), call.attempt()) - 1);
        return Duration.ofMillis(Math.round(bounded * (1 + shift)));
    }
}
