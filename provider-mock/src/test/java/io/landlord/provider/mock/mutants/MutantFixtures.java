package io.landlord.provider.mock.mutants;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;

/** Makes a provider around the mock. What a broken one will never do is not waited for as long. */
record MutantFixtures(Function<MockProvider, Sound> provider, Duration patience) implements ProviderFixtures {

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        MockProvider mock =
                new MockProvider(handlers, MockSettings.virtualClock().withListener(listener));
        Sound mutant = provider.apply(mock);
        return new ProviderFixture() {
            @Override
            public WorkflowProvider provider() {
                return mutant;
            }

            @Override
            public void pass(TaskContext context, Duration duration) throws InterruptedException {
                mock.pass(context, duration);
            }

            @Override
            public Duration patience() {
                return patience;
            }

            @Override
            public void close() {
                mock.close();
            }
        };
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.JOURNAL, Capability.SIGNAL, Capability.EVENTS);
    }
}
