package io.landlord.api.workflow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A workflow as it is handed in for deployment.
 *
 * <p>The record itself only refuses nulls; what a valid id, name or timeout is, the facade checks, all violations at once.
 *
 * @param workflowId the id under which the workflow is known to every engine
 * @param providerType the provider that must run it; {@code null} leaves the choice to the catalog and the configuration
 * @param name a name for people
 * @param description what the workflow is for; may be empty
 * @param version the version's name; {@code null} lets the provider count 1, 2, 3. A version named twice with different
 *     content is a conflict
 * @param definition the text of the document, so that positions in diagnostics count within it
 * @param timeout a deadline over the whole execution; the earlier of it and the document's own decides
 * @param retryPolicy replaces the policies of the task handlers for each call of this workflow
 * @param tags free labels
 * @param providerConfig what only one engine understands, a JSON object
 */
public record WorkflowSpec(
        String workflowId,
        @Nullable String providerType,
        String name,
        String description,
        @Nullable String version,
        String definition,
        @Nullable Duration timeout,
        @Nullable RetryPolicy retryPolicy,
        Map<String, String> tags,
        JsonNode providerConfig) {

    public WorkflowSpec {
        requireNonNull(workflowId, "workflowId");
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(definition, "definition");
        requireNonNull(providerConfig, "providerConfig");
        tags = Map.copyOf(tags);
    }

    /** A workflow with this definition and defaults for all else; the id is its name too. */
    public static WorkflowSpec of(String workflowId, String definition) {
        return new WorkflowSpec(
                workflowId,
                null,
                workflowId,
                "",
                null,
                definition,
                null,
                null,
                Map.of(),
                JsonNodeFactory.instance.objectNode());
    }

    public WorkflowSpec withProviderType(@Nullable String newProviderType) {
        return new WorkflowSpec(
                workflowId,
                newProviderType,
                name,
                description,
                version,
                definition,
                timeout,
                retryPolicy,
                tags,
                providerConfig);
    }

    public WorkflowSpec withName(String newName) {
        return new WorkflowSpec(
                workflowId,
                providerType,
                newName,
                description,
                version,
                definition,
                timeout,
                retryPolicy,
                tags,
                providerConfig);
    }

    public WorkflowSpec withVersion(@Nullable String newVersion) {
        return new WorkflowSpec(
                workflowId,
                providerType,
                name,
                description,
                newVersion,
                definition,
                timeout,
                retryPolicy,
                tags,
                providerConfig);
    }

    public WorkflowSpec withDefinition(String newDefinition) {
        return new WorkflowSpec(
                workflowId,
                providerType,
                name,
                description,
                version,
                newDefinition,
                timeout,
                retryPolicy,
                tags,
                providerConfig);
    }

    public WorkflowSpec withTimeout(@Nullable Duration newTimeout) {
        return new WorkflowSpec(
                workflowId,
                providerType,
                name,
                description,
                version,
                definition,
                newTimeout,
                retryPolicy,
                tags,
                providerConfig);
    }

    public WorkflowSpec withRetryPolicy(@Nullable RetryPolicy newRetryPolicy) {
        return new WorkflowSpec(
                workflowId,
                providerType,
                name,
                description,
                version,
                definition,
                timeout,
                newRetryPolicy,
                tags,
                providerConfig);
    }
}
