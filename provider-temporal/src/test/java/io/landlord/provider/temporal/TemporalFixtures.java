package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** A provider with a task queue of its own on the real server, for each test of the suites. */
final class TemporalFixtures implements ProviderFixtures {
    /** A worker's pollers take a second to come back, for which no test has to wait. */
    private static final ExecutorService CLOSING = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("closing-", 0).factory());

    private final UnaryOperator<TemporalSettings> adapted;

    TemporalFixtures() {
        this(UnaryOperator.identity());
    }

    /** @param adapted what becomes of the usual settings */
    TemporalFixtures(UnaryOperator<TemporalSettings> adapted) {
        this.adapted = adapted;
    }

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        TemporalProvider provider = TemporalProvider.open(
                handlers, adapted.apply(OnTemporal.settings()).withListener(listener));
        return new OpenedProvider(provider, () -> CLOSING.execute(provider::close));
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }
}
