package io.landlord.examples.provider;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A provider on a file of its own and on the wall clock, for each test of the suites. */
final class FileFixtures implements ProviderFixtures {

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.JOURNAL, Capability.SIGNAL, Capability.EVENTS);
    }

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        Path file = newFile();
        FileProvider provider = FileProvider.open(file, handlers, Clock.systemUTC(), listener);
        return new ProviderFixture() {
            @Override
            public WorkflowProvider provider() {
                return provider;
            }

            @Override
            public void pass(TaskContext context, Duration duration) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(duration.toNanos());
            }

            @Override
            public Duration patience() {
                return Duration.ofMinutes(2);
            }

            @Override
            public void close() {
                provider.close();
                delete(file);
            }
        };
    }

    private static Path newFile() {
        try {
            return Files.createTempFile("landlord-example-", ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
