package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Catch;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The retry of a {@code try} around one plain call: all that it takes to decide, without the machine, whether and when the call
 * is made again. An engine may then make the attempts by itself and tell the machine of all of them afterwards, as if it had
 * carried each out on its own: with the ids that are given here the journal, the trace and the outcome are the same.
 *
 * <p>Whatever is not decided here is the machine's. That is every error that is not retried, so that the attempts always end
 * with one the machine has yet to judge; and each {@code try} that would need more than the failure to decide: expressions in
 * {@code catch} or {@code retry}, a limit of time, a timeout of the call or of anything around it, a call with attempts of its
 * own, a call that asks for {@code $task}, which differs from one attempt to the next.
 *
 * @param filter the properties that an error must have
 * @param delay the milliseconds before the first rerun
 * @param backoff how they grow
 * @param jitterFrom the fewest milliseconds that are added
 * @param jitterTo the most milliseconds that are added
 * @param count how many reruns at the most; {@code null} for no limit
 */
public record OwnRetry(
        Map<String, JsonNode> filter,
        long delay,
        Retry.Backoff backoff,
        long jitterFrom,
        long jitterTo,
        @Nullable Integer count) {

    /** A delay that doubles soon exceeds every calendar; a hundred years are as good as never. */
    private static final double LONGEST_DELAY_MILLIS = 100.0 * 365 * 86_400_000;

    private static final String TASK = "task";

    public OwnRetry {
        filter = Collections.unmodifiableMap(new LinkedHashMap<>(filter));
    }

    /** Those of a program, by the pointers of the calls. */
    public static Map<String, OwnRetry> of(Program program) {
        Map<String, OwnRetry> found = new HashMap<>();
        for (Task task : program.tasks()) {
            if (task.action() instanceof Action.Try action
                    && action.block().size() == 1
                    && isPlain(program.task(action.block().tasks().getFirst()))
                    && !hasDeadline(program, task)) {
                OwnRetry retry = of(action.handling());
                if (retry != null) {
                    found.put(program.task(action.block().tasks().getFirst()).pointer(), retry);
                }
            }
        }
        return Map.copyOf(found);
    }

    /** Whether nothing but the call's failure decides what its next attempt is. */
    private static boolean isPlain(Task task) {
        return task.action() instanceof Action.Call call
                && !call.policy().brief()
                && call.policy().timeout() == null
                && call.policy().retry().maxAttempts() == 1
                && task.timeout() == null
                && isSteady(call.arguments())
                && (task.inputFrom() == null || isSteady(task.inputFrom()))
                && (task.condition() == null || isSteady(task.condition()));
    }

    /** Whether it or something around it can be given up while an attempt is under way that nobody was told of. */
    private static boolean hasDeadline(Program program, Task task) {
        return program.limit() != null
                || program.tasks().stream()
                        .anyMatch(around ->
                                around.timeout() != null && (task.pointer() + "/").startsWith(around.pointer() + "/"));
    }

    private static boolean isSteady(Template template) {
        return template.expressions().stream().allMatch(OwnRetry::isSteady);
    }

    private static boolean isSteady(Expression expression) {
        return !expression.jq().variables().contains(TASK);
    }

    private static @Nullable OwnRetry of(Catch handling) {
        Retry retry = handling.retry();
        if (retry == null
                || handling.when() != null
                || handling.exceptWhen() != null
                || retry.when() != null
                || retry.exceptWhen() != null
                || retry.attemptDuration() != null
                || retry.duration() != null) {
            return null;
        }
        Map<String, JsonNode> filter = new LinkedHashMap<>();
        for (Map.Entry<String, Template> property : handling.filter().entrySet()) {
            if (!(property.getValue() instanceof Template.Literal literal)) {
                return null;
            }
            filter.put(property.getKey(), literal.value());
        }
        Retry.Jitter jitter = retry.jitter();
        Long delay = retry.delay() == null ? Long.valueOf(0) : millis(retry.delay());
        Long from = jitter == null ? Long.valueOf(0) : millis(jitter.from());
        Long to = jitter == null ? Long.valueOf(0) : millis(jitter.to());
        return delay == null || from == null || to == null
                ? null
                : new OwnRetry(filter, delay, retry.backoff(), from, to, retry.count());
    }

    private static @Nullable Long millis(Delay delay) {
        return delay instanceof Delay.Fixed fixed ? fixed.duration().toMillis() : null;
    }

    /**
     * How long after its failure the call is made again; empty when the machine decides what follows.
     *
     * @param execution the execution's id
     * @param call the id of the attempt that failed
     * @param pointer the call's
     */
    public Optional<Duration> delayAfter(String execution, CommandId call, String pointer, Event.Failure failure) {
        Path scope = scope(call);
        int rerun = scope.attempt() + 1;
        if (count != null && rerun > count) {
            return Optional.empty();
        }
        JsonNode error = Variables.error(error(failure, pointer, null));
        return filter.entrySet().stream().allMatch(property -> matches(property.getKey(), property.getValue(), error))
                ? Optional.of(delay(backoff, delay, jitterFrom, jitterTo, execution, around(call), rerun))
                : Optional.empty();
    }

    /** The id of the delay after this attempt failed; nothing has it when the delay is none. */
    public static CommandId delayOf(CommandId call) {
        return new CommandId(
                around(call), CommandId.Purpose.BACKOFF, scope(call).attempt() + 1);
    }

    /** The id of the attempt so many after this one. */
    public static CommandId after(CommandId call, int attempts) {
        Path scope = scope(call);
        Path rerun = around(call).child(scope.ordinal(), scope.attempt() + attempts);
        return new CommandId(rerun.child(call.path().ordinal()), call.purpose(), call.attempt());
    }

    /** The path of the block in which the call is. */
    private static Path scope(CommandId call) {
        return call.path().prefix(call.path().depth() - 1);
    }

    /** The path of the {@code try}. */
    private static Path around(CommandId call) {
        return call.path().prefix(call.path().depth() - 2);
    }

    // What the machine itself goes by

    static Duration delay(
            Retry.Backoff backoff, long delay, long jitterFrom, long jitterTo, String execution, Path path, int rerun) {
        double millis = switch (backoff) {
            case CONSTANT -> delay;
            case LINEAR -> (double) delay * rerun;
            case EXPONENTIAL -> delay * StrictMath.pow(2, rerun - 1.0);
        };
        if (jitterFrom != 0 || jitterTo != 0) {
            millis += jitterFrom + (jitterTo - jitterFrom) * Chance.of(execution, path, rerun);
        }
        return Duration.ofMillis((long) Math.min(millis, LONGEST_DELAY_MILLIS));
    }

    static boolean matches(String property, JsonNode wanted, JsonNode error) {
        JsonNode found = error.path(property);
        return property.equals("type") && wanted.isString() && found.isString()
                ? StandardError.canonicalType(wanted.stringValue())
                        .equals(StandardError.canonicalType(found.stringValue()))
                : wanted.equals(found);
    }

    /** The error that a call fails with. */
    static ExecutionError error(Event.Failure failure, String pointer, @Nullable String handler) {
        return new ExecutionError(
                StandardError.canonicalType(failure.type()),
                failure.title(),
                failure.status(),
                failure.detail(),
                pointer,
                handler,
                failure.retryable());
    }
}
