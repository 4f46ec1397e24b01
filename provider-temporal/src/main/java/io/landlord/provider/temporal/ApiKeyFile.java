package io.landlord.provider.temporal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** An API key in a file that may be replaced while we run. */
final class ApiKeyFile implements Supplier<String> {
    private static final Duration OLD = Duration.ofSeconds(30);

    private final Path file;
    private final LongSupplier nanoTime;
    private String key;
    private long readAt;

    /** @throws IllegalArgumentException when there is no key in the file now */
    ApiKeyFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        try {
            this.key = read();
        } catch (IOException failure) {
            throw new IllegalArgumentException("the API key file " + file + " cannot be read: " + failure, failure);
        }
        this.readAt = nanoTime.getAsLong();
        TemporalSettings.require(!key.isEmpty(), "the API key file " + file + " is empty");
    }

    @Override
    public synchronized String get() {
        if (nanoTime.getAsLong() - readAt > OLD.toNanos()) {
            readAt = nanoTime.getAsLong();
            try {
                String now = read();
                key = now.isEmpty() ? key : now;
            } catch (IOException beingReplaced) {
                // The key that was there serves until there is another.
            }
        }
        return key;
    }

    private String read() throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }
}
