package io.landlord.provider.temporal.bench;

import io.landlord.provider.temporal.OwnServer;
import io.landlord.provider.temporal.TemporalSettings;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.RawValue;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a tenant waits for one execution while another has many more under way, with fairness at Temporal and without. */
final class TenantsRun {
    private static final int CALLS_AT_ONCE = 4;
    private static final Duration WORK = Duration.ofMillis(20);
    private static final int MOST_SMALL = 5;

    private TenantsRun() {}

    /** @param arguments how many executions of the big tenant run for each of the small one's */
    public static void main(String[] arguments) throws Exception {
        int big = Integer.parseInt(arguments[0]);
        double unfair = run(big, false);
        double fair = run(big, true);
        System.out.printf(Locale.ROOT, "fairness makes the small tenant's wait %.1f times as short%n", unfair / fair);
        System.exit(0);
    }

    private static double run(int big, boolean fair) throws Exception {
        try (OwnServer server = new OwnServer(
                        Files.createTempDirectory("landlord-tenants-"),
                        "--dynamic-config-value",
                        "matching.useNewMatcher=true",
                        "--dynamic-config-value",
                        "matching.enableFairness=" + fair,
                        // Otherwise the worker fetches calls of its own workflows past the queue.
                        "--dynamic-config-value",
                        "system.enableActivityEagerExecution=false");
                Landlord landlord =
                        new Landlord(TemporalSettings.of(server.address()).withWorker(true, CALLS_AT_ONCE), WORK)) {
            WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(server.address())
                    .build());
            try {
                WorkflowClient client = WorkflowClient.newInstance(service);
                Scenario calls = new Scenario("calls-5", Scenario.Shape.SEQUENCE, 5, 1);
                Scenario crowd = new Scenario("fork-20", Scenario.Shape.FORK, 20, 1);
                landlord.deploy(calls);
                landlord.deploy(crowd);
                Object warm =
                        client.newUntypedWorkflowStub(landlord.start(calls)).getResult(RawValue.class);
                List<String> load = new ArrayList<>();
                for (int n = 0; n < big; n++) {
                    load.add(landlord.start(crowd, Map.of("tenant", "big")));
                }
                List<Double> waits = new ArrayList<>();
                // Once the load is worked off there is nothing to be fair about.
                long open = big;
                while (open > 0 && waits.size() < MOST_SMALL) {
                    long begin = System.nanoTime();
                    Object ignored = client.newUntypedWorkflowStub(landlord.start(calls, Map.of("tenant", "small")))
                            .getResult(RawValue.class);
                    waits.add((System.nanoTime() - begin) / 1e6);
                    open = load.stream().filter(id -> isOpen(client, id)).count();
                }
                System.out.printf(
                        Locale.ROOT,
                        "%s fairness: five calls of the small tenant take %.0f ms (%.0f to %.0f, %d times); %d of %d"
                                + " executions of the big one were still under way then%n",
                        fair ? "with" : "without",
                        Measured.quantile(waits, 0.5),
                        Measured.quantile(waits, 0),
                        Measured.quantile(waits, 1),
                        waits.size(),
                        open,
                        big);
                return Measured.quantile(waits, 0.5);
            } finally {
                service.shutdownNow();
            }
        }
    }

    private static boolean isOpen(WorkflowClient client, String id) {
        return client.newUntypedWorkflowStub(id).describe().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }
}
