package io.landlord.server.configuration;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.Waiting;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.server.observability.HandlerContext;
import io.landlord.server.observability.HandlerMeters;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the facade together. */
@Configuration(proxyBeanMethods = false)
class Wiring {

    @Bean
    TaskHandlers taskHandlers(MeterRegistry meters) {
        return ShippedHandlers.register(new TaskHandlers())
                .intercept(new HandlerMeters(meters))
                .intercept(new HandlerContext());
    }

    @Bean
    WorkflowCatalog workflowCatalog() {
        return new InMemoryWorkflowCatalog();
    }

    @Bean(destroyMethod = "close")
    MockProvider mockProvider(TaskHandlers handlers, WorkflowCatalog catalog) {
        return new MockProvider(handlers, MockSettings.wallClock(), catalog::compile);
    }

    @Bean
    FacadeSettings facadeSettings() {
        return FacadeSettings.withDefaultProvider(MockProvider.NAME);
    }

    @Bean
    Waiting waiting() {
        return Waiting.system();
    }

    @Bean
    WorkflowManager workflowManager(
            MockProvider mock, WorkflowCatalog catalog, FacadeSettings settings, MeterRegistry meters) {
        return new WorkflowManager(new ProviderRegistry().register(mock), catalog, settings, meters);
    }
}
