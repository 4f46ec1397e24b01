package io.landlord.server.observability;

import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.control.store.ControlDatabase;
import io.landlord.core.registry.ProviderRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells whether the server can do its work: its database answers, and so does each engine. */
@Configuration(proxyBeanMethods = false)
class ServerHealth {

    @Bean
    HealthIndicator databaseHealthIndicator(ControlDatabase database) {
        return () -> answered(() -> {
            Integer ignored =
                    database.jdbc().sql("SELECT 1").query(Integer.class).single();
        });
    }

    @Bean
    CompositeHealthContributor providersHealthContributor(ProviderRegistry registry) {
        Map<String, HealthIndicator> indicators = new LinkedHashMap<>();
        registry.list()
                .forEach(provider ->
                        indicators.put(provider.name(), () -> answered(() -> ask(registry.get(provider.name())))));
        return CompositeHealthContributor.fromMap(indicators);
    }

    private static void ask(WorkflowProvider provider) {
        if (provider instanceof ListsExecutions able) {
            ListsExecutions.Page ignored = able.listExecutions(ListsExecutions.Query.newest(1));
        }
    }

    private static Health answered(Runnable question) {
        try {
            question.run();
            return Health.up().build();
        } catch (LandlordException failure) {
            return Health.down()
                    .withDetail("code", failure.code().wireName())
                    .withDetail("message", String.valueOf(failure.getMessage()))
                    .build();
        }
    }
}
