package io.landlord.api.payload;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.util.Optional;

/**
 * Keeps values that are too large for an engine, by their content. All processes that work on the same executions share one
 * store. Safe for use by many threads; a failure is a {@link LandlordException} of {@link ErrorCode#STORE_UNAVAILABLE}.
 *
 * <p>Nothing tells a store that a value is needed no more: delete what is older than the longest execution and the time for which
 * what has ended is kept, together.
 */
public interface PayloadStore {

    /**
     * Keeps a value. It is durable when this returns. Keeping it again makes it as new.
     *
     * @param hash the SHA-256 of the content, 64 hexadecimal digits in lower case
     */
    void put(String hash, byte[] content);

    /** The value of this hash, if it is there. */
    Optional<byte[]> get(String hash);
}
