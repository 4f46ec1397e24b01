package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What tests of this module share: settings of their own on the server, and waiting. */
final class OnTemporal {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    private OnTemporal() {}

    /** Settings that share nothing but the server. */
    static TemporalSettings settings() {
        String own = "test-" + UUID.randomUUID();
        return TemporalSettings.of(TemporalServer.address())
                .withTaskQueue(own, own + "/")
                .withTimes(Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    /** The same with a worker that keeps no execution in memory: each of its tasks goes through the history so far. */
    static TemporalSettings forgetful(TemporalSettings settings) {
        TemporalWork.Slots slots = settings.work().slots();
        return settings.with(settings.work().withSlots(new TemporalWork.Slots(slots.executions(), slots.pollers(), 0)));
    }

    /** @param tasks the tasks, or the document from {@code do} on, or a graph */
    static WorkflowSpec spec(String tasks) {
        if (tasks.startsWith("start_step:")) {
            return WorkflowSpec.of("test", tasks);
        }
        return WorkflowSpec.of("test", """
                document:
                  dsl: '1.0.3'
                  namespace: test
                  name: test
                  version: '1.0.0'
                """ + (tasks.startsWith("do:") ? "" : "do:\n") + tasks);
    }

    /** Deploys a workflow of these tasks and starts an execution of it; returns the execution's id. */
    static String start(TemporalProvider provider, String tasks, String input) {
        var ignored = provider.createWorkflow(spec(tasks));
        return provider.startExecution(
                        "test", ExecutionInput.of("one", JsonMapper.shared().readTree(input)))
                .executionId();
    }

    static ExecutionStatus awaitEnd(TemporalProvider provider, String executionId) {
        new Patience(PATIENCE)
                .until(
                        () -> "the end of "
                                + provider.getExecutionStatus(executionId).state(),
                        () -> provider.getExecutionStatus(executionId).state().isFinal());
        return provider.getExecutionStatus(executionId);
    }
}
