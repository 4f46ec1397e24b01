package io.landlord.provider.temporal.bench;

import com.sun.management.OperatingSystemMXBean;
import io.landlord.provider.temporal.TemporalServer;
import io.landlord.provider.temporal.TemporalSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Compares the provider with workflows written by hand: same server, same process, same activity, same options of the worker, by
 * turns. The order of turns changes with each round, and ratios are made round by round, so that what else the machine does
 * hurts both.
 */
final class TemporalBench {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * @param rounds how often each side has its turn, at the most
     * @param seconds about how long a turn takes
     * @param pairs how many executions of each side one client waits for, by turns, at the most
     * @param warmUp how long the sides take turns before anything counts: what is compiled while it is measured costs the side
     *     more that has more code
     * @param patience how long rounds and pairs may take each, once there are {@link #LEAST} of them
     */
    private record Effort(int rounds, double seconds, int pairs, Duration warmUp, Duration patience) {
        private static final int LEAST = 6;

        /** Whether no more is to be measured; what is first in one is second in the next, so there is an even number of both. */
        boolean isEnough(int done, int most, long begin) {
            return done >= most || done >= LEAST && done % 2 == 0 && System.nanoTime() - begin > patience.toNanos();
        }
    }

    private final WorkflowClient client;
    private final Effort effort;

    private TemporalBench(WorkflowClient client, Effort effort) {
        this.client = client;
        this.effort = effort;
    }

    /** @param arguments {@code hand}, {@code eager} or {@code child}, then {@code full} or {@code short}, then names of scenarios or none */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        boolean children = arguments[0].equals("child");
        Effort effort = arguments[1].equals("short")
                ? new Effort(6, 1, 16, Duration.ofSeconds(5), Duration.ofMinutes(1))
                : new Effort(100, 1, 100, Duration.ofMinutes(2), Duration.ofMinutes(8));
        List<String> wanted = List.of(arguments).subList(2, arguments.length);
        List<Scenario> scenarios = new ArrayList<>(
                children
                        ? List.of(
                                new Scenario("loop-50", Scenario.Shape.LOOP, 50, 4),
                                new Scenario("fork-50", Scenario.Shape.FORK, 50, 4))
                        : List.of(
                                new Scenario("calls-1", Scenario.Shape.SEQUENCE, 1, 8),
                                new Scenario("calls-5", Scenario.Shape.SEQUENCE, 5, 8),
                                new Scenario("calls-20", Scenario.Shape.SEQUENCE, 20, 8),
                                new Scenario("fork-50", Scenario.Shape.FORK, 50, 4),
                                new Scenario("loop-200", Scenario.Shape.LOOP, 200, 4)));
        scenarios.removeIf(scenario -> !wanted.isEmpty() && !wanted.contains(scenario.name()));
        String own = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        TemporalSettings settings =
                TemporalSettings.of(TemporalServer.address()).withTaskQueue(own, own + "/");
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.frontend().address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(service);
        boolean kept = true;
        try (Landlord landlord = new Landlord(settings);
                Peer peer = new Peer(client, own + "-by-hand", arguments[0].equals("eager"))) {
            TemporalBench bench = new TemporalBench(client, effort);
            for (Scenario scenario : scenarios) {
                landlord.deploy(scenario);
                kept &= bench.compare(scenario, landlord, children ? peer.childForEach() : peer.byHand(), children);
            }
        } finally {
            service.shutdownNow();
        }
        System.exit(kept ? 0 : 1);
    }

    /** Measures and prints; says whether our events are as few and our speed what was asked for. */
    private boolean compare(Scenario scenario, Side ours, Side theirs, boolean children)
            throws InterruptedException, ExecutionException {
        Measured us = new Measured();
        Measured them = new Measured();
        int executions = warmUp(scenario, ours, theirs);
        long begin = System.nanoTime();
        for (int round = 0; !effort.isEnough(round, effort.rounds(), begin); round++) {
            boolean first = round % 2 == 0;
            crowd(scenario, first ? ours : theirs, executions, first ? us : them);
            crowd(scenario, first ? theirs : ours, executions, first ? them : us);
        }
        begin = System.nanoTime();
        for (int pair = 0; !effort.isEnough(pair, effort.pairs(), begin); pair++) {
            boolean first = pair % 2 == 0;
            (first ? us : them).alone(once(scenario, first ? ours : theirs));
            (first ? them : us).alone(once(scenario, first ? theirs : ours));
        }
        Cost our = cost(scenario, ours);
        Cost their = cost(scenario, theirs);
        print(scenario, us, them, our, their, theirs.name());
        double events = our.events() / their.events();
        double fewEnough = scenario.shape() == Scenario.Shape.FORK ? 1.02 : 1;
        double throughput = Measured.quantile(Measured.ratios(us.throughputs(), them.throughputs()), 0.5);
        double p50 = Measured.quantile(us.alone(), 0.5) / Measured.quantile(them.alone(), 0.5);
        return children ? throughput >= 2 : events <= fewEnough && throughput >= 0.97 && p50 <= 1.03;
    }

    /** Warms both sides; returns how many executions of a turn take about as long as a turn should. */
    private int warmUp(Scenario scenario, Side ours, Side theirs) throws InterruptedException, ExecutionException {
        Measured unused = new Measured();
        int few = Math.max(scenario.clients(), 200 / scenario.size());
        long begin = System.nanoTime();
        do {
            crowd(scenario, ours, few, unused);
            crowd(scenario, theirs, few, unused);
        } while (System.nanoTime() - begin < effort.warmUp().toNanos());
        double perSecond = unused.throughputs().getLast();
        return Math.max(2 * scenario.clients(), (int) (perSecond * effort.seconds()));
    }

