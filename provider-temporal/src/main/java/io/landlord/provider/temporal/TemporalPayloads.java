package io.landlord.provider.temporal;

import io.landlord.api.payload.PayloadStore;
import org.jspecify.annotations.Nullable;

/**
 * How values are written into Temporal's histories. What was written in any other way is read too, as long as the keys and
 * the store are there. Immutable: each {@code with} method gives a changed copy.
 *
 * @param compressed whether values of 16 KiB and more are compressed where that makes them smaller
 * @param keys encrypt values; {@code null} to leave them readable in Temporal's UI
 * @param store keeps large values, so that only references go to Temporal; {@code null} to refuse what Temporal does not take
 * @param threshold from how many bytes on a value, compressed and encrypted, goes to the store; at most a mebibyte
 */
public record TemporalPayloads(
        boolean compressed,
        @Nullable PayloadKeys keys,
        @Nullable PayloadStore store,
        int threshold) {

    /** Compressed, not encrypted, without a store. */
    public static final TemporalPayloads STANDARD = new TemporalPayloads(true, null, null, 256 << 10);

    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 20;

    public TemporalPayloads {
        TemporalSettings.require(
                threshold >= LEAST && threshold <= MOST,
                "the threshold must be from " + LEAST + " to " + MOST + " bytes, not " + threshold);
    }

    public TemporalPayloads withCompressed(boolean newCompressed) {
        return new TemporalPayloads(newCompressed, keys, store, threshold);
    }

    public TemporalPayloads withKeys(@Nullable PayloadKeys newKeys) {
        return new TemporalPayloads(compressed, newKeys, store, threshold);
    }

    public TemporalPayloads withStore(@Nullable PayloadStore newStore, int newThreshold) {
        return new TemporalPayloads(compressed, keys, newStore, newThreshold);
    }
}
