package io.landlord.examples.provider;

import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A line of the file. */
sealed interface Line {

    /** A version of a workflow was deployed: the spec names the version, the hash says what it compiled to. */
    record Deployed(WorkflowSpec spec, String hash) implements Line {}

    /** A workflow was deleted. */
    record Deleted(String workflowId) implements Line {}

    /** An execution began. What it is and its first event are one line, so that no kill leaves the one without the other. */
    record Started(Identity execution, JournalEntry entry) implements Line {}

    /** Something happened to an execution. */
    record Happened(String executionId, JournalEntry entry) implements Line {}

    /** What an execution is about. */
    record Identity(String id, String workflowId, String version, String name, Map<String, String> tags) {}

    /** The line as JSON; {@link #read} reads it. */
    default ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case Deployed(WorkflowSpec spec, String hash) -> {
                json.set("deployed", JsonMapper.shared().valueToTree(spec));
                json.put("hash", hash);
            }
            case Deleted(String workflowId) -> json.put("deleted", workflowId);
            case Started(Identity execution, JournalEntry entry) -> {
                json.set("started", JsonMapper.shared().valueToTree(execution));
                json.set("event", Journal.write(entry));
            }
            case Happened(String executionId, JournalEntry entry) -> {
                json.put("execution", executionId);
                json.set("event", Journal.write(entry));
            }
        }
        return json;
    }

    static Line read(JsonNode json) {
        if (json.has("deployed")) {
            WorkflowSpec spec = JsonMapper.shared().treeToValue(json.get("deployed"), WorkflowSpec.class);
            return new Deployed(spec, json.get("hash").stringValue());
        }
        if (json.has("deleted")) {
            return new Deleted(json.get("deleted").stringValue());
        }
        JournalEntry entry = Journal.read(json.get("event"));
        return json.has("started")
                ? new Started(JsonMapper.shared().treeToValue(json.get("started"), Identity.class), entry)
                : new Happened(json.get("execution").stringValue(), entry);
    }
}
