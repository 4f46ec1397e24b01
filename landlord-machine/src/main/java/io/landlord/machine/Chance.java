package io.landlord.machine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Numbers that look random and are the same on every engine and in every replay. */
final class Chance {
    private static final double TWO_TO_THE_53 = 0x1.0p53;

    private Chance() {}

    /** A number from 0 to below 1, made of execution, path and attempt. */
    static double of(String execution, Path path, int attempt) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((execution + "\n" + path + "\n" + attempt).getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) / TWO_TO_THE_53;
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
