package io.landlord.machine;

import static io.landlord.machine.FrameCodec.instant;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of a state. Values are written once into a table, however often they appear, so that two thousand branches
 * with one input cost that input once.
 */
public final class StateCodec {
    private StateCodec() {}

    /** The state as JSON; {@link #decode} reads it. */
    public static JsonNode encode(State state) {
        ValueTable.Writer values = new ValueTable.Writer();
        FrameCodec.Writer frames = new FrameCodec.Writer(values);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", state.format());
        node.put("semantics", state.semantics());
        node.put("program", state.program());
        node.put("execution", state.execution());
        node.put("startedAt", state.startedAt().toString());
        node.put("now", state.now().toString());
        node.put("steps", state.steps());
        node.put("phase", state.phase().name());
        node.put("paused", state.paused());
        node.put("unfinished", state.unfinished());
        node.put("input", values.reference(state.input()));
        node.set("root", frames.strand(state.root()));
        ArrayNode undoable = node.putArray("undoable");
        for (Undoable task : state.undoable()) {
            undoable.addObject()
                    .put("task", task.task())
                    .put("path", task.path().qualified())
                    .put("input", values.reference(task.input()))
                    .put("output", values.reference(task.output()));
        }
        if (!state.inbox().equals(Inbox.EMPTY)) {
            node.set("inbox", inbox(state.inbox(), values));
        }
        if (state.outcome() != null) {
            node.set("outcome", outcome(state.outcome(), values));
        }
        node.set("values", values.table());
        return node;
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException for a format that is newer than this machine or too old for it
     */
    public static State decode(JsonNode node) {
        int format = node.path("format").asInt(0);
        if (format != State.FORMAT) {
            throw new IllegalArgumentException(
                    "this machine reads states of format " + State.FORMAT + ", not " + format);
        }
        ValueTable.Reader values = new ValueTable.Reader(node.get("values"));
        FrameCodec.Reader frames = new FrameCodec.Reader(values);
        List<Undoable> undoable = new ArrayList<>();
        for (JsonNode task : node.get("undoable")) {
            undoable.add(new Undoable(
                    task.get("task").intValue(),
                    Path.parse(task.get("path").stringValue()),
                    values.value(task.get("input")),
                    values.value(task.get("output"))));
        }
        return new State(
                format,
                node.get("semantics").intValue(),
                node.get("program").stringValue(),
                node.get("execution").stringValue(),
                instant(node.get("startedAt")),
                instant(node.get("now")),
                node.get("steps").longValue(),
                State.Phase.valueOf(node.get("phase").stringValue()),
                node.get("paused").booleanValue(),
                node.get("unfinished").booleanValue(),
                values.value(node.get("input")),
                frames.strand(node.get("root")),
                undoable,
                node.has("inbox") ? inbox(node.get("inbox"), values) : Inbox.EMPTY,
                node.has("outcome") ? outcome(node.get("outcome"), values) : null);
    }

    private static ObjectNode inbox(Inbox inbox, ValueTable.Writer values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("next", inbox.next());
        ArrayNode letters = node.putArray("letters");
        for (Inbox.Letter letter : inbox.letters()) {
            ObjectNode entry = letters.addObject();
            entry.put("number", letter.number())
                    .put("event", values.reference(letter.event().envelope()));
            if (!letter.takers().isEmpty()) {
                ArrayNode takers = entry.putArray("takers");
                letter.takers().forEach(taker -> takers.add(taker.qualified()));
            }
        }
        ArrayNode known = node.putArray("known");
        inbox.known().forEach(known::add);
        return node;
    }

    private static Inbox inbox(JsonNode node, ValueTable.Reader values) {
        List<Inbox.Letter> letters = new ArrayList<>();
        for (JsonNode entry : node.get("letters")) {
            List<Path> takers = new ArrayList<>();
            entry.path("takers").forEach(taker -> takers.add(Path.parse(taker.stringValue())));
            EventMessage event = new EventMessage(values.value(entry.get("event")));
            letters.add(new Inbox.Letter(entry.get("number").longValue(), event, takers));
        }
        List<String> known = new ArrayList<>();
        node.get("known").forEach(digest -> known.add(digest.stringValue()));
        return new Inbox(node.get("next").longValue(), letters, known);
    }

    private static ObjectNode outcome(Outcome outcome, ValueTable.Writer values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("state", outcome.state().name());
        if (outcome.output() != null) {
            node.put("output", values.reference(outcome.output()));
        }
        if (outcome.error() != null) {
            node.set("error", ErrorCodec.write(outcome.error()));
        }
        node.put("compensated", outcome.compensated());
        if (outcome.compensationError() != null) {
            node.set("compensationError", ErrorCodec.write(outcome.compensationError()));
        }
        return node;
    }

    private static Outcome outcome(JsonNode node, ValueTable.Reader values) {
        @Nullable JsonNode output = node.has("output") ? values.value(node.get("output")) : null;
        return new Outcome(
                ExecutionState.valueOf(node.get("state").stringValue()),
                output,
                node.has("error") ? ErrorCodec.read(node.get("error")) : null,
                node.get("compensated").intValue(),
                node.has("compensationError") ? ErrorCodec.read(node.get("compensationError")) : null);
    }
}
