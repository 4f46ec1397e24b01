package io.landlord.provider.mock;

import io.landlord.language.deployment.DeployedVersion;
import io.landlord.machine.program.WorkflowReference;
import java.util.HashMap;
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

    /** With what it had not to settle before. What it had, stays. */
    Descent and(Map<WorkflowReference, DeployedVersion> more) {
        Map<WorkflowReference, DeployedVersion> all = new HashMap<>(more);
        all.putAll(pinned);
        return new Descent(level, all);
    }

    Descent below() {
        return new Descent(level + 1, pinned);
    }
}
