package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The runtime expression arguments (dsl, "Runtime Expression Arguments"), made only when an expression asks for them.
 *
 * @param session the execution
 * @param at the activation the expression belongs to
 * @param scope the frame below the activation: loops, caught errors and compensations around it give variables
 * @param bound variables that are not in any frame yet
 */
record Variables(Session session, At at, @Nullable Frame scope, Map<String, JsonNode> bound) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectNode RUNTIME = runtime();

    Variables(Session session, At at, @Nullable Frame scope) {
        this(session, at, scope, Map.of());
    }

    JsonNode value(String name) {
        JsonNode here = bound.get(name);
        if (here != null) {
            return here;
        }
        return switch (name) {
            case "context" -> session.focus.context();
            case "input" -> at.input();
            case "task" -> task();
            case "workflow" -> workflow();
            case "runtime" -> RUNTIME;
            default -> scoped(name);
        };
    }

    private JsonNode scoped(String name) {
        JsonNode value = scoped(scope, name);
        for (int level = session.focus.depth() - 1; value == null && level >= 0; level--) {
            value = scoped(session.focus.fork(level), name);
        }
        return value == null ? NullNode.getInstance() : value;
    }

    private @Nullable JsonNode scoped(@Nullable Frame from, String name) {
        for (Frame frame = from; frame != null; frame = frame.parent()) {
            JsonNode value = given(frame, name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable JsonNode given(Frame frame, String name) {
        Program program = session.program;
        return switch (frame) {
            case Frame.InFor inFor -> {
                Action.For loop = (Action.For) program.task(inFor.at().task()).action();
                if (name.equals(loop.each())) {
                    yield inFor.items().get(inFor.index());
                }
                yield name.equals(loop.at()) ? JSON.numberNode(inFor.index()) : null;
            }
            case Frame.InTry inTry -> {
                Action.Try action = (Action.Try) program.task(inTry.at().task()).action();
                yield inTry.error() != null && name.equals(action.handling().as()) ? inTry.error() : null;
            }
            case Frame.InListen inListen -> iterated(inListen, name);
            case Frame.Compensating compensating ->
                name.equals("output")
                        ? session.undoable.get(compensating.left() - 1).output()
                        : null;
            case Frame.Enter ignored -> null;
            case Frame.Returned ignored -> null;
            case Frame.Raised ignored -> null;
            case Frame.InDo ignored -> null;
            case Frame.InFork ignored -> null;
            case Frame.InCall ignored -> null;
            case Frame.InWait ignored -> null;
            case Frame.InRun ignored -> null;
        };
    }

    private @Nullable JsonNode iterated(Frame.InListen inListen, String name) {
        Action.Listen listen =
                (Action.Listen) session.program.task(inListen.at().task()).action();
        Listening.Each each = listen.how().each();
        if (each == null || inListen.item() == null) {
            return null;
        }
        if (name.equals(each.item())) {
            return inListen.item();
        }
        return name.equals(each.at()) ? JSON.numberNode(inListen.heard().count()) : null;
    }

    private JsonNode task() {
        Task task = session.program.task(at.task());
        ObjectNode descriptor = JSON.objectNode();
        descriptor.put("name", task.name());
        descriptor.put("reference", task.pointer());
        descriptor.set("definition", task.definition());
        descriptor.set("input", at.raw());
        JsonNode rawOutput = bound.get(RAW_OUTPUT);
        if (rawOutput != null) {
            descriptor.set("output", rawOutput);
        }
        descriptor.set("startedAt", dateTime(at.startedAt()));
        return descriptor;
    }

    /** The key under which a task's raw output is bound for {@code $task.output}; no expression can name it. */
    static final String RAW_OUTPUT = "task.output";

    private JsonNode workflow() {
        ObjectNode descriptor = JSON.objectNode();
        descriptor.put("id", session.execution);
        descriptor.set("definition", session.program.definition());
        descriptor.set("input", session.input);
        descriptor.set("startedAt", dateTime(session.startedAt));
        return descriptor;
    }

    private static ObjectNode runtime() {
        ObjectNode descriptor = JSON.objectNode();
        descriptor.put("name", "Landlord");
        descriptor.put("version", String.valueOf(State.SEMANTICS));
        descriptor.set("metadata", JSON.objectNode());
        return descriptor;
    }

    private static JsonNode dateTime(Instant instant) {
        ObjectNode epoch = JSON.objectNode();
        epoch.set("seconds", Json.number(instant.getEpochSecond()));
        epoch.set("milliseconds", Json.number(instant.toEpochMilli()));
        ObjectNode descriptor = JSON.objectNode();
        descriptor.put("iso8601", instant.toString());
        descriptor.set("epoch", epoch);
        return descriptor;
    }

    /** An error as expressions see it (dsl-reference, "Error"). */
    static JsonNode error(ExecutionError error) {
        ObjectNode node = JSON.objectNode();
        node.put("type", error.type());
        node.put("status", error.status());
        node.put("instance", error.pointer());
        if (error.title() != null) {
            node.put("title", error.title());
        }
        if (error.detail() != null) {
            node.put("detail", error.detail());
        }
        return node;
    }
}
