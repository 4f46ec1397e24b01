package io.landlord.provider.mock;

import io.landlord.api.event.EventMessage;
import io.landlord.machine.ScheduledEvents;
import io.landlord.machine.program.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Starts workflows when their schedules say so. On a virtual clock the time of schedules stands still until it is told to go
 * on: a workflow that starts every hour would otherwise start for ever, at once.
 */
final class Schedules {
    /** Starts an execution; a name that was started before is none. */
    interface Starter {
        void start(String workflowId, String name, JsonNode input, Instant at);
    }

    private static final class Entry {
        final Schedule schedule;

        @Nullable
        Instant next;

        @Nullable
        Future<?> timer;

        /** Whether an execution runs whose end is waited for. */
        boolean awaitsEnd;

        Entry(Schedule schedule) {
            this.schedule = schedule;
        }

        void stop() {
            if (timer != null) {
                boolean ignored = timer.cancel(false);
            }
        }
    }

    /** The time that follows has colons, so that no caller can take the name. */
    private static final String PREFIX = "schedule-";

    private final Clock clock;
    private final boolean virtual;
    private final ScheduledExecutorService timers;
    private final Starter starter;
    private final Map<String, Entry> entries = new TreeMap<>();
    private Duration passed = Duration.ZERO;

    Schedules(Clock clock, boolean virtual, ScheduledExecutorService timers, Starter starter) {
        this.clock = clock;
        this.virtual = virtual;
        this.timers = timers;
        this.starter = starter;
    }

    /** The newest version of a workflow has this schedule, or none. The same one goes on as it was. */
    synchronized void set(String workflowId, @Nullable Schedule schedule) {
        Entry known = entries.get(workflowId);
        if (known != null && known.schedule.equals(schedule)) {
            return;
        }
        remove(workflowId);
        if (schedule != null) {
            Entry entry = new Entry(schedule);
            entry.awaitsEnd = known != null && known.awaitsEnd;
            entries.put(workflowId, entry);
            plan(workflowId, entry, first(entry, now()));
        }
    }

    synchronized void remove(String workflowId) {
        Entry entry = entries.remove(workflowId);
        if (entry != null) {
            entry.stop();
        }
    }

    synchronized Optional<Instant> next(String workflowId) {
        Entry entry = entries.get(workflowId);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.next);
    }

    private Instant now() {
        return virtual ? clock.instant().plus(passed) : clock.instant();
    }

    private static @Nullable Instant first(Entry entry, Instant now) {
        if (entry.schedule instanceof Schedule.After after) {
            return entry.awaitsEnd ? null : now.plus(after.delay());
        }
        return following(entry.schedule, now);
    }

    private static @Nullable Instant following(Schedule schedule, Instant time) {
        return switch (schedule) {
            case Schedule.Every every -> {
                long length = every.interval().toMillis();
                yield Instant.ofEpochMilli(Math.floorDiv(time.toEpochMilli(), length) * length + length);
            }
            case Schedule.At at -> at.cron().next(time).orElse(null);
            case Schedule.After ignored -> null;
            case Schedule.On ignored -> null;
        };
    }

    private void plan(String workflowId, Entry entry, @Nullable Instant next) {
        entry.stop();
        entry.next = next;
        if (!virtual && next != null) {
            long millis = Math.max(0, Duration.between(clock.instant(), next).toMillis());
            entry.timer = timers.schedule(() -> fire(workflowId, entry), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void fire(String workflowId, Entry entry) {
        Instant due;
        synchronized (this) {
            due = entry.next;
            if (due == null || entries.get(workflowId) != entry) {
                return;
            }
            entry.awaitsEnd = entry.schedule instanceof Schedule.After;
            plan(workflowId, entry, following(entry.schedule, due));
        }
        starter.start(workflowId, PREFIX + due, JsonNodeFactory.instance.objectNode(), due);
    }

    /** An execution of the workflow has ended; one that starts after the last is planned. */
    synchronized void ended(String workflowId, String executionName, Instant at) {
        Entry entry = entries.get(workflowId);
        if (entry != null && entry.schedule instanceof Schedule.After after && executionName.startsWith(PREFIX)) {
            entry.awaitsEnd = false;
            plan(workflowId, entry, at.plus(after.delay()));
        }
    }

    /** An event has come; the workflows that it starts are started. */
    void published(EventMessage event) {
        Map<String, JsonNode> inputs = new TreeMap<>();
        Instant now;
        synchronized (this) {
            now = now();
            entries.forEach((workflowId, entry) -> {
                if (entry.schedule instanceof Schedule.On on) {
                    ScheduledEvents.input(on, event).ifPresent(input -> inputs.put(workflowId, input));
                }
            });
        }
        inputs.forEach(
                (workflowId, input) -> starter.start(workflowId, ScheduledEvents.executionName(event), input, now));
    }

    /** Lets virtual time go on: what becomes due on the way starts at its time, the earliest first. */
    void advance(Duration duration) {
        Instant until;
        synchronized (this) {
            until = now().plus(duration);
        }
        Optional<Map.Entry<String, Entry>> due = due(until);
        while (due.isPresent()) {
            fire(due.get().getKey(), due.get().getValue());
            due = due(until);
        }
        synchronized (this) {
            passed = Duration.between(clock.instant(), until);
        }
    }

    private synchronized Optional<Map.Entry<String, Entry>> due(Instant until) {
        Optional<Map.Entry<String, Entry>> due = entries.entrySet().stream()
                .filter(entry -> entry.getValue().next != null && !until.isBefore(entry.getValue().next))
                .min(Comparator.comparing(entry -> entry.getValue().next));
        return due.map(entry -> Map.entry(entry.getKey(), entry.getValue()));
    }
}
