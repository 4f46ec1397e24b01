package io.landlord.provider.temporal;

import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.jq.JqValues;
import io.landlord.machine.Budget;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.Outcome;
import io.landlord.machine.State;
import io.landlord.machine.StateCodec;
import io.landlord.machine.Step;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.move.Move;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import io.landlord.machine.view.ExecutionView;
import io.landlord.machine.view.History;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.DynamicQueryHandler;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicUpdateHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.unsafe.WorkflowUnsafe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * The one workflow there is: it hosts the machine. Events of Temporal go into the mailbox, the loop feeds them to the machine
 * one at a time, the outbox carries its commands out. What tasks mean is in the machine; work between two events costs no
 * event of Temporal's history.
 *
 * <p>Handlers of signals, queries and updates are registered by the constructor: what is registered later, the first request misses.
 */
final class HostWorkflow implements DynamicWorkflow {
    private static final int HISTORY_BOUND = 10_000;

    private Wire.Start start;
    private final Programs programs;
    private final SizeGuard guard;
    private final Notices notices;
    private final Mailbox mailbox = new Mailbox();
    private final Turns turns = new Turns();
    private final RunLength length;
    private final Outbox outbox;
    private final List<JournalEntry> journal = new ArrayList<>();
    private final History history = new History(HISTORY_BOUND);
    private final Instant startedAt;
    private State state;
    private @Nullable Program program;
    private final Milestones milestones = new Milestones();

    private @Nullable ExecutionError overruled;

    /** Who in this process is told of executions that its worker begins and ends. */
    interface Notices {
        /** A child has begun; nobody else here has started it. */
        void childBegun(Wire.Start start, boolean listens);

        void ended(Wire.Identity identity);
    }

    /** What a worker runs for a workflow of any type. */
    static DynamicWorkflow of(
            EncodedValues input, Programs programs, PayloadCoding coding, TemporalWork work, Notices notices) {
        return Workflow.getInfo().getWorkflowType().equals(Keeper.TYPE)
                ? new Keeper(input)
                : new HostWorkflow(input, programs, coding, work, notices);
    }

