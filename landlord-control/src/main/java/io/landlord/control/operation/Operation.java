package io.landlord.control.operation;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of a tenant.
 *
 * @param id unique; ids of later operations sort after those of earlier ones, as far as the servers' clocks agree
 * @param tenant the tenant's name
 * @param generation the tenant's generation that it brings about
 * @param attempt which attempt runs or ran, from 1; 0 while none has begun
 * @param provider the engine it runs on; {@code null} until it begins
 * @param workflowId the workflow it runs; {@code null} until it begins
 * @param executionId the execution of the newest attempt; {@code null} until it has started
 * @param error why it failed; {@code null} unless it did
 * @param correlationId the id that joins it to the request that asked for it
 * @param createdAt when it was asked for
 * @param startedAt when it began; {@code null} until then
 * @param endedAt when it ended; {@code null} until then
 */
public record Operation(
        String id,
        String tenant,
        Kind kind,
        State state,
        long generation,
        int attempt,
        @Nullable String provider,
        @Nullable String workflowId,
        @Nullable String executionId,
        @Nullable Reason error,
        String correlationId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** What is changed. */
    public enum Kind {
        CREATE,
        UPDATE,
        DELETE;

        /** The name used in documents and answers, {@code create}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it has come. */
    public enum State {
        PENDING,
        RUNNING,
        SUCCEEDED,
        FAILED,
        /** A later operation of the tenant took its place. */
        SUPERSEDED;

        /** Whether it has ended and will never change again. */
        public boolean isFinal() {
            return switch (this) {
                case PENDING, RUNNING -> false;
                case SUCCEEDED, FAILED, SUPERSEDED -> true;
            };
        }

        /** The name used in documents and answers, {@code superseded}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
