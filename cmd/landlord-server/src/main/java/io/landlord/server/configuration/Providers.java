package io.landlord.server.configuration;

import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.control.store.ControlDatabase;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import io.landlord.server.observability.ExecutionMeters;
import org.jspecify.annotations.Nullable;

/** The engines there are: a new one is one line here. */
record Providers(
        ProviderRegistry registry,
        MockProvider mock,
        @Nullable TemporalProvider temporal) implements AutoCloseable {

    static Providers registered(
            LandlordProperties properties,
            TaskHandlers handlers,
            WorkflowCatalog catalog,
            ControlDatabase database,
            ExecutionMeters meters) {
        MockProvider mock = new MockProvider(
                handlers, MockSettings.wallClock().withListener(meters.of(MockProvider.NAME)), catalog::compile);
        ProviderRegistry registry = new ProviderRegistry().register(mock);
        TemporalProvider temporal = temporal(properties.temporal(), handlers, catalog, database, meters);
        return new Providers(temporal == null ? registry : registry.register(temporal), mock, temporal);
    }

    private static @Nullable TemporalProvider temporal(
            LandlordProperties.Temporal properties,
            TaskHandlers handlers,
            WorkflowCatalog catalog,
            ControlDatabase database,
            ExecutionMeters meters) {
        String address = properties.address();
        if (address == null || address.isBlank()) {
            return null;
        }
        try {
            TemporalSettings settings =
                    OnTemporal.settings(address, properties, database).withListener(meters.of(TemporalProvider.NAME));
            return TemporalProvider.open(handlers, settings, catalog::compile);
        } catch (IllegalArgumentException | LandlordException wrong) {
            throw new Misconfiguration(
                    String.valueOf(wrong.getMessage()),
                    "See to Temporal or correct landlord.temporal.*; without landlord.temporal.address there is no such"
                            + " engine.");
        }
    }

    @Override
    public void close() {
        if (temporal != null) {
            temporal.close();
        }
        mock.close();
    }
}
