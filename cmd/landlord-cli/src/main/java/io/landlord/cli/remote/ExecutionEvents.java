package io.landlord.cli.remote;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The events of an execution as the server sends them, read on a thread of its own so that whoever shows them can show the
 * time as well.
 */
final class ExecutionEvents implements AutoCloseable {
    private final LinkedBlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Thread reader;

    /** @param after the sequence number of the last event that is known already; negative for none */
    ExecutionEvents(ApiClient api, String executionId, long after) {
        String path = ApiClient.path("executions", executionId, "events");
        this.reader = Thread.ofPlatform().daemon().name("events").start(() -> read(api, path, after));
    }

    /** What the stream brought. */
    sealed interface Received {
        /** An event, and how the server wrote it. */
        record Event(JsonNode json) implements Received {}

        /** The stream has ended. */
        record End() implements Received {}
    }

    /** The next event or the end; empty when there is none within this time. */
    Optional<Received> next(long millis) throws InterruptedException {
        return Optional.ofNullable(received.poll(millis, TimeUnit.MILLISECONDS));
    }

    private void read(ApiClient api, String path, long after) {
        try (var stream = api.events(path, after);
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    data.append(line.startsWith(" ", 5) ? line.substring(6) : line.substring(5));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    received.add(new Received.Event(JsonMapper.shared().readTree(data.toString())));
                    data.setLength(0);
                }
            }
        } catch (IOException | JacksonException broken) {
            // Whoever reads asks the server for the state anyhow and opens a new stream where there is more to come.
            received.add(new Received.End());
            return;
        }
        received.add(new Received.End());
    }

    /** An event as the history has it; null for a kind that this version does not know. */
    static @Nullable ExecutionEvent parse(JsonNode json) {
        ExecutionEvent.Type type;
        try {
            type = ExecutionEvent.Type.valueOf(json.path("type").stringValue("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            return null;
        }
        return new ExecutionEvent(
                json.path("sequence").longValue(0),
                Objects.requireNonNullElse(View.time(json.path("time")), Instant.EPOCH),
                type,
                json.path("path").stringValue(""),
                json.path("pointer").stringValue(""),
                json.path("task").stringValue(""),
                json.get("data"),
                error(json.path("error")));
    }

    private static @Nullable ExecutionError error(JsonNode json) {
        return !json.isObject()
                ? null
                : new ExecutionError(
                        json.path("type").stringValue(""),
                        json.path("title").stringValue("failed"),
                        json.path("status").intValue(500),
                        json.path("detail").stringValue(null),
                        json.path("instance").stringValue(json.path("pointer").stringValue("")),
                        null,
                        false);
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
