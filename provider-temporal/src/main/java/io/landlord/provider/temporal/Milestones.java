package io.landlord.provider.temporal;

import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import io.landlord.machine.trace.TraceEvent;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Shows in Temporal what completed tasks declare: outputs in the memo, attributes to search by. What one slice completed goes
 * in one event of each kind; a program without milestones costs none.
 */
final class Milestones implements Sink {
    /** A memo is for people to look at, and Temporal bounds it. */
    private static final int LARGEST = 8_192;

    private final Map<String, Milestone> declared = new TreeMap<>();
    private final Map<String, JsonNode> shown = new LinkedHashMap<>();
    private final Map<String, JsonNode> memo = new LinkedHashMap<>();
    private final Map<String, SearchAttributeUpdate<?>> attributes = new LinkedHashMap<>();

    /** From here on, these are the milestones. What others have shown stays shown. */
    void declare(Program program) {
        declared.clear();
        program.tasks().forEach(task -> Milestone.of(task).ifPresent(one -> declared.put(task.pointer(), one)));
    }

    /** Finds what an earlier run has shown. */
    void recall() {
        declared.values().forEach(one -> recall(one.memo()));
    }

    private void recall(@Nullable String name) {
        if (name != null && Workflow.getMemo(name, JsonNode.class) instanceof JsonNode before) {
            shown.put(name, before);
        }
    }

    @Override
    public void accept(TraceEvent event) {
        if (event instanceof TraceEvent.Completed completed) {
            Milestone milestone = declared.get(completed.task().pointer());
            if (milestone != null) {
                reached(milestone, completed.output(), completed.at());
            }
        }
    }

    private void reached(Milestone milestone, JsonNode output, Instant at) {
        if (milestone.memo() != null) {
            memo.put(milestone.memo(), bounded(output));
        }
        milestone.attributes().forEach((name, value) -> attributes.put(name, update(name, value)));
        if (milestone.time() != null) {
            attributes.put(
                    milestone.time(),
                    SearchAttributeKey.forOffsetDateTime(milestone.time()).valueSet(at.atOffset(ZoneOffset.UTC)));
        }
    }

    private static JsonNode bounded(JsonNode output) {
        int length = output.toString().length();
        return length <= LARGEST ? output : JsonNodeFactory.instance.stringNode("left out: " + length + " characters");
    }

    private static SearchAttributeUpdate<?> update(String name, JsonNode value) {
        if (value.isBoolean()) {
            return SearchAttributeKey.forBoolean(name).valueSet(value.booleanValue());
        }
        return value.isString()
                ? SearchAttributeKey.forKeyword(name).valueSet(Attributes.cut(value.stringValue()))
                : SearchAttributeKey.forLong(name).valueSet(value.longValue());
    }

    /** Tells Temporal what was reached since the last time; says whether there was anything. */
    boolean show() {
        boolean any = !memo.isEmpty() || !attributes.isEmpty();
        if (!memo.isEmpty()) {
            shown.putAll(memo);
            Workflow.upsertMemo(new LinkedHashMap<>(memo));
            memo.clear();
        }
        if (!attributes.isEmpty()) {
            List<SearchAttributeUpdate<?>> updates = new ArrayList<>(attributes.values());
            attributes.clear();
            Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate[]::new));
        }
        return any;
    }

    /** All that stands in the memo because of milestones: a new run begins without it. */
    Map<String, Object> memo() {
        return new LinkedHashMap<>(shown);
    }
}
