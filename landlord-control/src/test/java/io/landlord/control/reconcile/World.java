package io.landlord.control.reconcile;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The resources of tenants, as all servers see them: {@code make} is idempotent, {@code unmake} heeds claims. */
final class World {
    static final String DEFINITION = """
            document:
              dsl: 1.0.3
              namespace: test
              name: tenant
              version: 1.0.0
            do:
              - make:
                  call: world.make
                  with:
                    tenant: ${ .tenant }
                    claim: ${ .claim }
                    limits: ${ .limits }
                    size: ${ .parameters.size }
                  metadata:
                    compensate:
                      - unmake:
                          call: world.unmake
                          with:
                            tenant: ${ .tenant }
                            claim: ${ .claim }
              - check:
                  call: world.check
                  with:
                    tenant: ${ .tenant }
            """;
    static final String CHECK_FIRST = """
            document:
              dsl: 1.0.3
              namespace: test
              name: late
              version: 1.0.0
            do:
              - check:
                  call: world.check
                  with:
                    tenant: ${ .tenant }
                  output:
                    as: ${ $workflow.input }
              - make:
                  call: world.make
                  with:
                    tenant: ${ .tenant }
                    claim: ${ .claim }
                    limits: ${ .limits }
            """;
    static final String REMOVAL = """
            document:
              dsl: 1.0.3
              namespace: test
              name: tenant-removal
              version: 1.0.0
            do:
              - remove:
                  call: world.unmake
                  with:
                    tenant: ${ .tenant }
            """;

    /** A resource: who made it, and how it is now. */
    record Resource(String claim, String limits, String size) {}

    private final Map<String, Resource> resources = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> made = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, String> faults = new ConcurrentHashMap<>();
    private final Set<String> waiting = new ConcurrentSkipListSet<>();
    private final Set<String> correlations = new ConcurrentSkipListSet<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> unmadeBy = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile Pace pace = () -> {};

    /** Handlers that work on this world, as long as their server is not dead. */
    TaskHandlers handlers(BooleanSupplier dead) {
        return new TaskHandlers()
                .register(handler("world.make", dead, this::make))
                .register(handler("world.check", dead, this::check))
                .register(handler("world.unmake", dead, this::unmake));
    }

    private Handler handler(String name, BooleanSupplier dead, Work work) {
        return new Handler(name, (arguments, context) -> {
            calls.add(new Call(context.executionName(), Instant.now()));
            pace.await();
            if (dead.getAsBoolean()) {
                throw TaskFailure.retryable("the server of the test is dead", null);
            }
            return work.handle(arguments, context);
        });
    }

    /** Has every call from now on wait for this before it does anything. */
    void pace(Pace newPace) {
        pace = newPace;
    }

    /** All calls that passed the fence. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    private JsonNode make(JsonNode arguments, TaskContext context) {
        String tenant = arguments.required("tenant").stringValue();
        correlations.add(context.correlationId());
        fail("make", tenant);
        Resource wanted = new Resource(
                arguments.required("claim").stringValue(),
                arguments.required("limits").toString(),
                String.valueOf(arguments.get("size")));
        resources.compute(tenant, (name, known) -> {
            if (known == null) {
                made.computeIfAbsent(tenant, key -> new AtomicInteger()).incrementAndGet();
                return wanted;
            }
            return new Resource(known.claim(), wanted.limits(), wanted.size());
        });
        return JsonNodeFactory.instance.objectNode().put("tenant", tenant).put("claim", wanted.claim());
    }

    private JsonNode check(JsonNode arguments, TaskContext context) throws InterruptedException {
        String tenant = arguments.required("tenant").stringValue();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            CountDownLatch gate = gates.get(tenant);
            if (gate != null) {
                waiting.add(context.executionName());
                gate.await();
            }
            fail("check", tenant);
        } finally {
            atOnce.decrementAndGet();
        }
        return JsonNodeFactory.instance.objectNode().put("checked", tenant);
    }

    private JsonNode unmake(JsonNode arguments, TaskContext context) {
        String tenant = arguments.required("tenant").stringValue();
        JsonNode claim = arguments.get("claim");
        fail("unmake", tenant);
        unmadeBy.add(context.executionName());
        resources.computeIfPresent(
                tenant, (name, known) -> claim == null || known.claim().equals(claim.stringValue()) ? null : known);
        return JsonNodeFactory.instance.objectNode();
    }

    private void fail(String step, String tenant) {
        String fault = faults.get(step + " " + tenant);
        if (fault != null) {
            throw TaskFailure.permanent(fault, null);
        }
    }

    /** Has the step of this tenant fail from now on; {@code null} mends it. */
    void fault(String step, String tenant, @Nullable String message) {
        if (message == null) {
            faults.remove(step + " " + tenant);
        } else {
            faults.put(step + " " + tenant, message);
        }
    }

    /** Has the tenant's check wait until the gate is opened. */
    CountDownLatch gate(String tenant) {
        CountDownLatch gate = new CountDownLatch(1);
        gates.put(tenant, gate);
        return gate;
    }

    /** Lets everybody pass who comes later; who waits at the gate goes on waiting. */
    void passLater(String tenant) {
        gates.remove(tenant);
    }

    void open(String tenant) {
        CountDownLatch gate = gates.remove(tenant);
        if (gate != null) {
            gate.countDown();
        }
    }

    /** Whether an execution of this name has come to a gate. */
    boolean isWaiting(String executionName) {
        return waiting.contains(executionName);
    }

    int waiting() {
        return waiting.size();
    }

    Map<String, Resource> resources() {
        return new TreeMap<>(resources);
    }

    Resource resource(String tenant) {
        Resource resource = resources.get(tenant);
        if (resource == null) {
            throw new AssertionError("there is nothing for " + tenant);
        }
        return resource;
    }

    int timesMade(String tenant) {
        AtomicInteger times = made.get(tenant);
        return times == null ? 0 : times.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    Set<String> correlations() {
        return correlations;
    }

    /** Which executions have undone or removed something, in that order. */
    List<String> unmadeBy() {
        return List.copyOf(unmadeBy);
    }

    /** A call that came through to a handler. */
    record Call(String executionName, Instant time) {}

    interface Pace {
        void await() throws InterruptedException;
    }

    private interface Work {
        JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException;
    }

    private record Handler(String name, Work work) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            return work.handle(arguments, context);
        }
    }
}
