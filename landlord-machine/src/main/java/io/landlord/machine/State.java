package io.landlord.machine;

import io.landlord.api.execution.ExecutionState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The state of an execution: an immutable tree that {@link StateCodec} turns into JSON and back.
 *
 * @param format the version of its JSON form
 * @param semantics the version of the machine's behaviour, fixed when the execution starts
 * @param program the hash of its program
 * @param execution the execution's id; empty before it starts
 * @param startedAt when it started
 * @param now the newest event's time
 * @param steps how many steps it has taken; tells where in its work an event came
 * @param phase what it does now
 * @param paused whether it starts nothing new
 * @param unfinished whether work is left that needs no event: the budget ran out, or the execution is held or paused
 * @param input what it was started with
 * @param root its strand; the branches of forks hang below
 * @param undoable the completed tasks that can be undone, in the order they completed
 * @param inbox the events that came
 * @param outcome how it ends; {@code null} while that is open
 */
public record State(
        int format,
        int semantics,
        String program,
        String execution,
        Instant startedAt,
        Instant now,
        long steps,
        Phase phase,
        boolean paused,
        boolean unfinished,
        JsonNode input,
        Strand root,
        List<Undoable> undoable,
        Inbox inbox,
        @Nullable Outcome outcome) {

    /** The newest JSON form. A reader takes this one and the one before. */
    public static final int FORMAT = 1;

    /** The newest behaviour. It is raised whenever a journal would be folded differently. */
    public static final int SEMANTICS = 1;

    /** What an execution does now. */
    public enum Phase {
        NEW,
        RUNNING,
        COMPENSATING,
        ENDED
    }

    public State {
        undoable = List.copyOf(undoable);
    }

    /** The state of an execution of this program before its first event. */
    public static State initial(String programHash) {
        return new State(
                FORMAT,
                SEMANTICS,
                programHash,
                "",
                Instant.EPOCH,
                Instant.EPOCH,
                0,
                Phase.NEW,
                false,
                false,
                NullNode.getInstance(),
                Strand.running(NullNode.getInstance(), null),
                List.of(),
                Inbox.EMPTY,
                null);
    }

    /** The state as everybody outside the machine names it. */
    public ExecutionState executionState() {
        return switch (phase) {
            case NEW -> ExecutionState.PENDING;
            case RUNNING, COMPENSATING -> paused ? ExecutionState.PAUSED : ExecutionState.RUNNING;
            case ENDED -> outcome == null ? ExecutionState.FAILED : outcome.state();
        };
    }
}
