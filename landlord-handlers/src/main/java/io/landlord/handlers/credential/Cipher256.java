package io.landlord.handlers.credential;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM: nobody without the key reads them or changes them unnoticed. Sealed bytes are a header that names
 * the format, a nonce of 12 bytes that is new each time, and the cipher text with its tag of 16 bytes.
 */
final class Cipher256 {
    /** The bytes of a key. */
    static final int KEY_LENGTH = 32;

    private static final byte[] HEADER = "landlord-credentials-1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    Cipher256(byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("the key must have " + KEY_LENGTH + " bytes, it has " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    static byte[] newKey() {
        return random(KEY_LENGTH);
    }

    byte[] seal(byte[] plain) {
        byte[] nonce = random(NONCE_LENGTH);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
            return ByteBuffer.allocate(HEADER.length + nonce.length + sealed.length)
                    .put(HEADER)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is missing from this Java runtime", e);
        }
    }

    /** @param source what the bytes are, for the message of a failure */
    byte[] open(byte[] sealed, String source) {
        int start = HEADER.length + NONCE_LENGTH;
        if (sealed.length < start || !Arrays.equals(sealed, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw new LandlordException(ErrorCode.INTERNAL, source + " is not a credential file of Landlord");
        }
        byte[] nonce = Arrays.copyOfRange(sealed, HEADER.length, start);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, start, sealed.length - start);
        } catch (AEADBadTagException e) {
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    source + " cannot be decrypted: the key is another one than it was written with, or the file was "
                            + "changed; restore the key file or the file from a backup",
                    e);
        } catch (GeneralSecurityException e) {
            throw new LandlordException(ErrorCode.INTERNAL, source + " cannot be decrypted", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(HEADER);
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
