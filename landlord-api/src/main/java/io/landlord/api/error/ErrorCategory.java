package io.landlord.api.error;

/** The six ways a request can fail. HTTP status, exit code and retryability are derived from the category alone. */
public enum ErrorCategory {
    /** The request is wrong and stays wrong until the caller changes it. */
    INVALID,
    /** The thing named does not exist. */
    NOT_FOUND,
    /** The request contradicts what exists already. */
    CONFLICT,
    /** The engine cannot do this; another one may. */
    UNSUPPORTED,
    /** The engine or a store cannot be reached now; the same request may succeed later. */
    UNAVAILABLE,
    /** A fault of Landlord's own. */
    INTERNAL;

    /** Whether the same request, sent again unchanged, may succeed. */
    public boolean retryable() {
        return this == UNAVAILABLE;
    }
}
