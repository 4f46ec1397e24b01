package io.landlord.control.payload;

import io.landlord.api.payload.PayloadStore;
import io.landlord.control.store.ControlDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Keeps each value in a row. */
public final class JdbcPayloadStore implements PayloadStore {
    private final ControlDatabase database;
    private final Clock clock;

    public JdbcPayloadStore(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void put(String hash, byte[] content) {
        database.inTransaction(() -> {
            int known = database.jdbc()
                    .sql("UPDATE payload SET kept_at = :now WHERE hash = :hash")
                    .param("now", clock.millis())
                    .param("hash", hash)
                    .update();
            if (known == 0) {
                int ignored = database.jdbc()
                        .sql("""
                                INSERT INTO payload (hash, content, kept_at) VALUES (:hash, :content, :now)
                                ON CONFLICT (hash) DO NOTHING
                                """)
                        .param("hash", hash)
                        .param("content", content)
                        .param("now", clock.millis())
                        .update();
            }
        });
    }

    @Override
    public Optional<byte[]> get(String hash) {
        return database.jdbc()
                .sql("SELECT content FROM payload WHERE hash = :hash")
                .param("hash", hash)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /** Deletes what was last kept before this time; returns how many values that were. */
    public int deleteBefore(Instant time) {
        return database.inTransaction(() -> database.jdbc()
                .sql("DELETE FROM payload WHERE kept_at < :time")
                .param("time", time.toEpochMilli())
                .update());
    }
}
