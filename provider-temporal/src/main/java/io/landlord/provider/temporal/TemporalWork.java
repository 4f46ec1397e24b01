package io.landlord.provider.temporal;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What this process does for executions. Immutable: each {@code with} method gives a changed copy.
 *
 * @param worker whether this process carries executions out, or only starts and watches them
 * @param taskQueue where executions of this provider run; providers with different queues do not see each other's
 * @param aliases further task queues that this process serves, and whose executions belong to this provider too
 * @param calls how many calls of task handlers run at once in this process, for each queue
 * @param slots how much else this process does at once
 * @param heartbeat how often a call under way tells Temporal that its worker lives. A worker that is silent for five times
 *     as long, and fifteen seconds at least, is lost, and its calls are made again; a call learns within two of these that it is abandoned
 * @param pools the work that is kept apart
 * @param process what this process is called, and who measures it
 */
public record TemporalWork(
        boolean worker,
        String taskQueue,
        List<String> aliases,
        int calls,
        Slots slots,
        Duration heartbeat,
        TemporalPools pools,
        TemporalProcess process) {

    /**
     * How much a worker does at once besides calls, for each queue.
     *
     * @param executions how many executions go a step forward at once
     * @param pollers how many requests for work of a kind are open at once, from 2
     * @param cached how many executions are kept in memory between two steps, for the whole process; each other one is read
     *     anew from its history at its next step
     */
    public record Slots(int executions, int pollers, int cached) {

        /** As much as suits a process with a gigabyte of memory. */
        public static final Slots STANDARD = new Slots(200, 5, 600);

        public Slots {
            TemporalSettings.require(executions >= 2, "at least two executions must be allowed, not " + executions);
            TemporalSettings.require(pollers >= 2, "at least two pollers are needed, not " + pollers);
            TemporalSettings.require(cached >= 0, "the cache must not be negative: " + cached);
        }
    }

    public TemporalWork {
        aliases = List.copyOf(aliases);
        TemporalSettings.require(!taskQueue.isBlank(), "the task queue must not be empty");
        TemporalSettings.require(
                aliases.stream().noneMatch(String::isBlank), "a further task queue must not be empty: " + aliases);
        TemporalSettings.require(calls > 0, "at least one call must be allowed, not " + calls);
        TemporalSettings.require(
                heartbeat.compareTo(Duration.ofMillis(100)) >= 0 && heartbeat.compareTo(Duration.ofMinutes(5)) <= 0,
                "the heartbeat must be from 100 ms to 5 minutes, not " + heartbeat);
    }

    /** A worker on the queue {@code landlord}. */
    public static TemporalWork standard() {
        return new TemporalWork(
                true,
                "landlord",
                List.of(),
                200,
                Slots.STANDARD,
                Duration.ofSeconds(2),
                TemporalPools.NONE,
                TemporalProcess.NAMELESS);
    }

    public TemporalWork withWorker(boolean newWorker) {
        return new TemporalWork(newWorker, taskQueue, aliases, calls, slots, heartbeat, pools, process);
    }

    public TemporalWork withTaskQueue(String newTaskQueue) {
        return new TemporalWork(worker, newTaskQueue, aliases, calls, slots, heartbeat, pools, process);
    }

    public TemporalWork withAliases(List<String> newAliases) {
        return new TemporalWork(worker, taskQueue, newAliases, calls, slots, heartbeat, pools, process);
    }

    public TemporalWork withCalls(int newCalls) {
        return new TemporalWork(worker, taskQueue, aliases, newCalls, slots, heartbeat, pools, process);
    }

    public TemporalWork withSlots(Slots newSlots) {
        return new TemporalWork(worker, taskQueue, aliases, calls, newSlots, heartbeat, pools, process);
    }

    public TemporalWork withHeartbeat(Duration newHeartbeat) {
        return new TemporalWork(worker, taskQueue, aliases, calls, slots, newHeartbeat, pools, process);
    }

    public TemporalWork withPools(TemporalPools newPools) {
        return new TemporalWork(worker, taskQueue, aliases, calls, slots, heartbeat, newPools, process);
    }

    public TemporalWork withProcess(TemporalProcess newProcess) {
        return new TemporalWork(worker, taskQueue, aliases, calls, slots, heartbeat, pools, newProcess);
    }

    /** The queue of a workflow's new executions. */
    String taskQueue(String workflowId) {
        return pools.ofWorkflow(workflowId)
                .map(pool -> TemporalPools.queue(taskQueue, pool))
                .orElse(taskQueue);
    }

    /** Every queue that executions of this provider are on, whoever serves it. */
    Set<String> executionQueues() {
        Set<String> all = taskQueues();
        pools.pools().stream()
                .filter(pool -> !pool.workflows().isEmpty())
                .forEach(pool -> all.add(TemporalPools.queue(taskQueue, pool)));
        return all;
    }

    /** Every queue, that of new executions first. */
    Set<String> taskQueues() {
        Set<String> all = new LinkedHashSet<>();
        all.add(taskQueue);
        all.addAll(aliases);
        return all;
    }
}
