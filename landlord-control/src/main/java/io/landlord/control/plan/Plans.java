package io.landlord.control.plan;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Page;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The plans there are. */
public final class Plans {
    /**
     * What putting a plan gave.
     *
     * @param created false when a plan of this name was there
     */
    public record PutResult(Plan plan, boolean created) {}

    /**
     * Makes a plan or replaces what it says. Putting what is there already changes nothing.
     *
     * @param expectedVersion the version the caller saw; 0 for none, there must not be one; {@code null} for whatever is there
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC}; {@link ErrorCode#VERSION_CONFLICT}
     */
    public PutResult put(String name, String description, ObjectNode limits, @Nullable Long expectedVersion) {
        throw new UnsupportedOperationException();
    }

    /** @throws LandlordException {@link ErrorCode#PLAN_NOT_FOUND}, with a guess at the name that was meant */
    public Plan get(String name) {
        throw new UnsupportedOperationException();
    }

    /** One page of plans, by name. */
    public Page<Plan> list(int limit, @Nullable String cursor) {
        throw new UnsupportedOperationException();
    }

    /**
     * Removes a plan.
     *
     * @param expectedVersion the version the caller saw; {@code null} for whatever is there
     * @throws LandlordException {@link ErrorCode#PLAN_NOT_FOUND}; {@link ErrorCode#VERSION_CONFLICT};
     *     {@link ErrorCode#PLAN_CONFLICT} while a tenant that is not deleted uses it
     */
    public void delete(String name, @Nullable Long expectedVersion) {
        throw new UnsupportedOperationException();
    }
}
