package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.machine.program.Flow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One level of a strand's stack. The frame on top either can go on (it is <em>ready</em>) or waits for an event (it is
 * <em>blocked</em>); the frames below wait for the one above them.
 */
public sealed interface Frame {

    /** The frame below; {@code null} at the bottom of a strand. */
    @Nullable
    Frame parent();

    /** Whether the machine can go on with this frame on top, without an event. */
    default boolean isReady() {
        return switch (this) {
            case Enter ignored -> true;
            case Returned ignored -> true;
            case Raised ignored -> true;
            case InDo ignored -> false;
            case InFor ignored -> true;
            case InTry inTry -> inTry.phase() == TryPhase.AGAIN || inTry.phase() == TryPhase.OVERDUE;
            case InFork ignored -> false;
            case InCall inCall -> inCall.due();
            case InWait ignored -> false;
            case InRun ignored -> false;
            case InListen inListen -> inListen.due();
            case Compensating ignored -> true;
        };
    }

    /** The activation this frame belongs to; {@code null} where there is none yet or none any more. */
    default @Nullable At activation() {
        return switch (this) {
            case Enter ignored -> null;
            case Returned returned -> returned.at();
            case Raised raised -> raised.at();
            case InDo inDo -> inDo.at();
            case InFor inFor -> inFor.at();
            case InTry inTry -> inTry.at();
            case InFork inFork -> inFork.at();
            case InCall inCall -> inCall.at();
            case InWait inWait -> inWait.at();
            case InRun inRun -> inRun.at();
            case InListen inListen -> inListen.at();
            case Compensating ignored -> null;
        };
    }

    /** The attempts at this frame's task that failed so far. */
    default List<FailedAttempt> failedAttempts() {
        return switch (this) {
            case Returned returned -> returned.failed();
            case Raised raised -> raised.failed();
            case InTry inTry -> inTry.failed();
            case InCall inCall -> inCall.failed();
            case Enter ignored -> List.of();
            case InDo ignored -> List.of();
            case InFor ignored -> List.of();
            case InFork ignored -> List.of();
            case InWait ignored -> List.of();
            case InRun ignored -> List.of();
            case InListen ignored -> List.of();
            case Compensating ignored -> List.of();
        };
    }

    /** A task is about to begin. */
    record Enter(
            int task, Path path, JsonNode raw, @Nullable Frame parent) implements Frame {}

    /**
     * A task's own work is done; its output is about to be transformed.
     *
     * @param flow what follows, where it is not the task's own {@code then}
     * @param failed the attempts that failed before
     */
    record Returned(
            At at,
            JsonNode output,
            @Nullable Flow flow,
            List<FailedAttempt> failed,
            @Nullable Frame parent) implements Frame {
        public Returned {
            failed = List.copyOf(failed);
        }
    }

    /**
     * A task is about to fail.
     *
     * @param failed the attempts that failed before
     */
    record Raised(
            At at,
            ExecutionError error,
            List<FailedAttempt> failed,
            @Nullable Frame parent) implements Frame {
        public Raised {
            failed = List.copyOf(failed);
        }
    }

    record InDo(At at, Cursor cursor, @Nullable Frame parent) implements Frame {}

    /**
     * A loop; on top of its strand it is between two iterations.
     *
     * @param items what it runs over
     * @param index the iteration that runs, or comes next
     * @param carry the input of the iteration that comes next
     */
    record InFor(
            At at,
            JsonNode items,
            int index,
            JsonNode carry,
            Cursor cursor,
            @Nullable Frame parent) implements Frame {
        /** The frame with its cursor at this position of its block. */
        InFor at(int position) {
            return new InFor(at, items, index, carry, cursor.at(position), parent);
        }

        /** The frame before the next iteration, which gets this input. */
        InFor next(JsonNode input) {
            return new InFor(at, items, index + 1, input, Cursor.START, parent);
        }
    }

    /** What a {@code try} does now. */
    enum TryPhase {
        /** It runs its block. */
        TRYING,
        /** Its block ran longer than an attempt may. */
        OVERDUE,
        /** It waits before it runs its block again. */
        WAITING,
        /** It is about to run its block again. */
        AGAIN,
        /** It runs {@code catch.do}. */
        CATCHING
    }

