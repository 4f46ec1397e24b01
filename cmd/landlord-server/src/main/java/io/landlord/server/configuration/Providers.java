package io.landlord.server.configuration;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.server.observability.ExecutionMeters;

/** The engines there are: a new one is one line here. */
record Providers(ProviderRegistry registry, MockProvider mock) implements AutoCloseable {

    static Providers registered(TaskHandlers handlers, WorkflowCatalog catalog, ExecutionMeters meters) {
        MockProvider mock = new MockProvider(
                handlers, MockSettings.wallClock().withListener(meters.of(MockProvider.NAME)), catalog::compile);
        return new Providers(new ProviderRegistry().register(mock), mock);
    }

    @Override
    public void close() {
        mock.close();
    }
}
