package io.landlord.api.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import java.util.List;
import java.util.stream.Stream;

/**
 * What deploying a workflow gave.
 *
 * @param workflowId the workflow's id
 * @param provider the name of the provider that owns it
 * @param version the version that holds this content
 * @param contentHash the hash of the content; equal content has the equal hash on every engine
 * @param created false when this content had been deployed before and nothing changed
 * @param warnings problems that do not refuse the definition
 */
public record CreateWorkflowResult(
        String workflowId,
        String provider,
        String version,
        String contentHash,
        boolean created,
        List<Diagnostic> warnings) {

    public CreateWorkflowResult {
        warnings = List.copyOf(warnings);
    }

    /** The same with more warnings. */
    public CreateWorkflowResult withMore(List<Diagnostic> more) {
        return new CreateWorkflowResult(
                workflowId,
                provider,
                version,
                contentHash,
                created,
                Stream.concat(warnings.stream(), more.stream()).toList());
    }
}
