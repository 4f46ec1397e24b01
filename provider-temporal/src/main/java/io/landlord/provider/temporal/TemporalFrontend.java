package io.landlord.provider.temporal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where Temporal is and how to be let in. Immutable: each {@code with} method gives a changed copy.
 *
 * @param address host and port of the frontend
 * @param namespace the namespace everything runs in
 * @param retention how long a namespace that is made keeps what has ended, at least a day; {@code null} to expect that the
 *     namespace exists
 * @param tls how to speak TLS; {@code null} for not at all
 * @param apiKey gives the key to send with each request; {@code null} for none
 * @param patience how long a question to a worker may take before the answer comes from Temporal's records alone
 */
public record TemporalFrontend(
        String address,
        String namespace,
        @Nullable Duration retention,
        @Nullable TemporalTls tls,
        @Nullable Supplier<String> apiKey,
        Duration patience) {

    public TemporalFrontend {
        TemporalSettings.require(
                !address.isBlank(), "the address must not be empty; it is host:port of Temporal's frontend");
        TemporalSettings.require(!namespace.isBlank(), "the namespace must not be empty");
        TemporalSettings.require(
                retention == null || retention.compareTo(Duration.ofDays(1)) >= 0,
                "the retention must be at least a day, not " + retention);
        TemporalSettings.require(patience.isPositive(), "the patience must be positive, not " + patience);
    }

    /** A server without TLS, its namespace {@code default}. */
    public static TemporalFrontend of(String address) {
        return new TemporalFrontend(address, "default", null, null, null, Duration.ofSeconds(10));
    }

    public TemporalFrontend withNamespace(String newNamespace, @Nullable Duration newRetention) {
        return new TemporalFrontend(address, newNamespace, newRetention, tls, apiKey, patience);
    }

    public TemporalFrontend withTls(@Nullable TemporalTls newTls) {
        return new TemporalFrontend(address, namespace, retention, newTls, apiKey, patience);
    }

    /** These settings with a key that is asked for at each request. */
    public TemporalFrontend withApiKey(@Nullable Supplier<String> newApiKey) {
        return new TemporalFrontend(address, namespace, retention, tls, newApiKey, patience);
    }

    /**
     * These settings with the key in this file, which is read anew every half minute.
     *
     * @throws IllegalArgumentException when there is no key in it now
     */
    public TemporalFrontend withApiKeyFile(Path file) {
        return withApiKey(new ApiKeyFile(file, System::nanoTime));
    }

    public TemporalFrontend withPatience(Duration newPatience) {
        return new TemporalFrontend(address, namespace, retention, tls, apiKey, newPatience);
    }
}
