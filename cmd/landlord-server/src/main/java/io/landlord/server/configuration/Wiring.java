package io.landlord.server.configuration;

import io.landlord.api.credential.CredentialStore;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.control.ControlPlane;
import io.landlord.control.ControlSettings;
import io.landlord.control.catalog.JdbcWorkflowCatalog;
import io.landlord.control.credential.JdbcCredentialStore;
import io.landlord.control.operation.Operations;
import io.landlord.control.plan.Plans;
import io.landlord.control.request.RequestLedger;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Templates;
import io.landlord.control.tenant.Tenants;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.Waiting;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.execution.EngineLinks;
import io.landlord.server.observability.ExecutionMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the facade and the control plane together. {@link Providers} and {@link Handlers} list what they work with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LandlordProperties.class)
class Wiring {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    EngineLinks engineLinks(LandlordProperties properties) {
        return new EngineLinks(properties.temporal().ui(), properties.temporal().namespace());
    }

    @Bean
    Waiting waiting() {
        return Waiting.system();
    }

    @Bean(destroyMethod = "close")
    ControlDatabase controlDatabase(LandlordProperties properties) {
        return Stores.database(properties);
    }

    @Bean
    JdbcCredentialStore credentialStore(LandlordProperties properties, ControlDatabase database) {
        return new JdbcCredentialStore(database, Stores.masterKeys(properties));
    }

    @Bean
    KeyRotation keyRotation(JdbcCredentialStore credentials) {
        return new KeyRotation(credentials);
    }

    @Bean
    RequestLedger requestLedger(ControlDatabase database, Clock clock) {
        return new RequestLedger(database, clock);
    }

    @Bean
    WorkflowCatalog workflowCatalog(ControlDatabase database, Clock clock) {
        return new JdbcWorkflowCatalog(database, clock);
    }

    @Bean(destroyMethod = "close")
    Handlers handlers(
            LandlordProperties properties,
            ControlDatabase database,
            CredentialStore credentials,
            MeterRegistry meters) {
        return Handlers.registered(properties, database, credentials, meters);
    }

    @Bean
    TaskHandlers taskHandlers(Handlers handlers) {
        return handlers.registry();
    }

    @Bean(destroyMethod = "close")
    Providers providers(
            LandlordProperties properties,
            TaskHandlers handlers,
            WorkflowCatalog catalog,
            ControlDatabase database,
            MeterRegistry meters) {
        return Providers.registered(properties, handlers, catalog, database, new ExecutionMeters(meters));
    }

    @Bean
    ProviderRegistry providerRegistry(Providers providers) {
        return providers.registry();
    }

    @Bean
    FacadeSettings facadeSettings(LandlordProperties properties, ProviderRegistry registry) {
        String provider = properties.workflow().defaultProvider();
        if (!registry.has(provider)) {
            throw new Misconfiguration(
                    "landlord.workflow.default-provider (WORKFLOW_DEFAULT_PROVIDER) is '" + provider
                            + "', and there is no such engine",
                    "Name one of: "
                            + String.join(
                                    ", ",
                                    registry.list().stream()
                                            .map(known -> known.name())
                                            .toList()) + ".");
        }
        return FacadeSettings.withDefaultProvider(provider);
    }

    @Bean
    WorkflowManager workflowManager(
            ProviderRegistry registry, WorkflowCatalog catalog, FacadeSettings settings, MeterRegistry meters) {
        return new WorkflowManager(registry, catalog, settings, meters);
    }

    @Bean(destroyMethod = "close")
    ControlPlane controlPlane(
            ControlDatabase database,
            WorkflowManager facade,
            LandlordProperties properties,
            Handlers handlers,
            MeterRegistry meters,
            Clock clock) {
        ControlSettings settings = new ControlSettings(
                properties.workflow().defaultProvider(),
                properties.tenants().defaultPlan(),
                properties.tenants().defaultTemplate(),
                properties.reconciler().concurrency());
        ControlPlane plane = ControlPlane.over(database, facade, settings, meters, clock);
        handlers.putTemplates(plane.templates());
        return plane;
    }

    @Bean
    ReconcilerLifecycle reconcilerLifecycle(ControlPlane plane) {
        return new ReconcilerLifecycle(plane.reconciler());
    }

    @Bean
    Tenants tenants(ControlPlane plane) {
        return plane.tenants();
    }

    @Bean
    Operations operations(ControlPlane plane) {
        return plane.operations();
    }

    @Bean
    Plans plans(ControlPlane plane) {
        return plane.plans();
    }

    @Bean
    Templates templates(ControlPlane plane) {
        return plane.templates();
    }
}
