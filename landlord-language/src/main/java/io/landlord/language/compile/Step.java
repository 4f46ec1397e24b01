package io.landlord.language.compile;

import io.landlord.machine.program.Action;
import io.landlord.machine.program.Flow;
import java.util.List;
import java.util.Optional;

/**
 * A task as the checks of its list see it.
 *
 * @param next all that may follow it; empty when that is unknown because of a mistake
 * @param leaves whether it may leave its list otherwise: by an error it raises, or by an {@code end} within
 */
record Step(Spot task, Optional<List<Flow>> next, boolean leaves) {

    /**
     * What a task does, and what that means for the flow.
     *
     * @param action empty when there is a mistake
     * @param turns where it may go besides its own {@code then}; empty when that is unknown because of a mistake
     * @param followsThen whether its own {@code then} may follow
     */
    record Made(Optional<Action> action, Optional<List<Flow>> turns, boolean followsThen, boolean leaves) {

        static Made simple(Optional<? extends Action> action) {
            return nesting(action, false);
        }

        static Made nesting(Optional<? extends Action> action, boolean leaves) {
            return new Made(action.map(known -> known), Optional.of(List.of()), true, leaves);
        }
    }
}
