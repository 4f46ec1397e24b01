package io.landlord.provider.temporal;

import java.time.Duration;

/**
 * What this process does for executions. Immutable: each {@code with} method gives a changed copy.
 *
 * @param worker whether this process carries executions out, or only starts and watches them
 * @param taskQueue where executions of this provider run; providers with different queues do not see each other's
 * @param calls how many calls of task handlers run at once in this process
 * @param heartbeat how often a call under way tells Temporal that its worker lives. A worker that is silent for five times
 *     as long, and fifteen seconds at least, is lost, and its calls are made again; a call learns within two of these that it is abandoned
 */
public record TemporalWork(boolean worker, String taskQueue, int calls, Duration heartbeat) {

    public TemporalWork {
        TemporalSettings.require(!taskQueue.isBlank(), "the task queue must not be empty");
        TemporalSettings.require(calls > 0, "at least one call must be allowed, not " + calls);
        TemporalSettings.require(
                heartbeat.compareTo(Duration.ofMillis(100)) >= 0 && heartbeat.compareTo(Duration.ofMinutes(5)) <= 0,
                "the heartbeat must be from 100 ms to 5 minutes, not " + heartbeat);
    }

    /** A worker on the queue {@code landlord}. */
    public static TemporalWork standard() {
        return new TemporalWork(true, "landlord", 200, Duration.ofSeconds(2));
    }

    public TemporalWork withWorker(boolean newWorker) {
        return new TemporalWork(newWorker, taskQueue, calls, heartbeat);
    }

    public TemporalWork withTaskQueue(String newTaskQueue) {
        return new TemporalWork(worker, newTaskQueue, calls, heartbeat);
    }

    public TemporalWork withCalls(int newCalls) {
        return new TemporalWork(worker, taskQueue, newCalls, heartbeat);
    }

    public TemporalWork withHeartbeat(Duration newHeartbeat) {
        return new TemporalWork(worker, taskQueue, calls, newHeartbeat);
    }
}
