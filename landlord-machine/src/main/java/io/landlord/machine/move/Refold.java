package io.landlord.machine.move;

import io.landlord.machine.Budget;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.Path;
import io.landlord.machine.State;
import io.landlord.machine.Step;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import io.landlord.machine.trace.TraceEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal that is folded event by event, with an ear for what the execution does in between. */
final class Refold {
    private final Program program;
    private final Map<Path, String> pointers = new HashMap<>();
    private final Sink sink = this::hear;
    private List<Act> acts = new ArrayList<>();
    private String after = "nothing";
    private State state;

    Refold(Program program) {
        this.program = program;
        this.state = State.initial(program.hash());
    }

    Program program() {
        return program;
    }

    State state() {
        return state;
    }

    /** What was done since this was asked the last time. */
    List<Act> acts() {
        List<Act> done = acts;
        acts = new ArrayList<>();
        return done;
    }

    /** The newest event, for people. */
    String after() {
        return after;
    }

    void take(Event event) {
        after = text(event);
        follow(Machine.apply(program, state, event, Budget.NOTHING, sink));
    }

    /** Works until so many steps are taken; says whether there was any work. */
    boolean goOnTo(long steps) {
        long before = state.steps();
        long reached = -1;
        while (state.steps() < steps && state.steps() != reached) {
            reached = state.steps();
            follow(Machine.run(program, state, new Budget((int) (steps - reached), false), sink));
        }
        return state.steps() > before;
    }

    private void follow(Step step) {
        state = step.state();
        step.commands()
                .forEach(command -> acts.add(new Act.Asked(
                        command, pointers.getOrDefault(command.id().path(), ""))));
    }

    private void hear(TraceEvent event) {
        if (event instanceof TraceEvent.Started started) {
            pointers.put(started.path(), started.task().pointer());
        }
        acts.add(new Act.Told(event));
    }

    private String text(Event event) {
        return switch (event) {
            case Event.Started ignored -> "its start";
            case Event.CallDone done -> "the result of " + task(done.id());
            case Event.CallFailed failed -> "the failed attempt at " + task(failed.id());
            case Event.TimerFired fired -> "a timer of " + task(fired.id());
            case Event.ChildStarted started -> "the start of the child of " + task(started.id());
            case Event.ChildDone done -> "the result of the child of " + task(done.id());
            case Event.ChildFailed failed -> "the failure of the child of " + task(failed.id());
            case Event.Received received ->
                "the event '" + received.event().type() + "' with the id '"
                        + received.event().id() + "'";
            case Event.CancelRequested ignored -> "the request to stop it";
            case Event.PauseRequested ignored -> "the request to pause it";
            case Event.ResumeRequested ignored -> "the request to let it go on";
        };
    }

    private String task(CommandId id) {
        return Act.named(pointers.getOrDefault(id.path(), ""));
    }
}
