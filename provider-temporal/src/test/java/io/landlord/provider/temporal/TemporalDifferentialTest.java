package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.random.DifferentialConformance;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Random workflows on the real server and on the mock engine. The worker keeps none in memory, so that all that any of them
 * does is done again, from its history, at each of its steps; and they go on in new runs as soon as they can after a few steps.
 */
@ExtendWith(TemporalServer.class)
@Execution(ExecutionMode.CONCURRENT)
class TemporalDifferentialTest extends DifferentialConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures(settings -> OnTemporal.forgetful(settings).withContinueAfter(20));
    }

    @Override
    protected ProviderFixtures reference() {
        return new ProviderFixtures() {
            @Override
            public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
                MockProvider mock =
                        new MockProvider(handlers, MockSettings.virtualClock().withListener(listener));
                return new OpenedProvider(mock, mock::close);
            }

            @Override
            public Set<Capability> capabilities() {
                return EnumSet.allOf(Capability.class);
            }
        };
    }
}
