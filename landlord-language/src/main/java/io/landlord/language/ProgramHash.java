package io.landlord.language;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The SHA-256 of everything that decides what executions do, as canonical JSON: layout and comments count for nothing. */
final class ProgramHash {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ProgramHash() {}

    static String of(JsonNode definition, List<Task> tasks, WorkflowSpec spec) {
        ObjectNode calls = JSON.objectNode();
        for (Task task : tasks) {
            if (task.action() instanceof Action.Call call) {
                calls.set(task.pointer(), policy(call.policy()));
            }
        }
        ObjectNode whole = JSON.objectNode();
        whole.set("definition", definition);
        whole.set("timeout", duration(spec.timeout()));
        whole.set("retryPolicy", retry(spec.retryPolicy()));
        whole.set("calls", calls);
        return CanonicalJson.hash(whole);
    }

    private static JsonNode policy(CallPolicy policy) {
        ObjectNode json = JSON.objectNode();
        json.set("timeout", duration(policy.timeout()));
        json.set("retry", retry(policy.retry()));
        if (policy.brief()) {
            // Only then, so that hashes from before there was such a thing stay what they are.
            json.put("brief", true);
        }
        return json;
    }

    private static JsonNode retry(@Nullable RetryPolicy retry) {
        if (retry == null) {
            return JSON.nullNode();
        }
        ArrayNode types = JSON.arrayNode();
        retry.nonRetryableTypes().stream().sorted().forEach(types::add);
        ObjectNode json = JSON.objectNode();
        json.put("maxAttempts", retry.maxAttempts());
        json.set("initialInterval", duration(retry.initialInterval()));
        json.put("multiplier", retry.multiplier());
        json.set("maxInterval", duration(retry.maxInterval()));
        json.put("jitter", retry.jitter());
        json.set("nonRetryableTypes", types);
        return json;
    }

    private static JsonNode duration(@Nullable Duration duration) {
        return duration == null ? JSON.nullNode() : JSON.stringNode(duration.toString());
    }
}
