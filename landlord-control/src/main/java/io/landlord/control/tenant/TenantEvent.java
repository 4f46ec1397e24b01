package io.landlord.control.tenant;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a tenant's history.
 *
 * @param sequence the place in the history, growing
 * @param state the tenant's state after it
 * @param operation the operation it belongs to
 * @param message for people
 */
public record TenantEvent(
        long sequence,
        Instant time,
        Type type,
        TenantState state,
        @Nullable String operation,
        String message) {

    /** What a line tells. */
    public enum Type {
        /** The tenant, or a change of it, was asked for. */
        APPLIED,
        /** The tenant's removal was asked for. */
        DELETE_REQUESTED,
        /** An operation began. */
        STARTED,
        /** A further attempt at an operation began, because the engine no longer knows the one before. */
        RESTARTED,
        /** An operation cannot go on now and is tried again. */
        DELAYED,
        SUCCEEDED,
        FAILED,
        /** An operation ended because a later one takes its place. */
        SUPERSEDED;

        /** The name used in documents and answers, {@code delete_requested}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
