package io.landlord.provider.temporal.bench;

import io.landlord.provider.temporal.TemporalServer;
import io.landlord.provider.temporal.TemporalSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How long executions take that are longer than one history, wider than one batch of calls, or busy without an event. */
final class LongRun {
    private LongRun() {}

    /** @param arguments the iterations with a call each, those without, and the branches */
    public static void main(String[] arguments) {
        int calls = Integer.parseInt(arguments[0]);
        int steps = Integer.parseInt(arguments[1]);
        int branches = Integer.parseInt(arguments[2]);
        String own = "long-" + UUID.randomUUID().toString().substring(0, 8);
        TemporalSettings settings =
                TemporalSettings.of(TemporalServer.address()).withTaskQueue(own, own + "/");
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.frontend().address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(service);
        try (Landlord landlord = new Landlord(settings)) {
            for (Scenario scenario : List.of(
                    new Scenario("pure-" + steps, Scenario.Shape.PURE, steps, 1),
                    new Scenario("fork-" + branches, Scenario.Shape.FORK, branches, 1),
                    new Scenario("loop-" + calls, Scenario.Shape.LOOP, calls, 1))) {
                landlord.deploy(scenario);
                long begin = System.nanoTime();
                String id = landlord.start(scenario);
                Object ignored = client.newUntypedWorkflowStub(id).getResult(RawValue.class);
                double seconds = (System.nanoTime() - begin) / 1e9;
                int runs = 0;
                long events = 0;
                Optional<String> run = Optional.empty();
                do {
                    WorkflowStub stub = client.newUntypedWorkflowStub(id, run, Optional.empty());
                    events += stub.describe().getHistoryLength();
                    String before = client.fetchHistory(id, run.orElse(null))
                            .getEvents()
                            .getFirst()
                            .getWorkflowExecutionStartedEventAttributes()
                            .getContinuedExecutionRunId();
                    run = before.isEmpty() ? Optional.empty() : Optional.of(before);
                    runs++;
                } while (run.isPresent());
                System.out.printf(
                        Locale.ROOT,
                        "%s: %.1f s, %d events in %d run%s, %.0f steps a second%n",
                        scenario.name(),
                        seconds,
                        events,
                        runs,
                        runs == 1 ? "" : "s",
                        scenario.size() / seconds);
            }
        } finally {
            service.shutdownNow();
        }
        System.exit(0);
    }
}
