package io.landlord.api.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.LandlordException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ListPlaceTest {
    @Test
    void a_cursor_leads_back_to_its_place() {
        ListPlace place = new ListPlace(Instant.parse("2026-01-02T03:04:05.000006Z"), "orders:a~b");

        assertThat(ListPlace.of(place.cursor())).isEqualTo(place);
    }

    @Test
    void what_no_list_gave_is_refused() {
        for (String cursor : new String[] {"", "~", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z~", "yesterday~a"}) {
            assertThatThrownBy(() -> ListPlace.of(cursor))
                    .as(cursor)
                    .isInstanceOf(LandlordException.class)
                    .hasMessage("the cursor is wrong");
        }
    }
}