    private HostWorkflow(
            EncodedValues input, Programs programs, PayloadCoding coding, TemporalWork work, Notices notices) {
        this.start = input.get(0, Wire.Start.class).at(Workflow.getInfo().getWorkflowId());
        this.programs = programs;
        this.notices = notices;
        this.guard = new SizeGuard(coding);
        this.length = new RunLength(start.continueAfter(), turns);
        this.outbox = new Outbox(start, mailbox, guard, work);
        Instant first = start.identity().startedAt();
        this.startedAt =
                first != null ? first : Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis());
        this.state = start.state() == null ? State.initial(start.hash()) : StateCodec.decode(start.state());
        if (start.state() == null) {
            // Before any signal that came as early as the start.
            mailbox.add(
                    now -> new Event.Started(now, start.identity().executionId(), JqValues.normalize(start.input())));
        }
        Workflow.registerListener((DynamicSignalHandler) this::signalled);
        Workflow.registerListener((DynamicQueryHandler) this::answer);
        Workflow.registerListener((DynamicUpdateHandler) this::updated);
    }

    // What comes in

    /** What anybody can send must not hurt: an exception here would fail the workflow's task for ever. */
    private void signalled(String name, EncodedValues arguments) {
        try {
            take(name, arguments.getSize() == 0 ? null : arguments.get(0, JsonNode.class));
        } catch (LandlordException | DataConverterException wrong) {
            Unreadable unreadable = Unreadable.in(wrong);
            if (unreadable != null) {
                throw unreadable;
            }
            ignored(name, wrong.getMessage());
        }
    }

    private void take(String name, @Nullable JsonNode given) {
        JsonNode argument = given == null ? NullNode.getInstance() : JqValues.normalize(given);
        switch (name) {
            case Wire.STOP -> {
                String reason = argument.isString() ? argument.stringValue() : "stopped";
                mailbox.add(now -> new Event.CancelRequested(now, reason));
            }
            case Wire.PAUSE -> mailbox.add(Event.PauseRequested::new);
            case Wire.RESUME -> mailbox.add(Event.ResumeRequested::new);
            case Wire.EVENT -> received(new EventMessage(argument));
            default -> {
                if (name.startsWith(Wire.OURS)) {
                    ignored(name, "nothing is known by that name");
                } else {
                    // Temporal gives a signal no id: one that comes twice is two.
                    received(EventMessage.signal(name, Workflow.randomUUID().toString(), argument));
                }
            }
        }
    }

    private void received(EventMessage event) {
        mailbox.add(now -> new Event.Received(now, event));
    }

    private static void ignored(String name, @Nullable String reason) {
        Workflow.getLogger(HostWorkflow.class).warn("signal '{}' has no effect: {}", name, reason);
    }

    /** Says whether what was asked for is done. */
    private Boolean updated(String name, EncodedValues arguments) {
        if (!name.equals(Wire.MOVE)) {
            throw ApplicationFailure.newNonRetryableFailure("no update of ours: " + name, "landlord.unknown");
        }
        try {
            return move(arguments.get(0, Wire.Move.class));
        } catch (DataConverterException wrong) {
            Unreadable unreadable = Unreadable.in(wrong);
            if (unreadable != null) {
                throw unreadable;
            }
            throw ApplicationFailure.newNonRetryableFailure("no move: " + wrong.getMessage(), "landlord.unknown");
        }
    }

    /** Goes on with another version, unless something has come since somebody looked whether it can. */
    private boolean move(Wire.Move move) {
        if (journal.size() != move.entries() || state.phase() == State.Phase.ENDED) {
            return false;
        }
        Wire.Start moved = start.moved(move);
        Program to = programs.of(moved);
        if (!outbox.retriesLike(to)) {
            return false;
        }
        try {
            state = Move.onto(programs.of(start), to, state);
        } catch (IllegalArgumentException elsewhere) {
            return false;
        }
        history.moved(Mailbox.now(), start.identity().version(), move.version());
        start = moved;
        if (program != null) {
            begin(to);
        }
        Attributes.upsert(moved.identity(), Programs.listens(to));
        Workflow.upsertMemo(Map.of(Wire.MEMO, moved.identity()));
        outbox.given();
        return true;
    }

    /** From here on, this is what is run. */
    private void begin(Program next) {
        program = next;
        outbox.run(start, next);
        milestones.declare(next);
    }

    private Wire.Answer answer(String question, EncodedValues arguments) {
        int from = arguments.getSize() == 0 ? 0 : arguments.get(0, Integer.class);
        Answers answers =
                new Answers(Workflow.getInfo().getContinuedExecutionRunId().orElse(null));
        return switch (question) {
            case Wire.STATUS -> answers.status(status());
            case Wire.HISTORY -> answers.history(history.events(), from);
            case Wire.JOURNAL -> answers.journal(journal, from);
            default -> throw new IllegalArgumentException("no question of ours: " + question);
        };
    }

    private ExecutionStatus status() {
        ExecutionStatus status = ExecutionView.status(
                start.identity().executionId(),
                start.identity().workflowId(),
                start.identity().version(),
                startedAt,
                programs.of(start),
                state,
                history.events());
        ExecutionError failed = overruled;
        return failed == null
                ? status
                : status.toBuilder()
                        .state(ExecutionState.FAILED)
                        .output(null)
                        .error(failed)
                        .build();
    }

    // What is done

    @Override
    public @Nullable Object execute(EncodedValues ignored) {
        Program first = programs.of(start);
        if (start.level() > 0 && start.state() == null && !WorkflowUnsafe.isReplaying()) {
            notices.childBegun(start, Programs.listens(first));
        }
        // Somebody else cancels with Temporal's own means. It must abandon nothing by itself: the machine decides.
        Promise<?> cancelled = CancellationScope.current()
                .getCancellationRequest()
                .thenApply(reason -> {
                    mailbox.add(now -> new Event.CancelRequested(now, reason == null ? "cancelled" : reason));
                    return reason;
                });
        Objects.requireNonNull(cancelled);
        CancellationScope scope = Workflow.newDetachedCancellationScope(() -> host(first));
        scope.run();
        Outcome outcome = Objects.requireNonNull(state.outcome());
        if (!WorkflowUnsafe.isReplaying()) {
            notices.ended(start.identity());
        }
        return end(outcome);
    }

    private @Nullable Object end(Outcome outcome) {
        if (outcome.state() == ExecutionState.SUCCEEDED) {
            JsonNode output = outcome.output() == null ? NullNode.getInstance() : outcome.output();
            long excess = guard.recorded(output, output);
            if (excess > 0) {
                overruled = SizeGuard.error("the output of the execution", excess);
                throw ApplicationFailure.newNonRetryableFailure(
                        overruled.detail(), overruled.type(), JsonPayloads.MAPPER.valueToTree(ended()));
            }
            return output;
        }
        if (outcome.state() != ExecutionState.FAILED) {
            // Temporal has no words for these: to it, the workflow failed.
            Attributes.upsert(outcome.state());
        }
        String type = outcome.error() == null ? "" : outcome.error().type();
        String detail = outcome.error() == null ? null : outcome.error().detail();
        throw ApplicationFailure.newNonRetryableFailure(
                detail == null ? outcome.state().wireName() : detail, type, JsonPayloads.MAPPER.valueToTree(ended()));
    }

    /** How it ended, without what the history tells anyway, and without data that is too large to be told again. */
    private ExecutionStatus ended() {
        ExecutionStatus whole =
                status().toBuilder().currentTasks(List.of()).history(List.of()).build();
        return guard.excess(whole, whole.input(), whole.context()) == 0 ? whole : Answers.withoutData(whole);
    }

    private void host(Program first) {
        begin(first);
        Sink sink = history.and(milestones);
        if (start.state() != null) {
            milestones.recall();
            Machine.open(first, state).forEach(outbox::carryOut);
        }
        boolean more = state.unfinished();
        while (state.phase() != State.Phase.ENDED) {
            if (mailbox.isEmpty() && mayGoOn()) {
                goOnInANewRun();
            }
            outbox.makeCalls();
            Event event = mailbox.poll();
            if (event != null) {
                more = take(event, sink);
            } else if (more && !state.paused()) {
                turns.yield();
                outbox.given();
                more = follow(() -> Machine.run(program(), state, Budget.SLICE, sink));
            } else {
                Workflow.setCurrentDetails(Details.of(program(), state));
                Workflow.await(() -> !mailbox.isEmpty() || outbox.isDue());
            }
        }
    }

    private Program program() {
        return Objects.requireNonNull(program);
    }

    private boolean take(Event event, Sink sink) {
        boolean wasPaused = state.paused();
        journal.add(new JournalEntry(state.steps(), event));
        boolean more = follow(() -> Machine.apply(program(), state, event, budget(), sink));
        if (wasPaused != state.paused() && state.phase() != State.Phase.ENDED) {
            Attributes.upsert(state.executionState());
            outbox.given();
        }
        return more;
    }

    private boolean follow(Supplier<Step> slice) {
        Step step = machine(slice);
        state = step.state();
        if (milestones.show()) {
            outbox.given();
        }
        step.commands().forEach(outbox::carryOut);
        outbox.settle();
        return step.more() || state.unfinished();
    }

    /** A fault of the machine ends the execution: options that would say so are ignored for dynamic workflows. */
    private static Step machine(Supplier<Step> slice) {
        try {
            return slice.get();
        } catch (TemporalFailure failure) {
            throw failure;
        } catch (RuntimeException fault) {
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    "the execution cannot go on: " + fault, "landlord.fault", fault);
        }
    }

    // A new run

    private Budget budget() {
        if (state.phase() == State.Phase.NEW || !length.isEnough()) {
            return Budget.SLICE;
        }
        boolean lastAnswer = outbox.unanswered() == 0 && mailbox.isEmpty();
        return lastAnswer || length.isTooMuch() ? Budget.HOLD : Budget.SLICE;
    }

    private boolean mayGoOn() {
        return state.phase() != State.Phase.NEW
                && outbox.unanswered() == 0
                && length.isEnough()
                && length.isWorthATry()
                && !CancellationScope.current().isCancelRequested();
    }

    private void goOnInANewRun() {
        JsonNode encoded = StateCodec.encode(state);
        Wire.Start next = start.goOn(encoded, startedAt, outbox.foretold());
        long excess = guard.recorded(next, encoded, start.input());
        if (excess > 0) {
            if (length.isAtItsEnd()) {
                throw ApplicationFailure.newNonRetryableFailure(
                        SizeGuard.message("the state of the execution", excess), StandardError.RUNTIME.type());
            }
            length.stay();
            return;
        }
        Map<String, Object> memo = milestones.memo();
        memo.put(Wire.MEMO, next.identity());
        ContinueAsNewOptions options = ContinueAsNewOptions.newBuilder()
                .setMemo(memo)
                .setTypedSearchAttributes(Workflow.getTypedSearchAttributes())
                .build();
        Workflow.continueAsNew(options, next);
    }
}
