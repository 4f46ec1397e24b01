package io.landlord.tck;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.WorkflowProvider;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Providers that do nothing, and either own up to none of their capabilities or claim all of them. */
final class NoopFixtures implements ProviderFixtures {
    private final Set<Capability> capabilities;

    private NoopFixtures(Set<Capability> capabilities) {
        this.capabilities = capabilities;
    }

    static NoopFixtures declaringNothing() {
        return new NoopFixtures(Set.of());
    }

    static NoopFixtures declaringAll() {
        return new NoopFixtures(EnumSet.allOf(Capability.class));
    }

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        WorkflowProvider provider = new NoopProvider();
        return new ProviderFixture() {
            @Override
            public WorkflowProvider provider() {
                return provider;
            }

            @Override
            public void pass(TaskContext context, Duration duration) {}

            @Override
            public Duration patience() {
                return Duration.ofMillis(20);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }
}
