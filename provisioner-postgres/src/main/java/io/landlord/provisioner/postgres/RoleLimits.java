package io.landlord.provisioner.postgres;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a role on the server is limited to, in the server's own words, so that it can be put back as it was.
 *
 * @param connections how many it may have at once; -1 for any number
 * @param statementTimeout the setting of its sessions; {@code null} for none
 */
record RoleLimits(int connections, @Nullable String statementTimeout) {
    ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("connections", connections)
                .put("statementTimeout", statementTimeout);
    }
}
