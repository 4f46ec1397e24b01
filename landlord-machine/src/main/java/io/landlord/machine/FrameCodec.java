package io.landlord.machine;

import io.landlord.machine.program.Flow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of strands: their frames from the bottom up, each with the name of its kind. */
final class FrameCodec {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FrameCodec() {}

    static final class Writer {
        private final ValueTable.Writer values;

        Writer(ValueTable.Writer values) {
            this.values = values;
        }

        ObjectNode strand(Strand strand) {
            ObjectNode node = JSON.objectNode();
            node.put("context", values.reference(strand.context()));
            switch (strand.end()) {
                case null -> {}
                case Strand.End.Output output -> node.put("output", values.reference(output.value()));
                case Strand.End.Fault fault -> node.set("fault", ErrorCodec.write(fault.error()));
            }
            Deque<Frame> frames = new ArrayDeque<>();
            for (Frame frame = strand.top(); frame != null; frame = frame.parent()) {
                frames.push(frame);
            }
            if (!frames.isEmpty()) {
                ArrayNode array = node.putArray("frames");
                frames.forEach(frame -> array.add(frame(frame)));
            }
            return node;
        }

        private ObjectNode frame(Frame frame) {
            ObjectNode node = JSON.objectNode();
            switch (frame) {
                case Frame.Enter enter ->
                    node.put("is", "enter")
                            .put("task", enter.task())
                            .put("path", enter.path().qualified())
                            .put("raw", values.reference(enter.raw()));
                case Frame.Returned returned -> {
                    at(node.put("is", "returned"), returned.at());
                    node.put("output", values.reference(returned.output()));
                    if (returned.flow() != null) {
                        node.put("flow", flow(returned.flow()));
                    }
                    failed(node, returned.failed());
                }
                case Frame.Raised raised -> {
                    at(node.put("is", "raised"), raised.at());
                    node.set("error", ErrorCodec.write(raised.error()));
                    failed(node, raised.failed());
                }
                case Frame.InDo inDo -> cursor(at(node.put("is", "do"), inDo.at()), inDo.cursor());
                case Frame.InFor inFor -> {
                    cursor(at(node.put("is", "for"), inFor.at()), inFor.cursor());
                    node.put("items", values.reference(inFor.items()))
                            .put("index", inFor.index())
                            .put("carry", values.reference(inFor.carry()));
                }
                case Frame.InTry inTry -> {
                    cursor(at(node.put("is", "try"), inTry.at()), inTry.cursor());
                    node.put("phase", inTry.phase().name());
                    failed(node, inTry.failed());
                    if (inTry.error() != null) {
                        node.put("error", values.reference(inTry.error()));
                    }
                    until(node, inTry.until());
                }
                case Frame.InFork fork -> {
                    at(node.put("is", "fork"), fork.at());
                    node.put("open", fork.open());
                    ArrayNode branches = node.putArray("branches");
                    fork.branches().forEach(branch -> branches.add(strand(branch)));
                }
                case Frame.InCall call -> {
                    at(node.put("is", "call"), call.at());
                    node.put("arguments", values.reference(call.arguments())).put("attempt", call.attempt());
                    failed(node, call.failed());
                    until(node, call.until());
                    if (call.due()) {
                        node.put("due", true);
                    }
                }
                case Frame.InWait wait -> until(at(node.put("is", "wait"), wait.at()), wait.until());
                case Frame.InRun run ->
                    at(node.put("is", "run"), run.at()).put("childInput", values.reference(run.input()));
                case Frame.InListen listen -> {
                    cursor(at(node.put("is", "listen"), listen.at()), listen.cursor());
                    node.put("from", listen.from()).put("due", listen.due());
                    heard(node.putObject("heard"), listen.heard());
                    if (listen.item() != null) {
                        node.put("item", values.reference(listen.item()));
                    }
                }
                case Frame.Compensating compensating ->
                    cursor(node.put("is", "compensating").put("left", compensating.left()), compensating.cursor());
            }
            return node;
        }

        private ObjectNode at(ObjectNode node, At at) {
            node.put("task", at.task())
                    .put("path", at.path().qualified())
                    .put("raw", values.reference(at.raw()))
                    .put("input", values.reference(at.input()))
                    .put("startedAt", at.startedAt().toString());
            if (at.deadline() != null) {
                node.put("deadline", at.deadline().toString());
            }
            return node;
        }

        private void heard(ObjectNode node, Heard heard) {
            node.put("count", heard.count());
            ArrayNode met = node.putArray("met");
            heard.met().forEach(met::add);
            ObjectNode expected = node.putObject("expected");
            heard.expected().forEach((name, value) -> expected.put(name, values.reference(value)));
            ArrayNode outputs = node.putArray("outputs");
            heard.outputs().forEach(output -> outputs.add(values.reference(output)));
        }

        private static void cursor(ObjectNode node, Cursor cursor) {
            node.put("position", cursor.position()).put("entries", cursor.entries());
        }

        private static void until(ObjectNode node, @Nullable Instant until) {
            if (until != null) {
                node.put("until", until.toString());
            }
        }

        private static void failed(ObjectNode node, List<FailedAttempt> failed) {
            if (!failed.isEmpty()) {
                ArrayNode array = node.putArray("failed");
                failed.forEach(
                        attempt -> array.addObject().put("type", attempt.type()).put("status", attempt.status()));
            }
        }
    }

