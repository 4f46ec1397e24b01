package io.landlord.jq;

/** An evaluation spent its fuel, size or depth. No {@code try} of a program catches it. */
public final class JqLimitException extends RuntimeException {
    public JqLimitException(String message) {
        super(message, null, false, false);
    }
}
