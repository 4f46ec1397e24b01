package io.landlord.provider.temporal;

import org.jspecify.annotations.Nullable;

/**
 * A value that this process cannot read, though another could. It says what is missing. In a worker it fails the task, which
 * Temporal then gives to another worker, or to this one again when it has what it needs: nothing is lost by it.
 */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What cannot be read, if that is why this failed. */
    static @Nullable Unreadable in(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Unreadable unreadable) {
                return unreadable;
            }
        }
        return null;
    }
}
