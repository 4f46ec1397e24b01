package io.landlord.core.workflow;

import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A facade over fake providers, with names that count and time that passes at once. */
final class Facade {
    static final String DEFINITION = "the definition";

    final FakeProvider first = new FakeProvider("first");
    final AbleProvider second = new AbleProvider("second");
    final ProviderRegistry registry = new ProviderRegistry().register(first).register(second);
    final WorkflowCatalog catalog = new InMemoryWorkflowCatalog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final List<Duration> pauses = new ArrayList<>();
    final WorkflowManager manager;

    Facade() {
        AtomicInteger names = new AtomicInteger();
        this.manager = new WorkflowManager(
                registry,
                catalog,
                new FacadeSettings("first", () -> "name-" + names.incrementAndGet(), new FakeTime()),
                meters);
    }

    private final class FakeTime implements Waiting {
        private Duration elapsed = Duration.ZERO;

        @Override
        public Duration elapsed() {
            return elapsed;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            pauses.add(duration);
            elapsed = elapsed.plus(duration);
        }
    }
}
