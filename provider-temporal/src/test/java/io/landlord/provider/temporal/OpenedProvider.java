package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.tck.ProviderFixture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A provider for one test of the suites. Handlers work in real time on every server.
 *
 * @param closing how the provider and what is its own is closed
 */
record OpenedProvider(WorkflowProvider provider, Runnable closing) implements ProviderFixture {

    @Override
    public void pass(TaskContext context, Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }

    @Override
    public Duration patience() {
        return OnTemporal.PATIENCE;
    }

    @Override
    public void close() {
        closing.run();
    }
}
