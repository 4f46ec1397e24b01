package io.landlord.core.catalog;

import io.landlord.api.workflow.WorkflowSpec;
import java.time.Instant;

/**
 * A version of a workflow with everything that is needed to deploy it again.
 *
 * @param spec as it was handed in; its own version is what was asked for and may be {@code null}
 * @param provider the provider it was deployed on
 * @param version the version's name
 * @param contentHash the hash of its content, as the provider gave it
 * @param deployedAt when this version was recorded, in whole milliseconds; deploying the same content again does not change it
 */
public record DeployedWorkflow(
        WorkflowSpec spec, String provider, String version, String contentHash, Instant deployedAt) {

    public String workflowId() {
        return spec.workflowId();
    }
}
