package io.landlord.provider.temporal;

import io.landlord.api.execution.StandardError;
import io.landlord.jq.JqValues;
import io.landlord.machine.Command;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.OwnRetry;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.ActivityStub;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Carries the commands of one execution out: calls become activities, timers timers, children child
 * workflows. No thread waits for any of them: what
 * comes back goes into the mailbox.
 */
final class Outbox {
    /** Fewer than Temporal allows to be open at once. What is more than these waits here, at no event. */
    private static final int MOST_CALLS = 500;

    /** Temporal wants a limit; this one is none. */
    private static final Duration UNLIMITED = Duration.ofDays(3_650);

    /** What a worker says at once must not be more than four megabytes, whatever else is in it. */
    private static final long MOST_OF_TASK = 1_500_000;

    /** Only lost workers and those that shut down: a failed attempt is the machine's to judge. */
    private static final RetryOptions REDELIVERY = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofSeconds(10))
            .build();

    /** The delays after failed attempts are told with each failure; a lost worker is replaced at once, however many failed. */
    private static final RetryOptions OWN_RETRY = RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setBackoffCoefficient(1)
            .setMaximumInterval(Series.LONGEST_DELAY)
            .build();

    private static final int BEATS_MISSED = 5;

    /** A worker that is so busy that its beats come late is not lost, and doing its work twice would help nobody. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private Wire.Start start;
    private final TemporalWork work;
    private final Mailbox mailbox;
    private final Unsent unsent = new Unsent();
    private final ChildRuns children;
    private final Map<CommandId, CancellationScope> open = new LinkedHashMap<>();
    private final Deque<Command> waiting = new ArrayDeque<>();
    private final SizeGuard guard;
    private final Foretold foretold;
    private Set<String> brief = Set.of();
    private Map<String, OwnRetry> retries = Map.of();

    /** The calls under way that Temporal may make again. */
    private final Set<CommandId> again = new HashSet<>();

    private int calls;

    private long task;
    private long charactersOfTask;

    Outbox(Wire.Start start, Mailbox mailbox, SizeGuard guard, TemporalWork work) {
        this.work = work;
        this.start = start;
        this.mailbox = mailbox;
        this.children = new ChildRuns(start, mailbox, guard, unsent);
        this.guard = guard;
        this.foretold = new Foretold(mailbox, start.foretold());
    }

    /** The program whose commands come from here on, and what it was started with; it tells which calls are brief. */
    void run(Wire.Start newStart, Program program) {
        start = newStart;
        children.run(newStart);
        brief = program.tasks().stream()
                .filter(task -> task.action() instanceof Action.Call call
                        && call.policy().brief())
                .map(Task::pointer)
                .collect(Collectors.toUnmodifiableSet());
        if (Boolean.TRUE.equals(start.ownRetry())) {
            retries = OwnRetry.of(program);
        }
    }

    /** Whether the next program would have attempts that nobody was told of yet judged as they were. */
    boolean retriesLike(Program next) {
        return again.isEmpty() && foretold.isEmpty() || OwnRetry.of(next).equals(retries);
    }

    /** What the machine has not asked for yet, for a new run. */
    @Nullable
    List<JsonNode> foretold() {
        return foretold.carried();
    }

    /** How many calls and children are unanswered; those that wait to be made do not count. */
    int unanswered() {
        return calls + children.open();
    }

    void carryOut(Command command) {
        if (!(command instanceof Command.Cancel) && foretold.give(command.id())) {
            return;
        }
        switch (command) {
            case Command.Call call -> line(call);
            case Command.Publish publish -> line(publish);
            case Command.StartChild child -> children.start(child);
            case Command.StartTimer timer -> begin(timer);
            case Command.Cancel cancel -> takeBack(cancel.id());
        }
    }

    private void line(Command command) {
        waiting.addLast(command);
        makeCalls();
    }

    private void takeBack(CommandId id) {
        if (id.purpose() == CommandId.Purpose.CHILD) {
            children.takeBack(id);
            return;
        }
        CancellationScope scope = open.remove(id);
        if (scope == null) {
            waiting.removeIf(command -> command.id().equals(id));
            return;
        }
        if (id.purpose() == CommandId.Purpose.CALL) {
            calls--;
            again.remove(id);
        }
        unsent.takeBack(id, scope);
        makeCalls();
    }

    /** The workflow gave Temporal a command by itself. */
    void given() {
        unsent.given();
    }

    /** All that a step of the machine wants is here. */
    void settle() {
        unsent.settle();
    }

    /** Whether there is something to do although nothing has come in. */
    boolean isDue() {
        return unsent.isDue();
    }

    /** Makes the calls that wait for their turn, as far as there is room. To be asked whenever something has happened. */
    void makeCalls() {
        unsent.renew();
        while (!waiting.isEmpty() && hasRoom()) {
            switch (waiting.removeFirst()) {
                case Command.Call call -> make(call.id(), call.pointer(), call.timeout(), input(call));
                case Command.Publish publish -> make(publish.id(), publish.pointer(), null, input(publish));
                case Command.StartChild child -> throw new IllegalStateException("no call: " + child);
                case Command.StartTimer timer -> throw new IllegalStateException("no call: " + timer);
                case Command.Cancel cancel -> throw new IllegalStateException("no call: " + cancel);
            }
        }
    }

    private boolean hasRoom() {
        long length = Workflow.getInfo().getHistoryLength();
        if (length != task) {
            task = length;
            charactersOfTask = 0;
        }
        return calls == 0 || (calls < MOST_CALLS && charactersOfTask < MOST_OF_TASK);
    }

    // Timers

    private void begin(Command.StartTimer timer) {
        Duration left = Duration.between(Mailbox.now(), timer.fireAt());
        if (!left.isPositive()) {
            mailbox.add(now -> new Event.TimerFired(now, timer.id()));
            return;
        }
        // Temporal counts milliseconds, and a timer must not be early.
        Duration duration = Duration.ofMillis(left.plusNanos(999_999).toMillis());
        follow(timer.id(), () -> Workflow.newTimer(duration), (fired, failure) -> {
            if (open.remove(timer.id()) != null) {
                mailbox.add(now -> new Event.TimerFired(now, timer.id()));
            }
        });
        unsent.given(timer.id());
    }

    // Calls

    private void make(CommandId id, String pointer, @Nullable Duration timeout, Wire.Call input) {
        JsonNode event = input.event() == null ? NullNode.getInstance() : input.event();
        long excess = guard.recorded(input, input.arguments(), event);
        if (excess > 0) {
            unsent.given();
            String what = (input.event() == null ? "the arguments of the task '" : "the event of the task '")
                    + name(pointer) + "'";
            mailbox.add(now -> new Event.CallFailed(now, id, SizeGuard.failure(what, excess)));
            return;
        }
        charactersOfTask +=
                SizeGuard.characters(input.arguments(), MOST_OF_TASK) + SizeGuard.characters(event, MOST_OF_TASK);
        calls++;
        if (input.retry() != null) {
            again.add(id);
        }
        boolean local = brief.contains(pointer);
        follow(
                id,
                () -> stub(local, input, timeout).executeAsync(name(pointer), JsonNode.class, input),
                (result, failure) -> {
                    if (local) {
                        unsent.briefCallEnded();
                    }
                    Unreadable unreadable = Unreadable.in(failure);
                    if (unreadable != null) {
                        // The result is there: a worker that can read it goes on.
                        mailbox.fault(unreadable);
                    } else if (open.remove(id) != null) {
                        calls--;
                        if (again.remove(id)) {
                            answered(id, input.handler(), result, failure);
                            return;
                        }
                        mailbox.add(now -> result == null
                                ? new Event.CallFailed(now, id, failure(input.handler(), timeout, failure))
                                : new Event.CallDone(now, id, JqValues.normalize(result)));
                    }
                });
        if (!local) {
            unsent.given(id);
        }
    }

    /** The end of a call that Temporal may have made more than once. */
    private void answered(CommandId id, String handler, @Nullable JsonNode result, @Nullable RuntimeException failure) {
        if (result != null) {
            Wire.Answered answer = JsonPayloads.MAPPER.treeToValue(result, Wire.Answered.class);
            foretold.tell(
                    id,
                    answer.failed(),
                    (now, last) -> new Event.CallDone(now, last, JqValues.normalize(answer.result())));
            return;
        }
        Wire.Before before = before(failure);
        foretold.tell(
                id,
                before == null ? List.of() : before.failed(),
                (now, last) -> new Event.CallFailed(
                        before == null ? now : Foretold.earlier(before.at(), now),
                        last,
                        failure(handler, null, failure)));
    }

    private static Wire.@Nullable Before before(@Nullable RuntimeException failure) {
        return failure != null
                        && failure.getCause() instanceof ApplicationFailure told
                        && Attempt.FAILED.equals(told.getType())
                        && told.getDetails().getSize() > 1
                ? told.getDetails().get(1, Wire.Before.class)
                : null;
    }

    private ActivityStub stub(boolean local, Wire.Call input, @Nullable Duration timeout) {
        if (!local) {
            return Workflow.newUntypedActivityStub(options(input, timeout));
        }
        LocalActivityOptions.Builder options = LocalActivityOptions.newBuilder().setRetryOptions(REDELIVERY);
        return Workflow.newUntypedLocalActivityStub(
                timeout == null
                        ? options.setStartToCloseTimeout(UNLIMITED).build()
                        : options.setScheduleToCloseTimeout(timeout).build());
    }

    private ActivityOptions options(Wire.Call input, @Nullable Duration timeout) {
        ActivityOptions.Builder options = ActivityOptions.newBuilder()
                .setHeartbeatTimeout(silence())
                .setCancellationType(ActivityCancellationType.TRY_CANCEL)
                .setRetryOptions(input.retry() == null ? REDELIVERY : OWN_RETRY);
        // Not part of what replays: a call that is under way stays where it is, whatever the pools are now.
        work.pools().ofCall(input.handler()).ifPresent(pool -> {
            var ignored = options.setTaskQueue(TemporalPools.queue(work.taskQueue(), pool));
        });
        return timeout == null
                ? options.setStartToCloseTimeout(UNLIMITED).build()
                : options.setScheduleToCloseTimeout(timeout).build();
    }

    private Duration silence() {
        Duration missed = start.heartbeat().multipliedBy(BEATS_MISSED);
        return missed.compareTo(SILENCE) > 0 ? missed : SILENCE;
    }

    private Wire.Call input(Command.Call call) {
        return new Wire.Call(
                call.handler(),
                call.arguments(),
                call.id().toString(),
                call.pointer(),
                start.identity().executionId(),
                start.identity().tags(),
                null,
                retries.get(call.pointer()));
    }

    private Wire.Call input(Command.Publish publish) {
        return new Wire.Call(
                Attempt.BUS,
                NullNode.getInstance(),
                publish.id().toString(),
                publish.pointer(),
                start.identity().executionId(),
                start.identity().tags(),
                publish.event().envelope(),
                null);
    }

    /** The name of the task, so that people find it in Temporal's UI. */
    static String name(String pointer) {
        String segment = pointer.substring(pointer.lastIndexOf('/') + 1);
        return segment.replace("~1", "/").replace("~0", "~");
    }

    private static Event.Failure failure(
            String handler, @Nullable Duration timeout, @Nullable RuntimeException failure) {
        Throwable cause = failure == null ? null : failure.getCause();
        return switch (cause) {
            case ApplicationFailure told
            when Attempt.FAILED.equals(told.getType()) -> told.getDetails().get(Event.Failure.class);
            case TimeoutFailure late ->
                standard(StandardError.TIMEOUT, "the handler '" + handler + "' took longer than " + timeout);
            case null, default ->
                standard(StandardError.RUNTIME, "the call was lost: " + (cause == null ? failure : cause));
        };
    }

    private static Event.Failure standard(StandardError error, String detail) {
        return new Event.Failure(error.type(), error.status(), error.title(), detail, true);
    }

    /** Begins something in a scope of its own, by which it can be taken back. */
    private <T> void follow(CommandId id, Supplier<Promise<T>> begin, Answered<T> answered) {
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            Promise<T> promise = begin.get();
            Promise<?> ignored = promise.handle((result, failure) -> {
                answered.with(result, failure);
                return result;
            });
        });
        open.put(id, scope);
        scope.run();
    }

    private interface Answered<T> {
        void with(@Nullable T result, @Nullable RuntimeException failure);
    }
}
