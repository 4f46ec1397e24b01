package io.landlord.machine.move;

import io.landlord.machine.State;
import io.landlord.machine.Undoable;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves a running execution to another version of its workflow, when that version would have done the same so far.
 *
 * <p>The rule: folded with the other program, the execution's journal gives the same trace, the same commands and the same
 * state, task for task at the same JSON Pointer; and what undoes the tasks that have completed is the same. Then the whole
 * journal belongs to the other program from the first event on, and everything that is folded from it stays as it was. What
 * has not begun may differ as it likes, and so may what an open task does next: the filters of a {@code listen} that waits,
 * the {@code catch} of a {@code try}, the retries of a call.
 *
 * <p>A host asks {@link #difference} first. Only while no event has come since may it go on with {@link #onto}.
 */
public final class Move {
    private static final long SLICE = 10_000;
    private static final long WORK_AFTER_THE_LAST = 1_000_000;

    private final Refold past;
    private final Refold other;
    private int event;

    private Move(Program from, Program to) {
        this.past = new Refold(from);
        this.other = new Refold(to);
    }

    /**
     * The first thing that the other program would have done otherwise; empty when the execution can be moved to it.
     *
     * @param from the program that the journal was written with
     * @throws IllegalArgumentException for a journal of another program
     */
    public static Optional<Difference> difference(Program from, Program to, List<JournalEntry> journal) {
        return from.hash().equals(to.hash())
                ? Optional.empty()
                : Optional.ofNullable(new Move(from, to).compare(journal));
    }

    /**
     * The state with the other program's tasks in the place of this one's. Its host goes on from it with the other program;
     * what is open stays open.
     *
     * @param state one to which a journal led that showed no {@link #difference}
     * @throws IllegalArgumentException when it is in a task that the other program does not have
     */
    public static State onto(Program from, Program to, State state) {
        return new Rebasing(from, to).state(state);
    }

    private @Nullable Difference compare(List<JournalEntry> journal) {
        for (JournalEntry entry : journal) {
            Difference difference = goOnTo(entry.steps());
            if (difference != null) {
                return difference;
            }
            if (past.state().steps() < entry.steps()) {
                throw new IllegalArgumentException("the journal does not fit the program: no work is left after "
                        + past.state().steps() + " steps, and an event came after " + entry.steps());
            }
            event++;
            past.take(entry.event());
            other.take(entry.event());
            difference = told();
            if (difference != null) {
                return difference;
            }
        }
        Difference difference = goOnTo(past.state().steps() + WORK_AFTER_THE_LAST);
        if (difference == null) {
            difference = undone();
        }
        return difference == null ? left() : difference;
    }

    /** Both do their work until so many steps are taken; what each did is compared slice by slice. */
    private @Nullable Difference goOnTo(long steps) {
        boolean more = true;
        while (more && past.state().steps() < steps) {
            long target = Math.min(steps, past.state().steps() + SLICE);
            more = past.goOnTo(target) | other.goOnTo(target);
            Difference difference = told();
            if (difference != null) {
                return difference;
            }
        }
        return past.state().steps() == other.state().steps() ? null : left();
    }

    private @Nullable Difference told() {
        List<Act> did = past.acts();
        List<Act> would = other.acts();
        for (int place = 0; place < Math.max(did.size(), would.size()); place++) {
            Act one = place < did.size() ? did.get(place) : null;
            Act two = place < would.size() ? would.get(place) : null;
            if (one == null || two == null || !one.isSameAs(two)) {
                return Difference.of(event, past.after(), one, two);
            }
        }
        return null;
    }

    private @Nullable Difference undone() {
        List<Undoable> undoable = past.state().undoable();
        for (int place = 0; place < undoable.size(); place++) {
            Task task = past.program().task(undoable.get(place).task());
            Task twin = other.program().task(other.state().undoable().get(place).task());
            if (!new Undoing(past.program(), other.program()).isSame(task, twin)) {
                return Difference.undoing(event, task.pointer());
            }
        }
        return null;
    }

    /** Nothing was done otherwise, and still something is left otherwise: an event that waits, a value nobody used yet. */
    private @Nullable Difference left() {
        State moved;
        try {
            moved = onto(past.program(), other.program(), past.state());
        } catch (IllegalArgumentException elsewhere) {
            return Difference.left(event, past.after());
        }
        return Act.same(moved, other.state()) ? null : Difference.left(event, past.after());
    }
}
