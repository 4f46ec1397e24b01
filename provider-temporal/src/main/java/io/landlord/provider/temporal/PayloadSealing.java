package io.landlord.provider.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts payloads with AES-256-GCM under the newest key, each with a nonce of its own, and decrypts them under the key they
 * name. A payload is bound to its namespace and key id: moved elsewhere it does not open.
 */
final class PayloadSealing {
    static final String ENCODING = "binary/encrypted";

    /** The names that Temporal's own examples use. */
    private static final String CIPHER_METADATA = "encryption-cipher";

    private static final String KEY_METADATA = "encryption-key-id";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final @Nullable PayloadKeys keys;
    private final String namespace;
    private final SecureRandom random = new SecureRandom();

    PayloadSealing(@Nullable PayloadKeys keys, String namespace) {
        this.keys = keys;
        this.namespace = namespace;
    }

    Payload seal(Payload plain) {
        if (keys == null) {
            return plain;
        }
        Map.Entry<String, SecretKey> newest = keys.newest();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, newest.getKey(), newest.getValue(), nonce);
            ByteString sealed = ByteString.copyFrom(cipher.doFinal(plain.toByteArray()));
            return Payload.newBuilder()
                    .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8(ENCODING))
                    .putMetadata(CIPHER_METADATA, ByteString.copyFromUtf8("AES-256-GCM"))
                    .putMetadata(KEY_METADATA, ByteString.copyFromUtf8(newest.getKey()))
                    .setData(ByteString.copyFrom(nonce).concat(sealed))
                    .build();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("values cannot be encrypted: " + broken, broken);
        }
    }

    /** @throws Unreadable when the key is missing or another one of that id */
    Payload open(Payload sealed) {
        String id = sealed.getMetadataOrDefault(KEY_METADATA, ByteString.EMPTY).toStringUtf8();
        SecretKey key = keys == null ? null : keys.find(id);
        if (key == null) {
            throw new Unreadable(
                    "a value in namespace '" + namespace + "' is encrypted with the key '" + id
                            + "', and this process has "
                            + (keys == null
                                    ? "no keys"
                                    : "only " + Objects.requireNonNull(keys).ids())
                            + "; add that key to its payload keys",
                    null);
        }
        ByteString data = sealed.getData();
        try {
            if (data.size() < NONCE) {
                throw new AEADBadTagException("too short");
            }
            Cipher cipher = cipher(
                    Cipher.DECRYPT_MODE, id, key, data.substring(0, NONCE).toByteArray());
            return Payload.parseFrom(cipher.doFinal(data.substring(NONCE).toByteArray()));
        } catch (GeneralSecurityException | InvalidProtocolBufferException wrong) {
            throw new Unreadable(
                    "a value in namespace '" + namespace + "' does not open with this process's key '" + id
                            + "': it was encrypted with another key of that id, for another namespace, or was changed;"
                            + " see to it that all processes have the same keys",
                    wrong);
        }
    }

    private Cipher cipher(int mode, String id, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(("landlord/" + namespace + "/" + id).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
