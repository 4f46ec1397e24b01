package io.landlord.machine.trace;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.FailedAttempt;
import io.landlord.machine.Path;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects what two engines must agree on: one entry for each activation and one for the execution, ordered by path, as RFC
 * 8785 JSON. Equal means the same bytes.
 *
 * <p>An entry has {@code path, pointer, kind, outcome, input, output} or {@code error}, and {@code failedAttempts}. Left out
 * are times, delays, ids and the prose of errors; of an event that was emitted, the id and the time where the definition
 * gives none. Of an activation that ran several times inside a {@code try}, the last
 * attempt is kept; of a fork that was decided early, the branch that decided it.
 */
public final class CanonicalTrace implements Sink {
    private final TreeMap<Path, ObjectNode> entries = new TreeMap<>();
    private final Map<Path, Integer> decided = new HashMap<>();

    @Override
    public void accept(TraceEvent event) {
        switch (event) {
            case TraceEvent.Started started ->
                put(started.path(), entry(started.path(), started.task(), "running", started.input()));
            case TraceEvent.Skipped skipped -> {
                ObjectNode entry = entry(skipped.path(), skipped.task(), "skipped", skipped.input());
                entry.set("output", skipped.input());
                put(skipped.path(), entry);
            }
            case TraceEvent.Retried retried -> dropBelow(retried.path());
            case TraceEvent.Completed completed -> {
                ObjectNode entry = entry(completed.path(), completed.task(), "completed", completed.input());
                entry.set("output", output(completed.task(), completed.output()));
                put(completed.path(), withFailed(entry, completed.failed()));
            }
            case TraceEvent.Failed failed -> {
                ObjectNode entry = entry(failed.path(), failed.task(), "failed", failed.input());
                entry.set("error", error(failed.error()));
                put(failed.path(), withFailed(entry, failed.failed()));
            }
            case TraceEvent.Cancelled cancelled ->
                put(cancelled.path(), entry(cancelled.path(), cancelled.task(), "cancelled", cancelled.input()));
            case TraceEvent.Decided fork -> keepBranch(fork.path(), fork.branch());
            case TraceEvent.ChildStarted ignored -> {}
            case TraceEvent.Received ignored -> {}
            case TraceEvent.Consumed ignored -> {}
            case TraceEvent.Paused ignored -> {}
            case TraceEvent.Resumed ignored -> {}
            case TraceEvent.Compensating ignored -> {}
            case TraceEvent.Ended ended -> {
                ObjectNode root = entries.get(Path.ROOT);
                if (root != null) {
                    root.put("outcome", ended.outcome().state().name().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    /** The id and the time that the machine gave to an event are the engine's, not the definition's. */
    private static JsonNode output(Task task, JsonNode output) {
        if (!(task.action() instanceof Action.Emit emit)
                || task.outputAs() != null
                || !(output instanceof ObjectNode event)) {
            return output;
        }
        ObjectNode comparable = JsonNodeFactory.instance.objectNode().setAll(event);
        for (String given : List.of("id", "time")) {
            if (!emit.event().containsKey(given)) {
                comparable.remove(given);
            }
        }
        return comparable;
    }

    /** The entries, ordered by path. */
    public JsonNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        entries.values().forEach(array::add);
        return array;
    }

    /** The canonical text. */
    @Override
    public String toString() {
        return CanonicalJson.write(toJson());
    }

    private void dropBelow(Path path) {
        below(path).clear();
    }

    /** What a branch that is not kept did is undone later; that is left out with it. */
    private void put(Path path, ObjectNode entry) {
        for (int depth = 0; depth < path.depth() && !decided.isEmpty(); depth++) {
            int ordinal = path.prefix(depth + 1).ordinal();
            Integer branch = decided.get(path.prefix(depth));
            if (branch != null && ordinal >= 0 && ordinal != branch) {
                return;
            }
        }
        entries.put(path, entry);
    }

    private void keepBranch(Path fork, int branch) {
        decided.put(fork, branch);
        below(fork).keySet().removeIf(path -> path.prefix(fork.depth() + 1).ordinal() != branch);
    }

    /** Everything inside a scope. */
    private SortedMap<Path, ObjectNode> below(Path path) {
        return entries.subMap(path, false, path.child(Integer.MAX_VALUE), true);
    }

    private static ObjectNode entry(Path path, Task task, String outcome, JsonNode input) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("path", path.toString());
        entry.put("pointer", task.pointer());
        entry.put("kind", task.isRoot() ? "workflow" : task.action().kind());
        entry.put("outcome", outcome);
        entry.set("input", input);
        return entry;
    }

    private static ObjectNode withFailed(ObjectNode entry, List<FailedAttempt> failed) {
        if (!failed.isEmpty()) {
            ArrayNode attempts = entry.putArray("failedAttempts");
            failed.forEach(attempt -> attempts.addObject()
                    .put("type", StandardError.canonicalType(attempt.type()))
                    .put("status", attempt.status()));
        }
        return entry;
    }

    private static ObjectNode error(ExecutionError error) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", StandardError.canonicalType(error.type()))
                .put("status", error.status())
                .put("instance", error.pointer());
    }
}
