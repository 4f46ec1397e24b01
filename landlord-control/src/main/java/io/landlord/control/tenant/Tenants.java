package io.landlord.control.tenant;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Page;
import io.landlord.control.operation.Operation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tenants there are: what is wanted of them is said here, and the reconciler makes it so. */
public final class Tenants {
    /**
     * Which tenants to list.
     *
     * @param state only those in this state; {@code null} for all that are not deleted
     * @param plan only those of this plan
     * @param template only those of this template
     * @param limit how many at the most, from 1 to {@link Page#MOST}
     * @param cursor where the page begins, as the page before it said; {@code null} for the first
     */
    public record Query(
            @Nullable TenantState state,
            @Nullable String plan,
            @Nullable String template,
            int limit,
            @Nullable String cursor) {}

    /**
     * Says what is wanted of a tenant, and makes the operation that brings it about. Saying it again changes nothing: while the
     * operation is under way it gives that operation, once the tenant is ready none. A tenant that failed is tried again.
     *
     * @param correlationId the id of the request, for logs and handlers
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with a diagnostic for each problem;
     *     {@link ErrorCode#PLAN_NOT_FOUND}; {@link ErrorCode#TEMPLATE_NOT_FOUND}; {@link ErrorCode#TENANT_CONFLICT} while it is
     *     being deleted; {@link ErrorCode#VERSION_CONFLICT} when the precondition does not hold
     */
    public Applied apply(TenantRequest request, Precondition precondition, String correlationId) {
        throw new UnsupportedOperationException();
    }

    /**
     * As {@link #apply}, for a tenant that must not be there.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_CONFLICT} when it is
     */
    public Applied create(TenantRequest request, String correlationId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Asks for a tenant's removal; what is under way for it is stopped and undone first. Asking again gives the same operation.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}; {@link ErrorCode#VERSION_CONFLICT}
     */
    public Operation delete(String name, Precondition precondition, String correlationId) {
        throw new UnsupportedOperationException();
    }

    /** @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}, with a guess at the name that was meant */
    public Tenant get(String name) {
        throw new UnsupportedOperationException();
    }

    /** One page of tenants, by name. */
    public Page<Tenant> list(Query query) {
        throw new UnsupportedOperationException();
    }

    /**
     * The newest 1,000 lines of a tenant's history, oldest first.
     *
     * @throws LandlordException {@link ErrorCode#TENANT_NOT_FOUND}
     */
    public List<TenantEvent> history(String name) {
        throw new UnsupportedOperationException();
    }

    /** How many tenants are in each state; one aggregate query. */
    public Map<TenantState, Long> countByState() {
        throw new UnsupportedOperationException();
    }
}
