package io.landlord.machine.journal;

import io.landlord.api.event.EventMessage;
import io.landlord.machine.Budget;
import io.landlord.machine.CommandId;
import io.landlord.machine.ErrorCodec;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.State;
import io.landlord.machine.Step;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Folds journals, and writes and reads their entries as JSON. */
public final class Journal {
    private static final Budget WORK_AFTER_THE_LAST = new Budget(1_000_000, false);
    private static final Budget MOST = new Budget(Integer.MAX_VALUE, false);

    private Journal() {}

    /**
     * The state that the events lead to, with everything the execution did told to the sink. The work that follows the last
     * event is done too; where it has no end, a million steps of it.
     */
    public static State fold(Program program, List<JournalEntry> journal, Sink sink) {
        State state = State.initial(program.hash());
        for (JournalEntry entry : journal) {
            state = goOnTo(entry.steps(), program, state, sink);
            state = Machine.apply(program, state, entry.event(), Budget.NOTHING, sink)
                    .state();
        }
        return Machine.run(program, state, WORK_AFTER_THE_LAST, sink).state();
    }

    private static State goOnTo(long steps, Program program, State state, Sink sink) {
        State reached = state;
        while (reached.steps() < steps) {
            int missing = (int) Math.min(MOST.steps(), steps - reached.steps());
            Step step = Machine.run(program, reached, new Budget(missing, false), sink);
            if (step.state().steps() == reached.steps()) {
                throw new IllegalArgumentException("the journal does not fit the program: no work is left after "
                        + reached.steps() + " steps, and an event came after " + steps);
            }
            reached = step.state();
        }
        return reached;
    }

    /** An entry as JSON; {@link #read} reads it. */
    public static JsonNode write(JournalEntry entry) {
        Event event = entry.event();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("steps", entry.steps());
        node.put("at", event.at().toString());
        switch (event) {
            case Event.Started started -> {
                node.put("event", "started").put("execution", started.execution());
                node.set("input", started.input());
            }
            case Event.CallDone done -> {
                node.put("event", "callDone").put("id", done.id().toString());
                node.set("result", done.result());
            }
            case Event.CallFailed failed -> {
                node.put("event", "callFailed").put("id", failed.id().toString());
                node.set("failure", failure(failed.failure()));
            }
            case Event.ChildStarted started ->
                node.put("event", "childStarted")
                        .put("id", started.id().toString())
                        .put("execution", started.execution());
            case Event.ChildDone done -> {
                node.put("event", "childDone").put("id", done.id().toString());
                node.set("output", done.output());
            }
            case Event.ChildFailed failed -> {
                node.put("event", "childFailed").put("id", failed.id().toString());
                node.set("error", ErrorCodec.write(failed.error()));
            }
            case Event.TimerFired fired ->
                node.put("event", "timerFired").put("id", fired.id().toString());
            case Event.Received received -> {
                node.put("event", "received");
                node.set("cloudEvent", received.event().envelope());
            }
            case Event.CancelRequested cancel ->
                node.put("event", "cancelRequested").put("reason", cancel.reason());
            case Event.PauseRequested ignored -> node.put("event", "pauseRequested");
            case Event.ResumeRequested ignored -> node.put("event", "resumeRequested");
        }
        return node;
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static JournalEntry read(JsonNode node) {
        Instant at = Instant.parse(node.get("at").stringValue());
        Event event = switch (node.get("event").stringValue()) {
            case "started" -> new Event.Started(at, node.get("execution").stringValue(), node.get("input"));
            case "callDone" -> new Event.CallDone(at, id(node), node.get("result"));
            case "callFailed" -> new Event.CallFailed(at, id(node), failure(node.get("failure")));
            case "childStarted" ->
                new Event.ChildStarted(at, id(node), node.get("execution").stringValue());
            case "childDone" -> new Event.ChildDone(at, id(node), node.get("output"));
            case "childFailed" -> new Event.ChildFailed(at, id(node), ErrorCodec.read(node.get("error")));
            case "timerFired" -> new Event.TimerFired(at, id(node));
            case "received" -> new Event.Received(at, new EventMessage(node.get("cloudEvent")));
            case "cancelRequested" ->
                new Event.CancelRequested(at, node.get("reason").stringValue());
            case "pauseRequested" -> new Event.PauseRequested(at);
            case "resumeRequested" -> new Event.ResumeRequested(at);
            default -> throw new IllegalArgumentException("no event of a journal: " + node.get("event"));
        };
        return new JournalEntry(node.get("steps").longValue(), event);
    }

    private static CommandId id(JsonNode node) {
        return CommandId.parse(node.get("id").stringValue());
    }

    private static ObjectNode failure(Event.Failure failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", failure.type())
                .put("status", failure.status())
                .put("title", failure.title())
                .put("detail", failure.detail())
                .put("retryable", failure.retryable());
    }

    private static Event.Failure failure(JsonNode node) {
        return new Event.Failure(
                node.get("type").stringValue(),
                node.get("status").intValue(),
                node.get("title").stringValue(),
                node.get("detail").stringValue(),
                node.get("retryable").booleanValue());
    }
}
