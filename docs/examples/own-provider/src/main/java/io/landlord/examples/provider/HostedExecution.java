package io.landlord.examples.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.machine.Budget;
import io.landlord.machine.Command;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.State;
import io.landlord.machine.Step;
import io.landlord.machine.child.Children;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.Program;
import io.landlord.machine.view.ExecutionView;
import io.landlord.machine.view.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * One execution: feeds events to the machine and carries its commands out. What a task means is the machine's business; here
 * is only how this engine keeps events, tells the time and calls handlers. Used by the loop's thread alone.
 */
final class HostedExecution {
    private static final int LINES_OF_HISTORY = 10_000;

    private final Line.Identity identity;
    private final Program program;
    private final Engine engine;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final History history = new History(LINES_OF_HISTORY);

    /** How to take back what was asked for and is not answered yet. */
    private final Map<CommandId, Runnable> open = new HashMap<>();

    private State state;
    private @Nullable Throwable broken;

    HostedExecution(Line.Identity identity, Program program, Engine engine) {
        this.identity = identity;
        this.program = program;
        this.engine = engine;
        this.state = State.initial(program.hash());
    }

    Line.Identity identity() {
        return identity;
    }

    // What happens

    /** Takes an event in: first it is durable, then it has happened. */
    void take(Event event) {
        JournalEntry entry = new JournalEntry(state.steps(), event);
        engine.file().append(line(entry));
        journal.add(entry);
        guarded(() -> follow(Machine.apply(program, state, event, Budget.SLICE, history)))
                .run();
    }

    private Line line(JournalEntry entry) {
        return entry.event() instanceof Event.Started
                ? new Line.Started(identity, entry)
                : new Line.Happened(identity.id(), entry);
    }

    private void follow(Step step) {
        boolean hadEnded = state().isFinal();
        state = step.state();
        step.commands().forEach(this::carryOut);
        if (!hadEnded && state().isFinal()) {
            tellOfTheEnd();
        }
        if (step.more()) {
            engine.loop().run(guarded(this::goOn));
        }
    }

    private void tellOfTheEnd() {
        try {
            engine.listener().ended(summary());
        } catch (RuntimeException fault) {
            System.getLogger("io.landlord.examples").log(System.Logger.Level.WARNING, "the listener failed", fault);
        }
    }

    /** The next slice of work that needs no event, after other executions had their turn. */
    private void goOn() {
        if (state.unfinished()) {
            follow(Machine.run(program, state, Budget.SLICE, history));
        }
    }

    private void carryOut(Command command) {
        switch (command) {
            case Command.Call call -> call(call);
            case Command.Publish publish -> publish(publish);
            case Command.StartTimer timer ->
                open.put(
                        timer.id(),
                        engine.loop().at(timer.fireAt(), () -> answered(timer.id(), fired(timer, engine.loop()))));
            case Command.StartChild child -> refuse(child);
            case Command.Cancel cancel -> takeBack(cancel.id());
        }
    }

    private void call(Command.Call command) {
        Loop loop = engine.loop();
        HandlerCall call = new HandlerCall(identity, command);
        Runnable interrupt = loop.beside(() -> {
            Event answer = call.answer(engine.handlers(), engine.clock());
            loop.run(() -> answered(command.id(), answer));
        });
        Runnable unlimit = command.timeout() == null
                ? () -> {}
                : loop.at(
                        loop.now().plus(command.timeout()),
                        () -> answered(command.id(), call.timedOut(engine.clock())));
        open.put(command.id(), () -> {
            call.cancel();
            interrupt.run();
            unlimit.run();
        });
    }

    /** Published again after a restart that came before the answer: whoever had the event knows it by source and id. */
    private void publish(Command.Publish command) {
        open.put(command.id(), () -> {});
        engine.loop().run(guarded(() -> {
            if (open.containsKey(command.id())) {
                engine.bus().accept(command.event());
                answered(command.id(), new Event.CallDone(engine.loop().now(), command.id(), NullNode.getInstance()));
            }
        }));
    }

    /** This engine does not declare the capability; who goes past the facade is told all the same. */
    private void refuse(Command.StartChild command) {
        CommandId id = command.id();
        open.put(id, () -> {});
        engine.loop()
                .run(() -> answered(
                        id, Children.lost(engine.loop().now(), id, "this engine runs no workflows from workflows")));
    }

    private static Event fired(Command.StartTimer timer, Loop loop) {
        Instant now = loop.now();
        return new Event.TimerFired(now.isBefore(timer.fireAt()) ? timer.fireAt() : now, timer.id());
    }

    /** The first answer to a command counts: of a result and a timeout, one comes too late. */
    private void answered(CommandId id, Event event) {
        if (takeBack(id)) {
            guarded(() -> take(event)).run();
        }
    }

    private boolean takeBack(CommandId id) {
        Runnable takeBack = open.remove(id);
        if (takeBack == null) {
            return false;
        }
        takeBack.run();
        return true;
    }

    /** A fault, a full disk for one, holds this execution and nothing else: whoever asks is told, and a restart tries again. */
    private Runnable guarded(Runnable action) {
        return () -> {
            try {
                action.run();
            } catch (RuntimeException | StackOverflowError fault) {
                broken = fault;
            }
        };
    }

    /** Takes an event in, unless it can no longer matter here. */
    void hear(EventMessage event) {
        if (Machine.concerns(program, state, event)) {
            take(new Event.Received(engine.loop().now(), event));
        }
    }

    // After a restart

    /** Takes an entry of the journal that an earlier process wrote. */
    void remember(JournalEntry entry) {
        journal.add(entry);
    }

    /** Becomes what the journal says, and asks again for everything that was not answered. */
    void recover() {
        guarded(() -> {
                    state = Journal.fold(program, journal, history);
                    Machine.open(program, state).forEach(this::carryOut);
                    goOn();
                })
                .run();
    }

    // What is told

    ExecutionState state() {
        return state.executionState();
    }

    JsonNode input() {
        return state.input();
    }

    ExecutionResult result(boolean created) {
        return new ExecutionResult(
                identity.id(), identity.workflowId(), identity.version(), state(), state.startedAt(), created);
    }

    ExecutionStatus status() {
        if (broken != null) {
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    "execution '" + identity.id() + "' cannot go on: " + broken.getMessage(),
                    broken);
        }
        return ExecutionView.status(
                identity.id(),
                identity.workflowId(),
                identity.version(),
                state.startedAt(),
                program,
                state,
                history.events());
    }

    private ExecutionSummary summary() {
        ExecutionStatus status = status();
        return new ExecutionSummary(
                identity.id(),
                identity.workflowId(),
                identity.version(),
                identity.name(),
                status.state(),
                status.startTime(),
                status.stopTime(),
                identity.tags());
    }

    ExecutionJournal journal() {
        List<JsonNode> entries = journal.stream().map(Journal::write).toList();
        return new ExecutionJournal(identity.id(), program.hash(), entries);
    }
}
