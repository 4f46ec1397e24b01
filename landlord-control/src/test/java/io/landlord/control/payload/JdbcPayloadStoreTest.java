package io.landlord.control.payload;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.control.SettableClock;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;

class JdbcPayloadStoreTest {
    private static final String HASH = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @OnBothDatabases
    void what_is_kept_is_there_until_it_is_old_and_keeping_it_again_makes_it_new(TestDatabase place) {
        JdbcPayloadStore store = new JdbcPayloadStore(place.open(), clock);

        assertThat(store.get(HASH)).isEmpty();
        store.put(HASH, new byte[] {0, -1, 2});
        store.put(OTHER, new byte[3_000_000]);
        clock.forward(Duration.ofHours(2));
        store.put(HASH, new byte[] {0, -1, 2});

        assertThat(new JdbcPayloadStore(place.open(), clock).get(HASH))
                .hasValueSatisfying(found -> assertThat(found).containsExactly(0, -1, 2));
        assertThat(store.get(OTHER))
                .hasValueSatisfying(found -> assertThat(found).hasSize(3_000_000));
        assertThat(store.deleteBefore(clock.instant().minus(Duration.ofHours(1))))
                .isOne();
        assertThat(store.get(OTHER)).isEmpty();
        assertThat(store.get(HASH)).isPresent();
    }
}
