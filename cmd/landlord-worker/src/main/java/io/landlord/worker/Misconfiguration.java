package io.landlord.worker;

/** The configuration cannot work; the message says which value and what it must be. */
final class Misconfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misconfiguration(String message) {
        super(message);
    }
}
