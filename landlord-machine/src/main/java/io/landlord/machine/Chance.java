package io.landlord.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Numbers and identities that look random and are the same on every engine and in every replay. */
final class Chance {
    private static final double TWO_TO_THE_53 = 0x1.0p53;

    private Chance() {}

    /** A number from 0 to below 1, made of execution, path and attempt. */
    static double of(String execution, Path path, int attempt) {
        return (hash(execution + "\n" + path + "\n" + attempt).getLong() >>> 11) / TWO_TO_THE_53;
    }

    /** A UUID of the custom kind (RFC 9562, version 8), made of execution and activation; a rerun is another activation. */
    static String uuid(String execution, Path path) {
        ByteBuffer hash = hash(execution + "\n" + path.qualified());
        long most = hash.getLong() & ~0xF000L | 0x8000L;
        long least = hash.getLong() & ~(0xC000L << 48) | 0x8000L << 48;
        return new UUID(most, least).toString();
    }

    private static ByteBuffer hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
