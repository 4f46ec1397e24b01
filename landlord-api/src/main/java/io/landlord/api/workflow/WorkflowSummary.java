package io.landlord.api.workflow;

import java.util.List;
import java.util.Map;

/**
 * A deployed workflow in a list.
 *
 * @param workflowId the workflow's id
 * @param provider the provider that owns it
 * @param name its name for people, as of the newest version
 * @param versions its versions, oldest first
 * @param tags its labels, as of the newest version
 */
public record WorkflowSummary(
        String workflowId, String provider, String name, List<String> versions, Map<String, String> tags) {

    public WorkflowSummary {
        versions = List.copyOf(versions);
        tags = Map.copyOf(tags);
    }
}
