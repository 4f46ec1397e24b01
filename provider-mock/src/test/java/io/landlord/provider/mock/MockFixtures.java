package io.landlord.provider.mock;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The mock on a virtual clock, with every state passed through JSON as a durable engine would. */
final class MockFixtures implements ProviderFixtures {

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        MockProvider provider = new MockProvider(
                handlers, MockSettings.virtualClock().withEncodedStates().withListener(listener));
        return new ProviderFixture() {
            @Override
            public WorkflowProvider provider() {
                return provider;
            }

            @Override
            public void pass(TaskContext context, Duration duration) throws InterruptedException {
                provider.pass(context, duration);
            }

            @Override
            public void elapse(Duration duration) {
                provider.advance(duration);
            }

            @Override
            public void close() {
                provider.close();
            }
        };
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
