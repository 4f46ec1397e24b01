package io.landlord.control.tenant;

import io.landlord.control.operation.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What applying a tenant gave.
 *
 * @param tenant the tenant as it is now
 * @param operation the operation that brings it about; {@code null} when nothing has to change
 * @param created whether the tenant was not there, or was deleted, before
 */
public record Applied(Tenant tenant, @Nullable Operation operation, boolean created) {}