    private void crowd(Scenario scenario, Side side, int executions, Measured measured)
            throws InterruptedException, ExecutionException {
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger left = new AtomicInteger(executions);
        long cpu = SYSTEM.getProcessCpuTime();
        Duration server = serverCpu();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int n = 0; n < scenario.clients(); n++) {
                clients.add(threads.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        millis.add(once(scenario, side));
                    }
                }));
            }
            for (Future<?> one : clients) {
                Object ignored = one.get();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        measured.round(
                executions / seconds,
                (SYSTEM.getProcessCpuTime() - cpu) / 1e6 / executions,
                serverCpu().minus(server).toNanos() / 1e6 / executions,
                millis);
    }

    /** What the server has used so far, when this process has started it. */
    private static Duration serverCpu() {
        return ProcessHandle.current()
                .children()
                .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Starts one and waits for its end, as both sides do it: the first answer of Temporal that it is over. */
    private double once(Scenario scenario, Side side) {
        long begin = System.nanoTime();
        String id = side.start(scenario);
        Object ignored = client.newUntypedWorkflowStub(id).getResult(RawValue.class);
        return (System.nanoTime() - begin) / 1e6;
    }

    /** What an execution leaves behind, its children's included. */
    private record Cost(double events, double bytes) {}

    /** Of a fork the mean of several: how many answers share a task of the workflow is luck. */
    private Cost cost(Scenario scenario, Side side) throws InterruptedException {
        int times = scenario.shape() == Scenario.Shape.FORK ? 20 : 1;
        double events = 0;
        double bytes = 0;
        for (int time = 0; time < times; time++) {
            Cost one = costOfOne(scenario, side);
            events += one.events() / times;
            bytes += one.bytes() / times;
        }
        return new Cost(events, bytes);
    }

    private Cost costOfOne(Scenario scenario, Side side) throws InterruptedException {
        String id = side.start(scenario);
        Object ignored = client.newUntypedWorkflowStub(id).getResult(RawValue.class);
        WorkflowExecutionDescription whole = client.newUntypedWorkflowStub(id).describe();
        long events = whole.getHistoryLength();
        long bytes = whole.getRawDescription().getWorkflowExecutionInfo().getHistorySizeBytes();
        if (side.name().startsWith("child")) {
            for (int n = 0; n < scenario.size(); n++) {
                String child = id + (scenario.shape() == Scenario.Shape.FORK ? "_fork_" : "_for_") + n;
                WorkflowExecutionDescription part =
                        client.newUntypedWorkflowStub(child).describe();
                events += part.getHistoryLength();
                bytes += part.getRawDescription().getWorkflowExecutionInfo().getHistorySizeBytes();
            }
        }
        TimeUnit.MILLISECONDS.sleep(100);
        return new Cost(events, bytes);
    }

    private static void print(Scenario scenario, Measured us, Measured them, Cost our, Cost their, String other) {
        List<Double> speed = Measured.ratios(us.throughputs(), them.throughputs());
        List<Double> cpu = Measured.ratios(us.cpus(), them.cpus());
        System.out.printf(
                Locale.ROOT,
                """
                %s, landlord / %s
                  events      %8.0f %8.0f   %5.2f
                  bytes       %8.0f %8.0f   %5.2f
                  per second  %8.1f %8.1f   %5.2f  (%.2f to %.2f, %d rounds, %d clients)
                  worker cpu  %8.2f %8.2f   %5.2f  (ms for each, with the client)
                  server cpu  %8.2f %8.2f   %5.2f  (ms for each)
                  p50 ms      %8.1f %8.1f   %5.2f  (one client, %d each)
                  p99 ms      %8.1f %8.1f   %5.2f
                  p50 crowded %8.1f %8.1f   %5.2f
                  p99 crowded %8.1f %8.1f   %5.2f
                """,
                scenario.name(),
                other,
                our.events(),
                their.events(),
                our.events() / their.events(),
                our.bytes(),
                their.bytes(),
                our.bytes() / their.bytes(),
                Measured.quantile(us.throughputs(), 0.5),
                Measured.quantile(them.throughputs(), 0.5),
                Measured.quantile(speed, 0.5),
                Measured.medianAtLeast(speed),
                Measured.medianAtMost(speed),
                speed.size(),
                scenario.clients(),
                Measured.quantile(us.cpus(), 0.5),
                Measured.quantile(them.cpus(), 0.5),
                Measured.quantile(cpu, 0.5),
                Measured.quantile(us.servers(), 0.5),
                Measured.quantile(them.servers(), 0.5),
                Measured.quantile(Measured.ratios(us.servers(), them.servers()), 0.5),
                Measured.quantile(us.alone(), 0.5),
                Measured.quantile(them.alone(), 0.5),
                Measured.quantile(us.alone(), 0.5) / Measured.quantile(them.alone(), 0.5),
                us.alone().size(),
                Measured.quantile(us.alone(), 0.99),
                Measured.quantile(them.alone(), 0.99),
                Measured.quantile(us.alone(), 0.99) / Measured.quantile(them.alone(), 0.99),
                Measured.quantile(us.crowded(), 0.5),
                Measured.quantile(them.crowded(), 0.5),
                Measured.quantile(us.crowded(), 0.5) / Measured.quantile(them.crowded(), 0.5),
                Measured.quantile(us.crowded(), 0.99),
                Measured.quantile(them.crowded(), 0.99),
                Measured.quantile(us.crowded(), 0.99) / Measured.quantile(them.crowded(), 0.99));
    }
}
