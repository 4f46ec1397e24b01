package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionError;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.CanonicalTrace;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs one execution in virtual time: a test says what happens, the host keeps what is open, and checks after every event
 * what must hold after every event.
 */
final class Host {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Program program;
    final CanonicalTrace trace = new CanonicalTrace();
    final List<TraceEvent> told = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    final Map<CommandId, Command> open = new LinkedHashMap<>();
    private final Set<CommandId> issued = new HashSet<>();
    private final int slice;
    private boolean hold;
    private boolean reload;
    Instant now = START;
    State state;

    Host(Program program, int slice) {
        this.program = program;
        this.slice = slice;
        this.state = State.initial(program.hash());
    }

    Host(Program program) {
        this(program, 10_000);
    }

    /** Started with this input, as far as it goes without an event. */
    static Host started(Program program, String input) {
        Host host = new Host(program);
        host.start(input);
        return host;
    }

    static Host started(Program program) {
        return started(program, "{}");
    }

    /** Goes on from the encoded and decoded state after every step from now on. */
    Host reloading() {
        reload = true;
        return this;
    }

    Host holding(boolean held) {
        hold = held;
        return this;
    }

    void start(String input) {
        apply(new Event.Started(now, "execution-1", Programs.json(input)));
    }

    void apply(Event event) {
        begin(event);
        while (resume()) {}
    }

    /** Takes an event in with one slice of work; true when work is left. */
    boolean begin(Event event) {
        journal.add(new JournalEntry(state.steps(), event));
        answered(event);
        return carryOut(Machine.apply(program, state, event, new Budget(slice, hold), trace.and(told::add)));
    }

    /** Goes on for one slice; true when work is left. */
    boolean resume() {
        return carryOut(Machine.run(program, state, new Budget(slice, hold), trace.and(told::add)));
    }

    private void answered(Event event) {
        switch (event) {
            case Event.CallDone done -> open.remove(done.id());
            case Event.CallFailed failed -> open.remove(failed.id());
            case Event.TimerFired fired -> open.remove(fired.id());
            case Event.ChildStarted started -> {
                if (open.get(started.id()) instanceof Command.StartChild child && !child.await()) {
                    open.remove(started.id());
                }
            }
            case Event.ChildDone done -> open.remove(done.id());
            case Event.ChildFailed failed -> open.remove(failed.id());
            case Event.Started ignored -> {}
            case Event.Received ignored -> {}
            case Event.CancelRequested ignored -> {}
            case Event.PauseRequested ignored -> {}
            case Event.ResumeRequested ignored -> {}
        }
    }

    private boolean carryOut(Step step) {
        for (Command command : step.commands()) {
            commands.add(command);
            if (command instanceof Command.Cancel) {
                assertThat(open).as("what is cancelled").containsKey(command.id());
                open.remove(command.id());
            } else {
                assertThat(issued.add(command.id()))
                        .as("a new id: %s", command.id())
                        .isTrue();
                open.put(command.id(), command);
            }
        }
        state = reload ? reloaded(step.state()) : step.state();
        return step.more();
    }

    static State reloaded(State state) {
        String text = JSON.writeValueAsString(StateCodec.encode(state));
        State decoded = StateCodec.decode(JSON.readTree(text));
        assertThat(decoded).isEqualTo(state);
        return decoded;
    }

    void assertOpenIsKnown() {
        assertThat(Machine.open(program, state)).containsExactlyInAnyOrderElementsOf(open.values());
    }

    /** The open call of this handler. */
    Command.Call call(String handler) {
        return calls(handler).getFirst();
    }

    List<Command.Call> calls(String handler) {
        List<Command.Call> calls = new ArrayList<>();
        for (Command command : open.values()) {
            if (command instanceof Command.Call call && call.handler().equals(handler)) {
                calls.add(call);
            }
        }
        return calls;
    }

    void done(String handler, String result) {
        apply(new Event.CallDone(now, call(handler).id(), Programs.json(result)));
    }

    void fail(String handler, int status) {
        apply(new Event.CallFailed(now, call(handler).id(), failure(status, true)));
    }

