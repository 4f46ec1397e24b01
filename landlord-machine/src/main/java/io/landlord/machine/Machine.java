package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.util.ArrayList;
import java.util.List;

/**
 * What a workflow means, for every engine: events in, commands out.
 *
 * <p>The same program and the same events give the same state, commands and trace, on any JVM, in any process. Nothing here
 * blocks, reads a clock or makes a random choice; all methods may be called from any thread, for they share nothing.
 *
 * <p>A host keeps an execution going like this:
 *
 * <pre>{@code
 * Step step = Machine.apply(program, State.initial(program.hash()), started, Budget.SLICE, sink);
 * carryOut(step.commands());
 * while (step.more()) {
 *     step = Machine.run(program, step.state(), Budget.SLICE, sink);
 *     carryOut(step.commands());
 * }
 * // and so on with the next event, until step.state().outcome() is there
 * }</pre>
 *
 * Expressions see the time of the newest event. Values of events must be what {@code JqValues.normalize} makes of them.
 */
public final class Machine {
    private Machine() {}

    /**
     * Takes one external event.
     *
     * <p>An event whose id is not open is late or a duplicate: it moves the time and nothing else. An event may come while
     * work is left; a journal that is to be folded again then records {@link State#steps()} beside it.
     *
     * @throws IllegalArgumentException for a state of another program, format or semantics
     * @throws IllegalStateException for an event before the first or a second first
     */
    public static Step apply(Program program, State state, Event event, Budget budget, Sink sink) {
        Session session = new Session(program, state, budget, sink);
        new Intake(session).take(event);
        if (state.unfinished()) {
            session.planAll();
        }
        return drive(session);
    }

    /** Goes on where the budget ran out. */
    public static Step run(Program program, State state, Budget budget, Sink sink) {
        Session session = new Session(program, state, budget, sink);
        session.planAll();
        return drive(session);
    }

    /** Every command that is still unanswered, to be carried out again after a crash or a hand-over. */
    public static List<Command> open(Program program, State state) {
        List<Command> commands = new ArrayList<>();
        if (state.phase() == State.Phase.RUNNING || state.phase() == State.Phase.COMPENSATING) {
            new OpenCommands(program).collect(state.root(), commands::add);
        }
        return commands;
    }

    /**
     * Whether the event can still matter to the execution: it has not ended, a {@code listen} of the program could take the
     * event by its filter, and the event has not come before. A host that hands an event to many executions asks this first
     * and spares the others' journals.
     */
    public static boolean concerns(Program program, State state, EventMessage event) {
        return state.phase() != State.Phase.ENDED && !state.inbox().knows(event) && Matching.concerns(program, event);
    }

    private static Step drive(Session session) {
        Tasks tasks = new Tasks(session);
        while (session.phase == State.Phase.RUNNING || session.phase == State.Phase.COMPENSATING) {
            if (!session.focus.isReady() && !session.focusNext()) {
                return session.close(false);
            }
            if (!session.takeStep()) {
                return session.close(true);
            }
            tasks.step();
        }
        return session.close(false);
    }
}
