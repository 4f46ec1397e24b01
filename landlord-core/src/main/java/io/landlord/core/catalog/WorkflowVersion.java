package io.landlord.core.catalog;

import java.time.Instant;

/**
 * A version of a workflow that was deployed.
 *
 * @param workflowId the workflow's id
 * @param provider the provider it was deployed on
 * @param version the version's name
 * @param contentHash the hash of its content
 * @param deployedAt when this version was recorded, in whole milliseconds
 */
public record WorkflowVersion(
        String workflowId, String provider, String version, String contentHash, Instant deployedAt) {}
