package io.landlord.server.configuration;

import io.landlord.api.payload.PayloadStore;
import io.landlord.control.payload.JdbcPayloadStore;
import io.landlord.control.store.ControlDatabase;
import io.landlord.provider.temporal.DirectoryPayloadStore;
import io.landlord.provider.temporal.PayloadKeys;
import io.landlord.provider.temporal.TemporalFrontend;
import io.landlord.provider.temporal.TemporalPayloads;
import io.landlord.provider.temporal.TemporalPools;
import io.landlord.provider.temporal.TemporalSettings;
import io.landlord.provider.temporal.TemporalTls;
import io.landlord.provider.temporal.TemporalWork;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the settings of the engine on Temporal of the configuration. */
final class OnTemporal {
    private OnTemporal() {}

    /** @throws IllegalArgumentException when a value is wrong */
    static TemporalSettings settings(String address, LandlordProperties.Temporal properties, ControlDatabase database) {
        return TemporalSettings.of(address)
                .with(frontend(address, properties))
                .with(work(properties))
                .with(payloads(properties.payloads(), database));
    }

    private static TemporalFrontend frontend(String address, LandlordProperties.Temporal properties) {
        TemporalFrontend frontend = TemporalFrontend.of(address)
                .withNamespace(properties.namespace(), properties.retention())
                .withTls(tls(properties.tls()));
        String key = textOf(properties.apiKey());
        Path file = properties.apiKeyFile();
        if (key != null) {
            notBoth(file, "api-key", "api-key-file");
            return frontend.withApiKey(() -> key);
        }
        return file == null ? frontend : frontend.withApiKeyFile(file);
    }

    private static @Nullable TemporalTls tls(LandlordProperties.Tls properties) {
        return TemporalTls.configured(
                properties.enabled(),
                properties.authority(),
                properties.certificate(),
                properties.key(),
                textOf(properties.serverName()));
    }

    private static TemporalWork work(LandlordProperties.Temporal properties) {
        LandlordProperties.Slots slots = properties.slots();
        return TemporalWork.standard()
                .withWorker(properties.worker())
                .withTaskQueue(properties.taskQueue())
                .withAliases(properties.furtherTaskQueues())
                .withCalls(properties.calls())
                .withPools(TemporalPools.parse(Objects.requireNonNullElse(properties.pools(), "")))
                .withSlots(new TemporalWork.Slots(slots.executions(), slots.pollers(), slots.cached()));
    }

    private static TemporalPayloads payloads(LandlordProperties.Payloads properties, ControlDatabase database) {
        TemporalPayloads payloads = TemporalPayloads.STANDARD
                .withCompressed(properties.compressed())
                .withStore(
                        store(properties, database),
                        Math.toIntExact(properties.threshold().toBytes()));
        String keys = textOf(properties.keys());
        Path file = properties.keyFile();
        if (keys != null) {
            notBoth(file, "payloads.keys", "payloads.key-file");
            return payloads.withKeys(PayloadKeys.parse(keys));
        }
        return file == null ? payloads : payloads.withKeys(PayloadKeys.inFile(file));
    }

    private static @Nullable PayloadStore store(LandlordProperties.Payloads properties, ControlDatabase database) {
        Path directory = properties.directory();
        if ((directory != null) != (properties.store() == LandlordProperties.Payloads.Store.DIRECTORY)) {
            throw new Misconfiguration(
                    "landlord.temporal.payloads.store=directory and landlord.temporal.payloads.directory belong together",
                    "Set both or neither.");
        }
        return switch (properties.store()) {
            case NONE -> null;
            case DIRECTORY -> new DirectoryPayloadStore(Objects.requireNonNull(directory));
            case DATABASE -> new JdbcPayloadStore(database, Clock.systemUTC());
        };
    }

    private static void notBoth(@Nullable Path file, String text, String inFile) {
        if (file != null) {
            throw new Misconfiguration(
                    "landlord.temporal." + text + " and landlord.temporal." + inFile + " are both set",
                    "Leave out one of them.");
        }
    }

    private static @Nullable String textOf(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
