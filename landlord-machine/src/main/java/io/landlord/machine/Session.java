package io.landlord.machine;

import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.Sink;
import io.landlord.machine.trace.TraceEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A state opened for work: what one call of the machine changes, in fields, until it is closed into the next state. Lives
 * as long as that call.
 */
final class Session {
    final Program program;
    final Sink sink;
    final Focus focus;
    final List<Command> commands = new ArrayList<>();
    List<Undoable> undoable;
    final Evaluator evaluator = new Evaluator(this);
    private final Deque<int[]> ready = new ArrayDeque<>();
    private final boolean hold;
    private int fuel;
    private boolean undoableIsOwn;

    String execution;
    Instant startedAt;
    Instant now;
    JsonNode input;
    State.Phase phase;
    boolean paused;
    long steps;
    Inbox inbox;

    @Nullable
    Outcome outcome;

    Session(Program program, State state, Budget budget, Sink sink) {
        if (state.format() != State.FORMAT || state.semantics() != State.SEMANTICS) {
            throw new IllegalArgumentException("this machine runs format " + State.FORMAT + " and semantics "
                    + State.SEMANTICS + ", not " + state.format() + " and " + state.semantics());
        }
        if (!state.program().equals(program.hash())) {
            throw new IllegalArgumentException(
                    "the state belongs to the program " + state.program() + ", not to " + program.hash());
        }
        this.program = program;
        this.sink = sink;
        this.focus = new Focus(state.root());
        this.undoable = state.undoable();
        this.hold = budget.hold();
        this.fuel = budget.steps();
        this.execution = state.execution();
        this.startedAt = state.startedAt();
        this.now = state.now();
        this.input = state.input();
        this.phase = state.phase();
        this.paused = state.paused();
        this.steps = state.steps();
        this.inbox = state.inbox();
        this.outcome = state.outcome();
    }

    Task task(At at) {
        return program.task(at.task());
    }

    void emit(Command command) {
        commands.add(command);
    }

    void tell(TraceEvent event) {
        sink.accept(event);
    }

    /** Remembers a task that can be undone; of one that is run again, the last time. */
    void completed(Undoable task) {
        if (!undoableIsOwn) {
            undoable = new ArrayList<>(undoable);
            undoableIsOwn = true;
        }
        if (task.path().isRerun()) {
            undoable.removeIf(earlier -> earlier.path().hasOrdinalsOf(task.path()));
        }
        undoable.add(task);
    }

    void spend(int cost) {
        fuel -= cost;
    }

    /** Counts a step, unless nothing may be done now. */
    boolean takeStep() {
        if (hold || paused || fuel <= 0) {
            return false;
        }
        fuel--;
        steps++;
        return true;
    }

    /** Plans to work on the strands below, in the order they are declared, before anything planned earlier. */
    void planBranches(int[] route, int branches) {
        for (int branch = branches - 1; branch >= 0; branch--) {
            int[] below = Arrays.copyOf(route, route.length + 1);
            below[route.length] = branch;
            ready.addFirst(below);
        }
    }

    /** Forgets the plans for everything below this strand; as plans are in the order of the tree, they come first. */
    void dropPlansBelow(int[] route) {
        while (!ready.isEmpty() && isBelow(ready.getFirst(), route)) {
            ready.removeFirst();
        }
    }

    private static boolean isBelow(int[] planned, int[] route) {
        return planned.length > route.length && Arrays.equals(planned, 0, route.length, route, 0, route.length);
    }

    /**
     * Plans to work on every strand that is ready, in the order of the tree and not the newest event's first: where a budget
     * ended must not decide what comes first.
     */
    void planAll() {
        ready.clear();
        planReady(focus.root(), new int[0]);
    }

    private void planReady(Strand strand, int[] route) {
        if (strand.isReady()) {
            ready.addLast(route);
        }
        if (strand.top() instanceof Frame.InFork fork) {
            for (int branch = 0; branch < fork.branches().size(); branch++) {
                int[] below = Arrays.copyOf(route, route.length + 1);
                below[route.length] = branch;
                planReady(fork.branches().get(branch), below);
            }
        }
    }

    /** Moves the focus to the next strand that is ready; false when there is none. */
    boolean focusNext() {
        while (!ready.isEmpty()) {
            if (focus.moveTo(ready.removeFirst()) && focus.isReady()) {
                return true;
            }
        }
        return false;
    }

    Step close(boolean unfinished) {
        boolean left = unfinished && phase != State.Phase.ENDED;
        State state = new State(
                State.FORMAT,
                State.SEMANTICS,
                program.hash(),
                execution,
                startedAt,
                now,
                steps,
                phase,
                paused,
                left,
                input,
                focus.root(),
                undoable,
                inbox,
                outcome);
        return new Step(state, commands, left && !paused && !hold);
    }
}
