package io.landlord.jq;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Evaluates a program by running its instructions, lazily, one result at a time.
 *
 * <p>The evaluator never recurses in Java: calls are {@link Frame}s on the heap, and everything that can yield more than
 * one result leaves a fork, to which the evaluator comes back when the next result is wanted or when what follows found
 * no result. Every instruction is a step of the meter.
 */
final class Evaluator {
    private static final int MOST_FORKS = 500_000;
    private static final int MOST_FRAMES = 200_000;

    enum ForkKind {
        /** Go on at the target. */
        JUMP,
        /** Take the next value of the cursor. */
        CURSOR,
        /** Catch errors at the target. */
        TRY,
        /** The body of a try gave a value: errors from here on are not its. */
        TRY_EXIT,
        /** Errors go on at the target, as in {@code ?//}. */
        ERROR_JUMP,
        /** Where {@code break} ends. */
        LABEL
    }

    private static final class Fork {
        ForkKind kind = ForkKind.JUMP;
        int target;

        @Nullable
        Frame frame;

        @Nullable
        JsonNode value;

        @Nullable
        Path path;

        @Nullable
        Cursor cursor;
    }

    final Heap heap;
    final JqMeter meter;
    final Instant now;
    final JsonNode[] globals;

    JsonNode value;

    @Nullable
    Path path;

    Frame frame;
    int next;

    private Fork[] forks = new Fork[16];
    private int forkCount;
    private boolean running;
    private boolean begun;
    private boolean exhausted;

    Evaluator(Code main, JsonNode[] globals, JsonNode input, JqScope scope) {
        this.meter = scope.meter();
        this.heap = new Heap(meter);
        this.now = scope.now();
        this.globals = globals;
        this.value = input;
        this.frame = new Frame(main, null, null, 0);
    }

    /** Runs to the next result, which is then {@link #value}; false when there is none left. */
    boolean advance() {
        if (exhausted) {
            return false;
        }
        running = true;
        if (begun) {
            backtrack();
        }
        begun = true;
        try {
            while (running) {
                runUntilError();
            }
        } catch (JqException | JqLimitException e) {
            exhausted = true;
            throw e;
        }
        return !exhausted;
    }

    private void runUntilError() {
        try {
            while (running) {
                meter.step(1);
                frame.code.instructions[next++].run(this);
            }
        } catch (JqException e) {
            raise(e);
        }
    }

    /** Stops with a result. */
    void give() {
        running = false;
        Heap.share(value);
    }

    Frame outer(int levels) {
        Frame result = frame;
        for (int i = 0; i < levels; i++) {
            result = Objects.requireNonNull(result.outer);
        }
        return result;
    }

    void enter(Code code, @Nullable Frame outer, boolean tail) {
        Frame caller = tail ? frame.caller : frame;
        int returnTo = tail ? frame.returnTo : next;
        frame = new Frame(code, outer, caller, returnTo);
        next = 0;
        if (frame.depth > MOST_FRAMES) {
            throw new JqLimitException("the expression calls itself more than " + MOST_FRAMES + " times deep");
        }
    }

    void leave() {
        next = frame.returnTo;
        frame = Objects.requireNonNull(frame.caller);
    }

    int forks() {
        return forkCount;
    }

    /** Drops all forks from this one on. */
    void cut(int count) {
        while (forkCount > count) {
            release(forks[--forkCount]);
        }
    }

    void fork(ForkKind kind, int target) {
        fork(kind, target, null);
    }

    private void fork(ForkKind kind, int target, @Nullable Cursor cursor) {
        if (forkCount == forks.length) {
            if (forkCount >= MOST_FORKS) {
                throw new JqLimitException("the expression keeps more than " + MOST_FORKS + " alternatives open");
            }
            forks = Arrays.copyOf(forks, forkCount * 2);
        }
        Fork fork = forks[forkCount];
        if (fork == null) {
            fork = new Fork();
            forks[forkCount] = fork;
        }
        forkCount++;
        fork.kind = kind;
        fork.target = target;
        fork.frame = frame;
        fork.value = Heap.share(value);
        fork.path = path;
        fork.cursor = cursor;
    }

    /** Goes on with the cursor's first value; its others come when the evaluator backtracks. */
    void each(Cursor cursor) {
        if (!cursor.hasNext()) {
            backtrack();
            return;
        }
        fork(ForkKind.CURSOR, next, cursor);
        takeNext(forks[forkCount - 1], cursor);
    }

    private void takeNext(Fork fork, Cursor cursor) {
        value = cursor.next();
        if (fork.path != null) {
            path = cursor.path(fork.path, value);
        }
        if (!cursor.hasNext()) {
            release(forks[--forkCount]);
        }
    }

    private static void release(Fork fork) {
        fork.frame = null;
        fork.value = null;
        fork.path = null;
        fork.cursor = null;
    }

    /** Goes back to the last fork that has something left. */
    void backtrack() {
        while (forkCount > 0) {
            Fork fork = forks[forkCount - 1];
            switch (fork.kind) {
                case JUMP -> {
                    resume(fork);
                    release(forks[--forkCount]);
                    return;
                }
                case CURSOR -> {
                    resume(fork);
                    takeNext(fork, Objects.requireNonNull(fork.cursor));
                    return;
                }
                case TRY, TRY_EXIT, ERROR_JUMP, LABEL -> release(forks[--forkCount]);
            }
        }
        exhausted = true;
        running = false;
    }

    private void resume(Fork fork) {
        frame = Objects.requireNonNull(fork.frame);
        value = Objects.requireNonNull(fork.value);
        path = fork.path;
        next = fork.target;
    }

    private void raise(JqException error) {
        while (forkCount > 0) {
            Fork fork = forks[--forkCount];
            switch (fork.kind) {
                case JUMP, CURSOR, LABEL -> release(fork);
                case TRY_EXIT -> cut(fork.target);
                case TRY -> {
                    resume(fork);
                    release(fork);
                    value = error.value();
                    return;
                }
                case ERROR_JUMP -> {
                    resume(fork);
                    release(fork);
                    return;
                }
            }
        }
        throw error;
    }
}
