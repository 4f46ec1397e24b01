package io.landlord.provider.temporal;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How TLS to Temporal is spoken. All files are PEM and read when the provider is opened. Immutable: each {@code with} method gives
 * a changed copy.
 *
 * @param authority the certificates that the server's must lead to; {@code null} for those the JVM trusts
 * @param certificate the certificate to show to the server, with what leads to its authority; {@code null} for none
 * @param key the key of that certificate, unencrypted PKCS#8
 * @param serverName the name that the server's certificate must have; {@code null} for the address's host
 */
public record TemporalTls(
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable String serverName) {

    /** TLS with what the JVM trusts, and without a certificate of our own. */
    public static final TemporalTls STANDARD = new TemporalTls(null, null, null, null);

    public TemporalTls {
        TemporalSettings.require(
                (certificate == null) == (key == null),
                "a client certificate needs its key, and a key its certificate: set both or neither");
    }

    /**
     * What {@code landlord.temporal.tls.*} says, wherever it is read.
     *
     * @return {@code null} for no TLS
     * @throws IllegalArgumentException when something of it is set that would do nothing
     */
    public static @Nullable TemporalTls configured(
            boolean enabled,
            @Nullable Path authority,
            @Nullable Path certificate,
            @Nullable Path key,
            @Nullable String serverName) {
        TemporalTls tls = new TemporalTls(authority, certificate, key, serverName);
        TemporalSettings.require(
                enabled || tls.equals(STANDARD),
                "landlord.temporal.tls.* is set, but TLS is not spoken: set landlord.temporal.tls.enabled=true, or leave"
                        + " out the others");
        return enabled ? tls : null;
    }

    public TemporalTls withAuthority(@Nullable Path newAuthority) {
        return new TemporalTls(newAuthority, certificate, key, serverName);
    }

    public TemporalTls withCertificate(@Nullable Path newCertificate, @Nullable Path newKey) {
        return new TemporalTls(authority, newCertificate, newKey, serverName);
    }

    public TemporalTls withServerName(@Nullable String newServerName) {
        return new TemporalTls(authority, certificate, key, newServerName);
    }

    /** @throws IllegalArgumentException naming the file that is missing or is not what it should be */
    SslContext context() {
        SslContextBuilder context = GrpcSslContexts.forClient();
        Path trusted = authority;
        Path shown = certificate;
        Path secret = key;
        if (trusted != null) {
            SslContextBuilder ignored = read(trusted, "certificates", () -> context.trustManager(trusted.toFile()));
        }
        if (shown != null && secret != null) {
            PrivateKey ignoredKey = PemKeys.read(secret);
            SslContextBuilder ignored =
                    read(shown, "certificates", () -> context.keyManager(shown.toFile(), secret.toFile()));
        }
        try {
            return context.build();
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("TLS to Temporal cannot be set up: " + wrong.getMessage(), wrong);
        }
    }

    private static <T> T read(Path file, String what, Supplier<T> reader) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (text.contains("-----BEGIN CERTIFICATE-----")) {
                return reader.get();
            }
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("the file " + file + " cannot be read as " + what + ": " + wrong, wrong);
        }
        throw new IllegalArgumentException("the file " + file + " holds no " + what
                + "; it must be PEM, beginning with -----BEGIN CERTIFICATE-----");
    }
}
