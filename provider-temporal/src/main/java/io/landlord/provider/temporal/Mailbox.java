package io.landlord.provider.temporal;

import io.landlord.machine.Event;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an execution and was not taken in yet, in the order it happened. Signals, answers of activities and timers
 * all come in here, so that one loop takes them one at a time. Used by the threads of one workflow, which run one at a time.
 */
final class Mailbox {
    private final Deque<Event> events = new ArrayDeque<>();
    private final Deque<Event> first = new ArrayDeque<>();
    private @Nullable RuntimeException fault;

    /** Puts in what happened now, by the workflow's clock. */
    void add(Function<Instant, Event> event) {
        events.addLast(event.apply(now()));
    }

    /** Puts in what happened before everything else that is in here, but for what was put in like this. */
    void addFirst(Event event) {
        first.addLast(event);
    }

    /** This worker cannot go on with the execution: whoever asks for an event next is told so. */
    void fault(RuntimeException reason) {
        fault = reason;
    }

    @Nullable
    Event poll() {
        if (fault != null) {
            throw fault;
        }
        Event earlier = first.pollFirst();
        return earlier == null ? events.pollFirst() : earlier;
    }

    boolean isEmpty() {
        return first.isEmpty() && events.isEmpty() && fault == null;
    }

    static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
