package io.landlord.provider.temporal;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Compresses payloads. */
final class PayloadPress {
    static final String ENCODING = "binary/gzip";

    /** Below, what is saved is not worth that nobody can read it. */
    private static final int FROM = 16 << 10;

    /** No value of ours is as large; a smaller one may claim to be. */
    private static final int LARGEST = 256 << 20;

    private PayloadPress() {}

    static boolean presses(Payload plain) {
        return plain.getData().size() >= FROM;
    }

    static Payload press(Payload plain) {
        if (!presses(plain)) {
            return plain;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.getData().size() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 1 << 13)) {
            plain.writeTo(gzip);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.size() >= plain.getData().size()
                ? plain
                : Payload.newBuilder()
                        .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8(ENCODING))
                        .setData(ByteString.copyFrom(bytes.toByteArray()))
                        .build();
    }

    static Payload unpress(Payload pressed) {
        try (InputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(pressed.getData().toByteArray()), 1 << 13)) {
            byte[] plain = gzip.readNBytes(LARGEST + 1);
            if (plain.length > LARGEST) {
                throw new Unreadable("a compressed value has more than " + LARGEST + " bytes", null);
            }
            return Payload.parseFrom(plain);
        } catch (IOException wrong) {
            throw new Unreadable("a compressed value is damaged: " + wrong.getMessage(), wrong);
        }
    }
}
