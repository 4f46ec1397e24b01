package io.landlord.language.reader;

import org.jspecify.annotations.Nullable;

/** Ends the reading of a document at a problem after which nothing more can be said. */
final class ReadFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Place place;
    private final @Nullable String hint;

    ReadFailure(String code, Place place, String message, @Nullable String hint) {
        super(message, null, false, false);
        this.code = code;
        this.place = place;
        this.hint = hint;
    }

    void tell(Problems problems) {
        problems.error(code, "", place, String.valueOf(getMessage()), hint);
    }
}
