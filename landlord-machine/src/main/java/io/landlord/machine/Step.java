package io.landlord.machine;

import java.util.List;

/**
 * What applying an event, or going on, gave.
 *
 * @param state the state now
 * @param commands what the host is asked to do, in order
 * @param more whether work is left that the budget did not allow; the host goes on with {@link Machine#run}
 */
public record Step(State state, List<Command> commands, boolean more) {
    public Step {
        commands = List.copyOf(commands);
    }
}
