package io.landlord.server.configuration;

import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.provider.temporal.TemporalFrontend;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import io.landlord.provider.temporal.TemporalWork;
import io.landlord.server.observability.ExecutionMeters;
import org.jspecify.annotations.Nullable;

/** The engines there are: a new one is one line here. */
record Providers(
        ProviderRegistry registry,
        MockProvider mock,
        @Nullable TemporalProvider temporal) implements AutoCloseable {

    static Providers registered(
            LandlordProperties properties, TaskHandlers handlers, WorkflowCatalog catalog, ExecutionMeters meters) {
        MockProvider mock = new MockProvider(
                handlers, MockSettings.wallClock().withListener(meters.of(MockProvider.NAME)), catalog::compile);
        ProviderRegistry registry = new ProviderRegistry().register(mock);
        TemporalProvider temporal = temporal(properties.temporal(), handlers, catalog, meters);
        return new Providers(temporal == null ? registry : registry.register(temporal), mock, temporal);
    }

    private static @Nullable TemporalProvider temporal(
            LandlordProperties.Temporal properties,
            TaskHandlers handlers,
            WorkflowCatalog catalog,
            ExecutionMeters meters) {
        String address = properties.address();
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            TemporalSettings settings = TemporalSettings.of(address)
                    .with(frontend(address, properties))
                    .with(TemporalWork.standard()
                            .withWorker(properties.worker())
                            .withTaskQueue(properties.taskQueue())
                            .withCalls(properties.calls()))
                    .withListener(meters.of(TemporalProvider.NAME));
            return TemporalProvider.open(handlers, settings, catalog::compile);
        } catch (IllegalArgumentException | LandlordException wrong) {
            throw new Misconfiguration(
                    String.valueOf(wrong.getMessage()),
                    "See to Temporal or correct landlord.temporal.*; without landlord.temporal.address there is no such"
                            + " engine.");
        }
    }

    private static TemporalFrontend frontend(String address, LandlordProperties.Temporal properties) {
        String key = properties.apiKey();
        return TemporalFrontend.of(address)
                .withNamespace(properties.namespace(), properties.retention())
                .withTls(properties.tls())
                .withApiKey(key == null ? null : () -> key);
    }

    @Override
    public void close() {
        if (temporal != null) {
            temporal.close();
        }
        mock.close();
    }
}