    /**
     * @param failed the attempts that failed, oldest first
     * @param error what was caught; {@code null} while nothing is
     * @param until the end of the delay or of the attempt, where there is one
     */
    record InTry(
            At at,
            TryPhase phase,
            List<FailedAttempt> failed,
            @Nullable JsonNode error,
            @Nullable Instant until,
            Cursor cursor,
            @Nullable Frame parent)
            implements Frame {
        public InTry {
            failed = List.copyOf(failed);
        }

        InTry with(TryPhase newPhase, @Nullable Instant newUntil) {
            return new InTry(at, newPhase, failed, error, newUntil, cursor, parent);
        }

        /** The path of the block or of {@code catch.do}, as it runs now. */
        Path scope() {
            return phase == TryPhase.CATCHING ? at.path().child(1) : at.path().child(0, failed.size());
        }

        CommandId timerId() {
            CommandId.Purpose purpose =
                    phase == TryPhase.WAITING ? CommandId.Purpose.BACKOFF : CommandId.Purpose.ATTEMPT;
            return new CommandId(at.path(), purpose, failed.size());
        }
    }

    /**
     * @param branches a strand for each branch, in the order they are declared
     * @param open how many of them have not ended
     */
    record InFork(
            At at, Branches branches, int open, @Nullable Frame parent) implements Frame {}

    /**
     * @param attempt the attempt under way or waited for, from 1
     * @param until the end of the delay before it; {@code null} without one or when it is over
     * @param due whether the delay or, without one, the attempt is about to begin; nothing is open then
     */
    record InCall(
            At at,
            JsonNode arguments,
            int attempt,
            List<FailedAttempt> failed,
            @Nullable Instant until,
            boolean due,
            @Nullable Frame parent)
            implements Frame {
        public InCall {
            failed = List.copyOf(failed);
        }

        InCall with(@Nullable Instant newUntil, boolean newDue) {
            return new InCall(at, arguments, attempt, failed, newUntil, newDue, parent);
        }

        CommandId id() {
            return new CommandId(
                    at.path(), until == null ? CommandId.Purpose.CALL : CommandId.Purpose.BACKOFF, attempt);
        }
    }

    record InWait(At at, Instant until, @Nullable Frame parent) implements Frame {
        CommandId id() {
            return new CommandId(at.path(), CommandId.Purpose.WAIT, 0);
        }
    }

    /** @param input what the child was started with */
    record InRun(At at, JsonNode input, @Nullable Frame parent) implements Frame {
        CommandId id() {
            return new CommandId(at.path(), CommandId.Purpose.CHILD, 0);
        }
    }

    /**
     * A {@code listen}; on top of its strand it waits for an event, or is about to look for one.
     *
     * @param from the number of the first event that it has not looked at
     * @param due whether there may be such an event
     * @param heard what it has taken so far
     * @param item what was read of the event whose tasks run; {@code null} when none do
     * @param cursor where it is in these tasks
     */
    record InListen(
            At at,
            long from,
            boolean due,
            Heard heard,
            @Nullable JsonNode item,
            Cursor cursor,
            @Nullable Frame parent) implements Frame {
        /** The frame after it looked at the event of this number; there may be more. */
        InListen lookedAt(long number) {
            return new InListen(at, number + 1, true, heard, item, cursor, parent);
        }

        /** The frame after it looked at everything. */
        InListen waiting(long next) {
            return new InListen(at, next, false, heard, item, cursor, parent);
        }

        InListen woken() {
            return new InListen(at, from, true, heard, item, cursor, parent);
        }

        InListen with(Heard newHeard) {
            return new InListen(at, from, due, newHeard, item, cursor, parent);
        }

        /** The frame before the tasks for an event begin. */
        InListen iterating(JsonNode newItem) {
            return new InListen(at, from, due, heard, newItem, Cursor.START, parent);
        }

        /** The frame after the tasks for an event ended. */
        InListen between() {
            return new InListen(at, from, due, heard, null, Cursor.START, parent);
        }

        /** The frame with its cursor at this position of its block. */
        InListen at(int position) {
            return new InListen(at, from, due, heard, item, cursor.at(position), parent);
        }
    }

    /**
     * The execution undoes what it did, the newest first; on top of its strand it is between two compensations.
     *
     * @param left how many of the state's undoable tasks are still to be undone, the one that runs included
     * @param cursor where the running compensation is in its list
     */
    record Compensating(int left, Cursor cursor, @Nullable Frame parent) implements Frame {}
}
