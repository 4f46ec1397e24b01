package io.landlord.control;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins: after the item with this key. Opaque to callers, so that what it says may change; it goes on being right
 * while items come and go.
 */
public final class Cursor {
    private static final String FORM = "1:";

    private Cursor() {}

    /** The key that a caller's cursor stands for; {@code null} for the first page. */
    public static @Nullable String read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(FORM) && text.indexOf('\0') < 0) {
                return text.substring(FORM.length());
            }
        } catch (IllegalArgumentException notBase64) {
            throw refusal();
        }
        throw refusal();
    }

    /**
     * A page of what was read.
     *
     * @param found one item more than fits, where there is one
     * @param limit how many fit, from 1 to {@link Page#MOST}
     * @param key what an item is ordered by
     */
    public static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, write(key.apply(items.getLast())));
    }

    /** The limit that was asked for, if it is one. */
    public static int limit(int asked) {
        if (asked < 1 || asked > Page.MOST) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC,
                    "the limit is wrong",
                    List.of(Diagnostic.error(
                            "invalid-limit",
                            "/limit",
                            "a page holds 1 to " + Page.MOST + " items, not " + asked,
                            null)),
                    null);
        }
        return asked;
    }

    private static String write(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((FORM + key).getBytes(StandardCharsets.UTF_8));
    }

    private static LandlordException refusal() {
        return new LandlordException(
                ErrorCode.INVALID_SPEC,
                "the cursor is wrong",
                List.of(Diagnostic.error(
                        "invalid-cursor",
                        "/cursor",
                        "this is not a cursor that a list gave",
                        "leave it out for the first page, and take 'next' of each page for the one after it")),
                null);
    }
}
