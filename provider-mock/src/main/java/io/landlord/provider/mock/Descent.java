package io.landlord.provider.mock;

import io.landlord.language.deployment.DeployedVersion;
import io.landlord.machine.program.WorkflowReference;
import java.util.Map;

/**
 * Where an execution stands among those that run each other.
 *
 * @param level how many executions are above it
 * @param pinned the versions that it and its children run, settled when the one at the top was started
 */
record Descent(int level, Map<WorkflowReference, DeployedVersion> pinned) {
    Descent {
        pinned = Map.copyOf(pinned);
    }

    Descent below() {
        return new Descent(level + 1, pinned);
    }
}
