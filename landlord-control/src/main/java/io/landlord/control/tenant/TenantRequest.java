package io.landlord.control.tenant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wanted of a tenant. What is left out stays as it is; at the tenant's creation it is the default.
 *
 * @param name the tenant's name
 * @param plan the plan's name
 * @param template the template's name
 * @param templateVersion the template's version; left out, an update keeps the version the tenant is pinned to as long as the
 *     template stays the same
 * @param parameters all that the template is to be told; replaces what it was told before
 */
public record TenantRequest(
        String name,
        @Nullable String plan,
        @Nullable String template,
        @Nullable Integer templateVersion,
        @Nullable ObjectNode parameters) {}
