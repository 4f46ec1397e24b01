package io.landlord.control.request;

import io.landlord.control.store.ControlDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers for 24 hours what was answered to requests that carry an idempotency key, so that a request that is sent twice is
 * done once.
 *
 * <p>Two ways of use. Inside of one transaction, {@link #begin}, the work and {@link #complete}: the request and its memory happen
 * together or not at all, and a second server with the same key waits and then answers the same. Where the work cannot be in a
 * transaction, each call on its own: a second server is told {@link Claim.Underway}; when the first one dies, the
 * request is new again after a minute, so the work itself must bear repetition. A request that failed and may be tried again is
 * forgotten with {@link #abandon}, or by its transaction's end.
 */
public final class RequestLedger {
    /** How long an answer is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** How long a request that was begun outside of a transaction is believed to be under way. */
    public static final Duration BELIEVED = Duration.ofMinutes(1);

    private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);
    private static final int PURGE_BATCH = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final ControlDatabase database;
    private final Clock clock;
    private final AtomicLong nextPurge = new AtomicLong();

    public RequestLedger(ControlDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Claims a request, in the current transaction if there is one.
     *
     * @param scope what the key belongs to: method, path and caller
     * @param key the caller's key
     * @param fingerprint a hash of everything that makes the request what it is
     */
    public Claim begin(String scope, String key, String fingerprint) {
        return database.inTransaction(() -> {
            purgeSometimes();
            return insert(scope, key, fingerprint)
                    ? new Claim.New()
                    : known(scope, key)
                            .map(entry -> again(entry, scope, key, fingerprint))
                            // It was purged between the two statements.
                            .orElseGet(() -> begin(scope, key, fingerprint));
        });
    }

    /** Remembers the answer; the first one stays. */
    public void complete(String scope, String key, int status, Map<String, String> headers, @Nullable String body) {
        database.inTransaction(() -> database.jdbc()
                .sql("""
                        UPDATE request SET status = :status, headers = :headers, body = :body
                        WHERE scope = :scope AND request_key = :key AND status IS NULL
                        """)
                .param("status", status)
                .param("headers", JSON.writeValueAsString(headers))
                .param("body", body)
                .param("scope", scope)
                .param("key", key)
                .update());
    }

    /** Forgets a request that has no answer, so that it may be tried again at once. */
    public void abandon(String scope, String key) {
        database.inTransaction(() -> database.jdbc()
                .sql("DELETE FROM request WHERE scope = :scope AND request_key = :key AND status IS NULL")
                .param("scope", scope)
                .param("key", key)
                .update());
    }

    /** Forgets what is older than {@link #KEPT}; {@link #begin} does it too, some at a time. @return how many were forgotten */
    public int purge() {
        int all = 0;
        int batch;
        do {
            batch = database.inTransaction(this::purgeBatch);
            all += batch;
        } while (batch == PURGE_BATCH);
        return all;
    }

    private boolean insert(String scope, String key, String fingerprint) {
        return database.jdbc()
                        .sql("""
                                INSERT INTO request (scope, request_key, fingerprint, created_at)
                                VALUES (:scope, :key, :fingerprint, :now) ON CONFLICT (scope, request_key) DO NOTHING
                                """)
                        .param("scope", scope)
                        .param("key", key)
                        .param("fingerprint", fingerprint)
                        .param("now", clock.millis())
                        .update()
                == 1;
    }

    private Optional<Entry> known(String scope, String key) {
        return database.jdbc()
                .sql("SELECT * FROM request WHERE scope = :scope AND request_key = :key"
                        + database.dialect().forUpdate())
                .param("scope", scope)
                .param("key", key)
                .query(Entry::of)
                .optional();
    }

    private Claim again(Entry entry, String scope, String key, String fingerprint) {
        Instant now = clock.instant();
        if (!entry.since().plus(KEPT).isAfter(now)) {
            return takeOver(scope, key, fingerprint);
        }
        if (!entry.fingerprint().equals(fingerprint)) {
            return new Claim.Reused();
        }
        if (entry.answer() != null) {
            return entry.answer();
        }
        return entry.since().plus(BELIEVED).isAfter(now)
                ? new Claim.Underway(entry.since())
                : takeOver(scope, key, fingerprint);
    }

    private Claim takeOver(String scope, String key, String fingerprint) {
        database.jdbc()
                .sql("""
                        UPDATE request SET fingerprint = :fingerprint, status = NULL, headers = NULL, body = NULL,
                            created_at = :now WHERE scope = :scope AND request_key = :key
                        """)
                .param("fingerprint", fingerprint)
                .param("now", clock.millis())
                .param("scope", scope)
                .param("key", key)
                .update();
        return new Claim.New();
    }

    private void purgeSometimes() {
        long due = nextPurge.get();
        long now = clock.millis();
        if (now >= due && nextPurge.compareAndSet(due, now + PURGE_INTERVAL.toMillis())) {
            purgeBatch();
        }
    }

    /** Rows that somebody holds are left out: waiting for them here could be waiting in a circle. */
    private int purgeBatch() {
        return database.jdbc()
                .sql("DELETE FROM request WHERE (scope, request_key) IN (SELECT scope, request_key FROM request"
                        + " WHERE created_at <= :before ORDER BY created_at LIMIT " + PURGE_BATCH
                        + database.dialect().forUpdateSkipLocked() + ")")
                .param("before", clock.instant().minus(KEPT).toEpochMilli())
                .update();
    }

    /** @param answer {@code null} while there is none */
    private record Entry(String fingerprint, Instant since, Claim.@Nullable Replay answer) {
        static Entry of(ResultSet row, int number) throws SQLException {
            int status = row.getInt("status");
            Claim.Replay answer = row.wasNull()
                    ? null
                    : new Claim.Replay(
                            status, JSON.readValue(row.getString("headers"), HEADERS), row.getString("body"));
            return new Entry(row.getString("fingerprint"), Instant.ofEpochMilli(row.getLong("created_at")), answer);
        }
    }
}
