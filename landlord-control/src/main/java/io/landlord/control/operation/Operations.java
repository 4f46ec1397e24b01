package io.landlord.control.operation;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Page;
import org.jspecify.annotations.Nullable;

/** The operations there are and were. */
public final class Operations {
    /**
     * Which operations to list.
     *
     * @param tenant only those of this tenant
     * @param state only those in this state
     * @param limit how many at the most, from 1 to {@link Page#MOST}
     * @param cursor where the page begins, as the page before it said; {@code null} for the first
     */
    public record Query(
            @Nullable String tenant,
            Operation.@Nullable State state,
            int limit,
            @Nullable String cursor) {}

    /** @throws LandlordException {@link ErrorCode#OPERATION_NOT_FOUND} */
    public Operation get(String id) {
        throw new UnsupportedOperationException();
    }

    /** One page of operations, newest first. */
    public Page<Operation> list(Query query) {
        throw new UnsupportedOperationException();
    }
}
