package io.landlord.provider.temporal;

import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventBus;
import io.landlord.api.event.EventMessage;
import io.landlord.jq.JqValues;
import io.landlord.machine.Machine;
import io.landlord.machine.State;
import io.landlord.machine.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings events to the executions that could take them, as signals.
 *
 * <p>Temporal's visibility records tell which executions run and listen. They follow what happens by a moment, so what this
 * process started lately and the execution that emits the event are counted in; what another process started within that
 * moment can miss an event. Whoever gets one twice knows it by its source and id.
 */
final class Deliveries implements AutoCloseable {
    /** A crowd of listeners must neither be told one by one nor take all of a server. */
    private static final int AT_ONCE = 16;

    private final EventBus bus;
    private final Runs runs;
    private final Listing listing;
    private final Programs programs;
    private final Consumer<EventMessage> starting;
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("temporal-deliveries-", 0).factory());

    /** @param starting starts what an event starts */
    Deliveries(EventBus bus, Runs runs, Listing listing, Programs programs, Consumer<EventMessage> starting) {
        this.bus = bus;
        this.runs = runs;
        this.listing = listing;
        this.programs = programs;
        this.starting = starting;
    }

    /** Publishes what an execution emits: to the bus, and to all that listen, itself included. */
    void emitted(EventMessage event, String executionId) throws InterruptedException {
        bus.publish(event);
        Map<String, String> listening = listening();
        Run emitter = listening.containsKey(executionId) ? null : runs.look(executionId);
        if (emitter != null && !emitter.state().isFinal()) {
            listening.put(executionId, emitter.identity().programHash());
        }
        deliver(event, listening);
    }

    /**
     * Brings an event to all that listen. Returns once Temporal has recorded it for each of them.
     *
     * @throws LandlordException when some of them may not have it; then it can be published again
     */
    void publish(EventMessage event) throws InterruptedException {
        deliver(event, listening());
    }

    /** The hashes of programs by the executions that run them. */
    private Map<String, String> listening() {
        Map<String, String> listening = new LinkedHashMap<>();
        for (Run run : runs.listening()) {
            listening.put(run.identity().executionId(), run.identity().programHash());
        }
        listing.recentListeners().forEach(listening::put);
        return listening;
    }

    private void deliver(EventMessage event, Map<String, String> listening) throws InterruptedException {
        EventMessage given =
                new EventMessage(JqValues.normalize(event.envelope().deepCopy()));
        Map<String, Boolean> concerned = new LinkedHashMap<>();
        List<Future<?>> sent = new ArrayList<>();
        for (Map.Entry<String, String> execution : listening.entrySet()) {
            String id = execution.getKey();
            if (concerned.computeIfAbsent(execution.getValue(), hash -> isConcerned(id, hash, given))) {
                turns.acquire();
                sent.add(threads.submit(() -> send(id, given)));
            }
        }
        @Nullable RuntimeException failed = null;
        for (Future<?> one : sent) {
            try {
                Object ignored = one.get();
            } catch (ExecutionException failure) {
                failed = failure.getCause() instanceof RuntimeException told
                        ? told
                        : new IllegalStateException(failure.getCause());
            }
        }
        if (failed != null) {
            throw failed;
        }
        starting.accept(given);
    }

    private void send(String executionId, EventMessage event) {
        try {
            // One that has ended meanwhile needs it no more.
            boolean ignored = runs.signal(executionId, Wire.EVENT, event.envelope());
        } finally {
            turns.release();
        }
    }

    /** Whether a {@code listen} of the program could take the event. One that cannot be compiled here is told to be safe. */
    private boolean isConcerned(String executionId, String hash, EventMessage event) {
        Program program = programs.known(hash);
        if (program == null) {
            try {
                Wire.Start start = runs.start(executionId);
                // One that was moved runs another program than it was started with.
                program = start == null || !start.hash().equals(hash) ? null : programs.of(start);
            } catch (Programs.Mismatch | Unreadable elsewhere) {
                return true;
            }
        }
        return program == null || Machine.concerns(program, State.initial(hash), event);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
