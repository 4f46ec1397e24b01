package io.landlord.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The opaque form in which a list hands out where its next page begins. */
public final class Cursor {

    private Cursor() {}

    /** A place in a list, to be given to callers. */
    public static @Nullable String of(@Nullable String place) {
        return place == null
                ? null
                : Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place that a caller gave back.
     *
     * @throws Refusal when it is none
     */
    public static @Nullable String place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (place.isEmpty() || TextRules.hasControl(place) || !cursor.equals(of(place))) {
                throw invalid();
            }
            return place;
        } catch (IllegalArgumentException failure) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return Refusal.badRequest(
                "invalid_cursor", "the parameter 'cursor' is none that a list gave; leave it out for the first page");
    }
}
