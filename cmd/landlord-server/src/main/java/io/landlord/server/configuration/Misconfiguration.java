package io.landlord.server.configuration;

/** The configuration cannot work; the message says which property and what to do. Ends the start. */
final class Misconfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    Misconfiguration(String description, String action) {
        super(description);
        this.action = action;
    }

    String action() {
        return action;
    }
}
