package io.landlord.server.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param items what is on it
 * @param next the cursor of the page after it; null on the last one
 */
public record Page<T>(
        List<T> items,

        @Schema(description = "The cursor of the next page; null on the last one") @Nullable
        String next) {

    public Page {
        items = List.copyOf(items);
    }

    /** A page of the domain, its items as they are told. */
    public static <S, T> Page<T> of(io.landlord.control.Page<S> page, Function<S, T> view) {
        return new Page<>(page.items().stream().map(view).toList(), page.next());
    }

    /** The whole list on one page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }
}
