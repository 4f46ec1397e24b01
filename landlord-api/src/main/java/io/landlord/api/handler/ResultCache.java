package io.landlord.api.handler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers the results of attempts, so that the redelivery of one is answered without calling again. Bounded; the oldest
 * entry goes first. A further attempt is not a redelivery: it calls again.
 */
final class ResultCache {
    private static final int CAPACITY = 10_000;

    /** What is asked when nothing is remembered. */
    interface Call {
        JsonNode answer() throws InterruptedException;
    }

    private record Entry(JsonNode result, Instant until) {}

    private final Clock clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    ResultCache(Clock clock) {
        this.clock = clock;
    }

    JsonNode answer(TaskContext context, @Nullable Duration keep, Call call) throws InterruptedException {
        if (keep == null) {
            return call.answer();
        }
        String key = context.attemptKey();
        JsonNode remembered = find(key);
        if (remembered != null) {
            return remembered;
        }
        JsonNode result = call.answer();
        remember(key, new Entry(result, clock.instant().plus(keep)));
        return result;
    }

    private synchronized @Nullable JsonNode find(String key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (entry.until().isBefore(clock.instant())) {
            entries.remove(key);
            return null;
        }
        return entry.result().deepCopy();
    }

    private synchronized void remember(String key, Entry entry) {
        entries.put(key, new Entry(entry.result().deepCopy(), entry.until()));
        if (entries.size() > CAPACITY) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
