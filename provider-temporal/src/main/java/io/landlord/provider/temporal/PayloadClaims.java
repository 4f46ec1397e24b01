package io.landlord.provider.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.landlord.api.error.LandlordException;
import io.landlord.api.payload.PayloadStore;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts large payloads into the store and leaves their hash in their place. */
final class PayloadClaims {
    static final String ENCODING = "landlord/reference";

    private static final String SIZE_METADATA = "landlord-size";

    private final @Nullable PayloadStore store;
    private final int threshold;

    PayloadClaims(TemporalPayloads settings) {
        this.store = settings.store();
        this.threshold = settings.threshold();
    }

    boolean takes(Payload payload) {
        return store != null && payload.getSerializedSize() >= threshold;
    }

    /**
     * The reference to a payload.
     *
     * @param keep whether to put it into the store too, or only to say what would be written
     * @throws LandlordException when the store does not take it
     */
    Payload refer(Payload payload, boolean keep) {
        byte[] content = payload.toByteArray();
        String hash = hash(content);
        if (keep && store != null) {
            store.put(hash, content);
        }
        return Payload.newBuilder()
                .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8(ENCODING))
                .putMetadata(SIZE_METADATA, ByteString.copyFromUtf8(Integer.toString(content.length)))
                .setData(ByteString.copyFromUtf8(hash))
                .build();
    }

    /** @throws Unreadable when the store does not have it, or there is none */
    Payload fetch(Payload reference) {
        String hash = reference.getData().toStringUtf8();
        String value = "a value of "
                + reference
                        .getMetadataOrDefault(SIZE_METADATA, ByteString.EMPTY)
                        .toStringUtf8()
                + " bytes is kept outside of Temporal under " + hash;
        if (store == null) {
            throw new Unreadable(
                    value + ", and this process has no payload store; give it the one of the others", null);
        }
        Optional<byte[]> content;
        try {
            content = store.get(hash);
        } catch (LandlordException | IllegalArgumentException failure) {
            throw new Unreadable(value + ", and cannot be fetched: " + failure.getMessage(), failure);
        }
        byte[] bytes = content.orElseThrow(() -> new Unreadable(
                value
                        + ", and this process's payload store does not have it: it is another store than the others', or the"
                        + " value was deleted too early",
                null));
        if (!hash(bytes).equals(hash)) {
            throw new Unreadable(value + ", and what is there is damaged; restore it from a backup", null);
        }
        try {
            return Payload.parseFrom(bytes);
        } catch (InvalidProtocolBufferException wrong) {
            throw new Unreadable(value + ", and is not what we wrote", wrong);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