    static final class Reader {
        private final ValueTable.Reader values;

        Reader(ValueTable.Reader values) {
            this.values = values;
        }

        Strand strand(JsonNode node) {
            Strand.End end = null;
            if (node.has("output")) {
                end = new Strand.End.Output(values.value(node.get("output")));
            } else if (node.has("fault")) {
                end = new Strand.End.Fault(ErrorCodec.read(node.get("fault")));
            }
            Frame top = null;
            for (JsonNode frame : node.path("frames")) {
                top = frame(frame, top);
            }
            return new Strand(values.value(node.get("context")), top, end);
        }

        private Frame frame(JsonNode node, @Nullable Frame parent) {
            return switch (node.get("is").stringValue()) {
                case "enter" -> new Frame.Enter(node.get("task").intValue(), path(node), value(node, "raw"), parent);
                case "returned" ->
                    new Frame.Returned(
                            at(node),
                            value(node, "output"),
                            node.has("flow") ? flow(node.get("flow").stringValue()) : null,
                            failed(node),
                            parent);
                case "raised" -> new Frame.Raised(at(node), ErrorCodec.read(node.get("error")), failed(node), parent);
                case "do" -> new Frame.InDo(at(node), cursor(node), parent);
                case "for" ->
                    new Frame.InFor(
                            at(node),
                            value(node, "items"),
                            node.get("index").intValue(),
                            value(node, "carry"),
                            cursor(node),
                            parent);
                case "try" ->
                    new Frame.InTry(
                            at(node),
                            Frame.TryPhase.valueOf(node.get("phase").stringValue()),
                            failed(node),
                            node.has("error") ? value(node, "error") : null,
                            optionalInstant(node, "until"),
                            cursor(node),
                            parent);
                case "fork" -> {
                    List<Strand> branches = new ArrayList<>();
                    node.get("branches").forEach(branch -> branches.add(strand(branch)));
                    yield new Frame.InFork(
                            at(node), Branches.of(branches), node.get("open").intValue(), parent);
                }
                case "call" ->
                    new Frame.InCall(
                            at(node),
                            value(node, "arguments"),
                            node.get("attempt").intValue(),
                            failed(node),
                            optionalInstant(node, "until"),
                            node.has("due"),
                            parent);
                case "wait" ->
                    new Frame.InWait(at(node), Objects.requireNonNull(optionalInstant(node, "until")), parent);
                case "run" -> new Frame.InRun(at(node), value(node, "childInput"), parent);
                case "listen" ->
                    new Frame.InListen(
                            at(node),
                            node.get("from").longValue(),
                            node.get("due").booleanValue(),
                            heard(node.get("heard")),
                            node.has("item") ? value(node, "item") : null,
                            cursor(node),
                            parent);
                case "compensating" -> new Frame.Compensating(node.get("left").intValue(), cursor(node), parent);
                default -> throw new IllegalArgumentException("no kind of frame: " + node.get("is"));
            };
        }

        private At at(JsonNode node) {
            return new At(
                    node.get("task").intValue(),
                    path(node),
                    value(node, "raw"),
                    value(node, "input"),
                    instant(node.get("startedAt")),
                    optionalInstant(node, "deadline"));
        }

        private JsonNode value(JsonNode node, String name) {
            return values.value(node.get(name));
        }

        private static Path path(JsonNode node) {
            return Path.parse(node.get("path").stringValue());
        }

        private Heard heard(JsonNode node) {
            List<Integer> met = new ArrayList<>();
            node.get("met").forEach(filter -> met.add(filter.intValue()));
            Map<String, JsonNode> expected = new LinkedHashMap<>();
            node.get("expected")
                    .properties()
                    .forEach(entry -> expected.put(entry.getKey(), values.value(entry.getValue())));
            List<JsonNode> outputs = new ArrayList<>();
            node.get("outputs").forEach(output -> outputs.add(values.value(output)));
            return new Heard(node.get("count").intValue(), met, expected, outputs);
        }

        private static Cursor cursor(JsonNode node) {
            return new Cursor(
                    node.get("position").intValue(), node.get("entries").intValue());
        }

        private static List<FailedAttempt> failed(JsonNode node) {
            List<FailedAttempt> failed = new ArrayList<>();
            for (JsonNode attempt : node.path("failed")) {
                failed.add(new FailedAttempt(
                        attempt.get("type").stringValue(), attempt.get("status").intValue()));
            }
            return failed;
        }
    }

    static Instant instant(JsonNode node) {
        return Instant.parse(node.stringValue());
    }

    private static @Nullable Instant optionalInstant(JsonNode node, String name) {
        return node.has(name) ? instant(node.get(name)) : null;
    }

    private static String flow(Flow flow) {
        return switch (flow) {
            case Flow.Continue ignored -> "continue";
            case Flow.Exit ignored -> "exit";
            case Flow.End ignored -> "end";
            case Flow.To to -> Integer.toString(to.position());
        };
    }

    private static Flow flow(String text) {
        return switch (text) {
            case "continue" -> Flow.CONTINUE;
            case "exit" -> Flow.EXIT;
            case "end" -> Flow.END;
            default -> new Flow.To(Integer.parseInt(text));
        };
    }
}
