package io.landlord.provider.temporal;

import io.landlord.api.event.EventBus;
import io.landlord.api.provider.ExecutionListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Temporal and what to do there. Immutable: each {@code with} method gives a changed copy.
 *
 * @param frontend where Temporal is and how to be let in
 * @param work what this process does for executions
 * @param payloads how values are written into histories
 * @param idPrefix stands before each execution id to make the workflow id; not empty where others use the namespace too
 * @param continueAfter the number of events after which an execution goes on in a new run; 0 for when Temporal suggests it
 * @param bus where the events go that executions emit, besides the provider's own executions
 * @param listener is told of the end of each execution by the process that carried it out
 */
public record TemporalSettings(
        TemporalFrontend frontend,
        TemporalWork work,
        TemporalPayloads payloads,
        String idPrefix,
        int continueAfter,
        EventBus bus,
        ExecutionListener listener) {
    /** Nobody: then the worker spares itself asking Temporal how each execution ended. */
    static final ExecutionListener NOBODY = execution -> {};

    private static final EventBus NOWHERE = event -> {};

    public TemporalSettings {
        require(continueAfter >= 0, "continueAfter must not be negative: " + continueAfter);
    }

    /** A local server as {@code temporal server start-dev} runs it, or any other without TLS, with defaults for all else. */
    public static TemporalSettings of(String address) {
        return new TemporalSettings(
                TemporalFrontend.of(address),
                TemporalWork.standard(),
                TemporalPayloads.STANDARD,
                "",
                0,
                NOWHERE,
                NOBODY);
    }

    public TemporalSettings with(TemporalFrontend newFrontend) {
        return new TemporalSettings(newFrontend, work, payloads, idPrefix, continueAfter, bus, listener);
    }

    public TemporalSettings with(TemporalWork newWork) {
        return new TemporalSettings(frontend, newWork, payloads, idPrefix, continueAfter, bus, listener);
    }

    public TemporalSettings with(TemporalPayloads newPayloads) {
        return new TemporalSettings(frontend, work, newPayloads, idPrefix, continueAfter, bus, listener);
    }

    public TemporalSettings withNamespace(String namespace, @Nullable Duration retention) {
        return with(frontend.withNamespace(namespace, retention));
    }

    public TemporalSettings withTaskQueue(String taskQueue, String newIdPrefix) {
        return new TemporalSettings(
                frontend, work.withTaskQueue(taskQueue), payloads, newIdPrefix, continueAfter, bus, listener);
    }

    public TemporalSettings withWorker(boolean worker, int calls) {
        return with(work.withWorker(worker).withCalls(calls));
    }

    public TemporalSettings withTimes(Duration heartbeat, Duration patience) {
        return with(work.withHeartbeat(heartbeat)).with(frontend.withPatience(patience));
    }

    public TemporalSettings withContinueAfter(int newContinueAfter) {
        return new TemporalSettings(frontend, work, payloads, idPrefix, newContinueAfter, bus, listener);
    }

    /** These settings with a bus that takes every event that an execution emits. */
    public TemporalSettings withEventBus(EventBus newBus) {
        return new TemporalSettings(frontend, work, payloads, idPrefix, continueAfter, newBus, listener);
    }

    public TemporalSettings withListener(ExecutionListener newListener) {
        return new TemporalSettings(frontend, work, payloads, idPrefix, continueAfter, bus, newListener);
    }

    String address() {
        return frontend.address();
    }

    String namespace() {
        return frontend.namespace();
    }

    String taskQueue() {
        return work.taskQueue();
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
