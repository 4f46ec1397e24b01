package io.landlord.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void the_cursor_of_a_page_stands_for_its_last_item() {
        Page<String> page = Cursor.page(List.of("a", "b\u00fc", "c"), 2, Function.identity());

        assertThat(page.items()).containsExactly("a", "b\u00fc");
        assertThat(Cursor.read(requireNonNull(page.next()))).isEqualTo("b\u00fc");
        assertThat(page.next()).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void the_last_page_has_no_cursor() {
        assertThat(Cursor.page(List.of("a", "b"), 2, Function.identity()).next())
                .isNull();
        assertThat(Cursor.read(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "abc", "a b", "MTphY21l=x", "\u00e4", "null"})
    void what_no_list_gave_is_refused(String tampered) {
        refused(tampered);
    }

    @Test
    void what_decodes_but_is_no_cursor_is_refused() {
        refused(encoded("acme"));
        refused(encoded("2:acme"));
        refused(encoded("1:ac\0me"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_001, Integer.MAX_VALUE})
    void a_page_holds_one_to_a_thousand(int limit) {
        assertThatThrownBy(() -> Cursor.limit(limit)).isInstanceOfSatisfying(LandlordException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC);
            assertThat(refusal.diagnostics().getFirst().pointer()).isEqualTo("/limit");
        });
        assertThat(Cursor.limit(1)).isEqualTo(1);
        assertThat(Cursor.limit(1_000)).isEqualTo(1_000);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String cursor) {
        assertThatThrownBy(() -> Cursor.read(cursor)).isInstanceOfSatisfying(LandlordException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC);
            assertThat(refusal.diagnostics()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo("invalid-cursor");
                assertThat(problem.pointer()).isEqualTo("/cursor");
            });
        });
    }
}
