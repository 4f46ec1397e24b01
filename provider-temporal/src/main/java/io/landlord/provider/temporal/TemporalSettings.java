package io.landlord.provider.temporal;

import io.landlord.api.event.EventBus;
import io.landlord.api.provider.ExecutionListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Temporal and what to do there. Immutable: each {@code with} method gives a changed copy.
 *
 * @param address host and port of the frontend
 * @param namespace the namespace everything runs in
 * @param retention how long a namespace that is made keeps what has ended, at least a day; {@code null} to expect that the
 *     namespace exists
 * @param tls whether to speak TLS
 * @param apiKey the key to send with each request; {@code null} for none
 * @param taskQueue where executions of this provider run; providers with different queues do not see each other's
 * @param idPrefix stands before each execution id to make the workflow id; not empty where others use the namespace too
 * @param worker whether this process carries executions out, or only starts and watches them
 * @param calls how many calls of task handlers run at once in this process
 * @param heartbeat how often a call under way tells Temporal that its worker lives. A worker that is silent for five times
 *     as long, and fifteen seconds at least, is lost, and its calls are made again; a call learns within two of these that it is abandoned
 * @param patience how long a question to a worker may take before the answer comes from Temporal's records alone
 * @param continueAfter the number of events after which an execution goes on in a new run; 0 for when Temporal suggests it
 * @param bus where the events go that executions emit, besides the provider's own executions
 * @param listener is told of the end of each execution by the process that carried it out
 */
public record TemporalSettings(
        String address,
        String namespace,
        @Nullable Duration retention,
        boolean tls,
        @Nullable String apiKey,
        String taskQueue,
        String idPrefix,
        boolean worker,
        int calls,
        Duration heartbeat,
        Duration patience,
        int continueAfter,
        EventBus bus,
        ExecutionListener listener) {
    private static final EventBus NOWHERE = event -> {};

    public TemporalSettings {
        require(!address.isBlank(), "the address must not be empty; it is host:port of Temporal's frontend");
        require(!namespace.isBlank(), "the namespace must not be empty");
        require(!taskQueue.isBlank(), "the task queue must not be empty");
        require(
                retention == null || retention.compareTo(Duration.ofDays(1)) >= 0,
                "the retention must be at least a day, not " + retention);
        require(calls > 0, "at least one call must be allowed, not " + calls);
        require(
                heartbeat.compareTo(Duration.ofMillis(100)) >= 0 && heartbeat.compareTo(Duration.ofMinutes(5)) <= 0,
                "the heartbeat must be from 100 ms to 5 minutes, not " + heartbeat);
        require(patience.isPositive(), "the patience must be positive, not " + patience);
        require(continueAfter >= 0, "continueAfter must not be negative: " + continueAfter);
    }

    /** A local server as {@code temporal server start-dev} runs it, or any other without TLS, with defaults for all else. */
    public static TemporalSettings of(String address) {
        return new TemporalSettings(
                address,
                "default",
                null,
                false,
                null,
                "landlord",
                "",
                true,
                200,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                0,
                NOWHERE,
                execution -> {});
    }

    public TemporalSettings withNamespace(String newNamespace, @Nullable Duration newRetention) {
        return new TemporalSettings(
                address,
                newNamespace,
                newRetention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                continueAfter,
                bus,
                listener);
    }

    public TemporalSettings withSecurity(boolean newTls, @Nullable String newApiKey) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                newTls,
                newApiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                continueAfter,
                bus,
                listener);
    }

    public TemporalSettings withTaskQueue(String newTaskQueue, String newIdPrefix) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                newTaskQueue,
                newIdPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                continueAfter,
                bus,
                listener);
    }

    public TemporalSettings withWorker(boolean newWorker, int newCalls) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                newWorker,
                newCalls,
                heartbeat,
                patience,
                continueAfter,
                bus,
                listener);
    }

    public TemporalSettings withTimes(Duration newHeartbeat, Duration newPatience) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                newHeartbeat,
                newPatience,
                continueAfter,
                bus,
                listener);
    }

    public TemporalSettings withContinueAfter(int newContinueAfter) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                newContinueAfter,
                bus,
                listener);
    }

    public TemporalSettings withListener(ExecutionListener newListener) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                continueAfter,
                bus,
                newListener);
    }

    /** These settings with a bus that takes every event that an execution emits. */
    public TemporalSettings withEventBus(EventBus newBus) {
        return new TemporalSettings(
                address,
                namespace,
                retention,
                tls,
                apiKey,
                taskQueue,
                idPrefix,
                worker,
                calls,
                heartbeat,
                patience,
                continueAfter,
                newBus,
                listener);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
