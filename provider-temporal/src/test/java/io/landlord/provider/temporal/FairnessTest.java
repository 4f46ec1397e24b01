package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** Two tenants, of whom one has a hundred times the load, on a server with fairness switched on. */
@ExtendWith(TemporalServer.class)
class FairnessTest {
    private static final int LOAD = 100;

    @TempDir
    private Path folder;

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** The tenants that were worked for, call by call. */
    private final List<String> served = new CopyOnWriteArrayList<>();

    private final TaskHandlers handlers = new TaskHandlers().register(new Handler("work", (arguments, context) -> {
        held.countDown();
        gate.await();
        served.add(String.valueOf(context.tenant()));
        return arguments;
    }));

    private static String start(TemporalProvider provider, String workflow, String tenant) {
        return provider.startExecution(
                        workflow,
                        new ExecutionInput("one", JsonNodeFactory.instance.objectNode(), Map.of("tenant", tenant)))
                .executionId();
    }

    @Test
    void a_tenant_does_not_wait_for_all_that_another_has_under_way() throws Exception {
        StringBuilder branches = new StringBuilder("- all:\n    fork:\n      branches:\n");
        for (int branch = 0; branch < LOAD; branch++) {
            branches.append("      - b").append(branch).append(": {call: work}\n");
        }
        try (OwnServer server = new OwnServer(
                        folder,
                        "--dynamic-config-value",
                        "matching.useNewMatcher=true",
                        "--dynamic-config-value",
                        "matching.enableFairness=true",
                        // Temporal is fair within a partition of a queue; which one a call comes to is chance.
                        "--dynamic-config-value",
                        "matching.numTaskqueueReadPartitions=1",
                        "--dynamic-config-value",
                        "matching.numTaskqueueWritePartitions=1");
                TemporalProvider provider = TemporalProvider.open(
                        handlers,
                        TemporalSettings.of(server.address())
                                .withWorker(true, 1)
                                .withTimes(Duration.ofMillis(200), Duration.ofSeconds(10)))) {
            var load = provider.createWorkflow(
                    WorkflowSpec.of("load", OnTemporal.spec(branches.toString()).definition()));
            var task = provider.createWorkflow(WorkflowSpec.of(
                    "task", OnTemporal.spec("- a:\n    call: work\n").definition()));
            assertThat(load.created() && task.created()).isTrue();

            String big = start(provider, "load", "big");
            held.await();
            String small = start(provider, "task", "small");
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the small tenant's call",
                            () -> !provider.getExecutionStatus(small)
                                    .currentTasks()
                                    .isEmpty());
            gate.countDown();

            assertThat(OnTemporal.awaitEnd(provider, small).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(OnTemporal.awaitEnd(provider, big).state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(Collections.frequency(served, "big")).isEqualTo(LOAD);
            assertThat(served.indexOf("small")).isBetween(0, LOAD / 2);
        }
    }
}
