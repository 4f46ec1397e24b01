package io.landlord.control;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on it, in the list's order
 * @param next the cursor of the page after it, opaque; {@code null} on the last one
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The most that one page may hold. */
    public static final int MOST = 1_000;

    public Page {
        items = List.copyOf(items);
    }
}