    static Event.Failure failure(int status, boolean retryable) {
        String type = "https://serverlessworkflow.io/spec/1.0.0/errors/communication";
        return new Event.Failure(type, status, "Communication failed", "answer " + status, retryable);
    }

    /** An error that a child could end with. */
    static ExecutionError error(int status) {
        String type = "https://serverlessworkflow.io/spec/1.0.0/errors/communication";
        return new ExecutionError(type, "Communication failed", status, "answer " + status, "/do/7/a", null, true);
    }

    /** The child that is open. */
    Command.StartChild child() {
        for (Command command : open.values()) {
            if (command instanceof Command.StartChild child) {
                return child;
            }
        }
        throw new AssertionError("no child is open: " + open.keySet());
    }

    void childStarted() {
        apply(new Event.ChildStarted(now, child().id(), "child-execution"));
    }

    void childDone(String output) {
        apply(new Event.ChildDone(now, child().id(), Programs.json(output)));
    }

    void childFailed(int status) {
        apply(new Event.ChildFailed(now, child().id(), error(status)));
    }

    void cancel() {
        apply(new Event.CancelRequested(now, "on request"));
    }

    void pause() {
        apply(new Event.PauseRequested(now));
    }

    void unpause() {
        apply(new Event.ResumeRequested(now));
    }

    /** Lets time pass; timers that are due fire, the earliest first. */
    void advance(Duration duration) {
        Instant until = now.plus(duration);
        Optional<Command.StartTimer> next = earliest();
        while (next.isPresent() && !next.get().fireAt().isAfter(until)) {
            Command.StartTimer timer = next.get();
            now = timer.fireAt().isAfter(now) ? timer.fireAt() : now;
            apply(new Event.TimerFired(now, timer.id()));
            next = earliest();
        }
        now = until;
    }

    private Optional<Command.StartTimer> earliest() {
        return timers().stream().min(Comparator.comparing(Command.StartTimer::fireAt));
    }

    List<Command.StartTimer> timers() {
        List<Command.StartTimer> timers = new ArrayList<>();
        for (Command command : open.values()) {
            if (command instanceof Command.StartTimer timer) {
                timers.add(timer);
            }
        }
        return timers;
    }

    Command.StartTimer timer(CommandId.Purpose purpose) {
        return timers().stream()
                .filter(timer -> timer.id().purpose() == purpose)
                .findFirst()
                .orElseThrow();
    }

    /** How it ended. */
    Outcome outcome() {
        Outcome outcome = state.outcome();
        if (outcome == null || state.phase() != State.Phase.ENDED) {
            throw new AssertionError("the execution is not over; open: " + open.keySet());
        }
        return outcome;
    }

    /** What it resulted in; it must have succeeded. */
    JsonNode output() {
        Outcome outcome = outcome();
        JsonNode output = outcome.output();
        if (output == null) {
            throw new AssertionError("the execution did not succeed: " + outcome);
        }
        return output;
    }

    ExecutionError error() {
        Outcome outcome = outcome();
        ExecutionError error = outcome.error();
        if (error == null) {
            throw new AssertionError("the execution did not fail: " + outcome);
        }
        return error;
    }

    /** The state, the trace and the told events that folding the journal gives must be those of the run. */
    void assertJournalFoldsToTheSame() {
        CanonicalTrace folded = new CanonicalTrace();
        List<TraceEvent> toldAgain = new ArrayList<>();
        State state = Journal.fold(program, journal, folded.and(toldAgain::add));
        assertThat(state).isEqualTo(this.state);
        assertThat(toldAgain).isEqualTo(told);
        assertThat(folded.toString()).isEqualTo(trace.toString());
    }

    /** The trace's entries as lines: {@code path pointer outcome}. */
    List<String> entries() {
        List<String> lines = new ArrayList<>();
        for (JsonNode entry : trace.toJson()) {
            lines.add(
                    entry.get("path").stringValue() + " " + entry.get("pointer").stringValue() + " "
                            + entry.get("outcome").stringValue());
        }
        return lines;
    }
}
