package io.landlord.jq.regex;

/** Says why a pattern or its flags are not valid, or which limit a match went over, in the words jq uses. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegexException(String message) {
        super(message);
    }

    static RegexException failure(String reason) {
        return new RegexException("Regex failure: " + reason);
    }
}
