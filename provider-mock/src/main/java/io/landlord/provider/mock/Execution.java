package io.landlord.provider.mock;

import static java.util.Objects.requireNonNull;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.machine.Budget;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.Outcome;
import io.landlord.machine.State;
import io.landlord.machine.StateCodec;
import io.landlord.machine.Step;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.move.Move;
import io.landlord.machine.program.Program;
import io.landlord.machine.view.ExecutionView;
import io.landlord.machine.view.History;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * One execution: a mailbox of events and the loop that feeds them to the machine, one at a time, and carries its commands
 * out. All that is known of what tasks mean is in the machine.
 */
final class Execution {
    private static final Logger LOGGER = LoggerFactory.getLogger(Execution.class);
    private static final int HISTORY_BOUND = 10_000;

    /** What an execution is about. */
    record Identity(String executionId, String workflowId, String version, ExecutionInput input, Descent descent) {
        String name() {
            return requireNonNull(input.executionName());
        }

        Identity moved(String newVersion, Descent newDescent) {
            return new Identity(executionId, workflowId, newVersion, input, newDescent);
        }
    }

    private volatile Identity identity;
    private Program program;
    private final Timeline timeline;
    private final Executor executor;
    private final Carrier carrier;
    private final BiConsumer<Outcome, Instant> ended;
    private final boolean encodeStates;
    private final ExecutionListener listener;

    private final Object lock = new Object();
    private final Deque<Event> mailbox = new ArrayDeque<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final History history = new History(HISTORY_BOUND);
    private final Instant startTime;
    private State state;
    private boolean busy;
    private boolean endTold;

    /** A fault of the machine itself. The execution cannot go on, and says so to whoever asks. */
    private volatile @Nullable Throwable broken;

    Execution(
            Identity identity,
            Program program,
            Timeline timeline,
            Executor executor,
            CallRunner calls,
            ChildRunner.Births births,
            BiConsumer<Outcome, Instant> ended,
            MockSettings settings) {
        this.identity = identity;
        this.program = program;
        this.timeline = timeline;
        this.executor = executor;
        this.carrier = new Carrier(
                this::deliver, timeline, calls, new ChildRunner(this::identity, births, timeline), identity);
        this.ended = ended;
        this.encodeStates = settings.encodeStates();
        this.listener = settings.listener();
        this.state = State.initial(program.hash());
        this.startTime = timeline.now();
    }

    Identity identity() {
        return identity;
    }

    void start() {
        deliver(new Event.Started(
                startTime, identity.executionId(), identity.input().input()));
    }

    void stop(String reason) {
        deliver(new Event.CancelRequested(timeline.now(), reason));
    }

    void pause() {
        deliver(new Event.PauseRequested(timeline.now()));
    }

    void resume() {
        deliver(new Event.ResumeRequested(timeline.now()));
    }

    /** Records an event; false when the execution has ended. */
    boolean receive(EventMessage event) {
        synchronized (lock) {
            if (state.phase() == State.Phase.ENDED) {
                return false;
            }
        }
        deliver(new Event.Received(timeline.now(), event));
        return true;
    }

    /** Whether an event can still matter to it. */
    boolean isConcernedBy(EventMessage event) {
        synchronized (lock) {
            return Machine.concerns(program, state, event);
        }
    }

    /** Goes on with another version, or says why not. */
    void move(Identity moved, Program to) {
        synchronized (lock) {
            if (state.phase() == State.Phase.ENDED) {
                throw new LandlordException(
                        ErrorCode.EXECUTION_CONFLICT,
                        "execution '" + moved.executionId() + "' has ended as "
                                + state.executionState().wireName() + " and cannot be moved");
            }
            if (identity.version().equals(moved.version())) {
                return;
            }
            Move.difference(program, to, journal).ifPresent(difference -> {
                throw difference.refusal(moved.executionId(), moved.version());
            });
            history.moved(timeline.now(), identity.version(), moved.version());
            state = Move.onto(program, to, state);
            program = to;
            identity = moved;
        }
    }

    Timeline timeline() {
        return timeline;
    }

    private void deliver(Event event) {
        synchronized (lock) {
            mailbox.addLast(event);
            if (busy) {
                return;
            }
            busy = true;
        }
        timeline.begin();
        executor.execute(this::work);
    }

    private void work() {
        try {
            List<Command> commands = next();
            while (commands != null) {
                commands.forEach(carrier::carryOut);
                tellEnd();
                commands = next();
            }
        } catch (RuntimeException | StackOverflowError fault) {
            broken = fault;
        } finally {
            timeline.end();
        }
    }

    /** Once: events that come after the end change nothing and are no other end. */
    private void tellEnd() {
        synchronized (lock) {
            if (endTold || !state.executionState().isFinal()) {
                return;
            }
            endTold = true;
        }
        ended.accept(requireNonNull(state.outcome()), timeline.now());
        try {
            listener.ended(summary());
        } catch (RuntimeException fault) {
            LOGGER.atWarn()
                    .addKeyValue("execution", identity.executionId())
                    .setCause(fault)
                    .log("the listener of ended executions failed");
        }
    }

    /** Takes in the next event or goes on with a slice of work; null when there is neither. */
    private @Nullable List<Command> next() {
        synchronized (lock) {
            Event event = mailbox.pollFirst();
            Step step;
            if (event != null) {
                journal.add(new JournalEntry(state.steps(), event));
                step = Machine.apply(program, state, event, Budget.SLICE, history);
            } else if (state.unfinished() && !state.paused()) {
                step = Machine.run(program, state, Budget.SLICE, history);
            } else {
                busy = false;
                return null;
            }
            state = encodeStates ? StateCodec.decode(StateCodec.encode(step.state())) : step.state();
            return step.commands();
        }
    }

    ExecutionState state() {
        synchronized (lock) {
            return state.executionState();
        }
    }

    ExecutionResult result(boolean created) {
        return new ExecutionResult(
                identity.executionId(), identity.workflowId(), identity.version(), state(), startTime, created);
    }

    ExecutionStatus status() {
        Throwable fault = broken;
        if (fault != null) {
            throw new LandlordException(
                    ErrorCode.INTERNAL, "execution '" + identity.executionId() + "' cannot go on: " + fault, fault);
        }
        synchronized (lock) {
            return ExecutionView.status(
                    identity.executionId(),
                    identity.workflowId(),
                    identity.version(),
                    startTime,
                    program,
                    state,
                    history.events());
        }
    }

    ExecutionSummary summary() {
        ExecutionStatus status = status();
        return new ExecutionSummary(
                identity.executionId(),
                identity.workflowId(),
                identity.version(),
                identity.name(),
                status.state(),
                startTime,
                status.stopTime(),
                identity.input().tags());
    }

    ExecutionJournal journal() {
        synchronized (lock) {
            List<JsonNode> entries = journal.stream().map(Journal::write).toList();
            return new ExecutionJournal(identity.executionId(), program.hash(), entries);
        }
    }
}
