package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import io.temporal.client.WorkflowStub;
import io.temporal.internal.common.WorkflowExecutionHistory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A schedule that depends on ends lives at Temporal, and no process has to. */
@ExtendWith(TemporalServer.class)
class KeeperTest {
    private static final int MOST_EVENTS = 30;

    private final TemporalSettings settings = OnTemporal.settings().withContinueAfter(MOST_EVENTS);

    private static WorkflowSpec scheduled() {
        return WorkflowSpec.of("test", """
                document: {dsl: 1.0.3, namespace: test, name: test, version: 1.0.0}
                schedule: {after: PT1S}
                do:
                  - a: {set: {b: 1}}
                """);
    }

    private static List<ExecutionSummary> succeeded(TemporalProvider provider) {
        return provider.listExecutions(new Query("test", ExecutionState.SUCCEEDED, null, null, 100, null))
                .executions();
    }

    private static void awaitStarts(TemporalProvider provider, int count) {
        new Patience(OnTemporal.PATIENCE)
                .until(
                        () -> count + " executions, not " + succeeded(provider),
                        () -> succeeded(provider).size() >= count);
    }

    @Test
    void it_goes_on_when_the_process_that_deployed_it_is_gone() {
        try (TemporalProvider first = TemporalProvider.open(new TaskHandlers(), settings)) {
            assertThat(first.createWorkflow(scheduled()).created()).isTrue();
        }

        try (TemporalProvider second = TemporalProvider.open(new TaskHandlers(), settings)) {
            awaitStarts(second, 2);

            assertThat(succeeded(second))
                    .extracting(ExecutionSummary::executionName)
                    .doesNotHaveDuplicates();
            assertThat(second.createWorkflow(scheduled()).created()).isTrue();
            second.deleteWorkflow("test");
        }
    }

    @Test
    void it_goes_on_in_new_runs_and_each_replays() throws Exception {
        try (TemporalProvider provider = TemporalProvider.open(new TaskHandlers(), settings);
                Connection connection = Connection.open(settings)) {
            assertThat(provider.createWorkflow(scheduled()).created()).isTrue();
            String id = Keeper.id(settings.idPrefix(), "test");
            WorkflowStub keeper = connection.client().newUntypedWorkflowStub(id);
            String firstRun = keeper.describe().getExecution().getRunId();
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "a new run after " + succeeded(provider).size() + " executions",
                            () -> !keeper.describe().getExecution().getRunId().equals(firstRun));
            int before = succeeded(provider).size();
            awaitStarts(provider, before + 2);

            WorkflowExecutionHistory history = connection.client().fetchHistory(id, firstRun);
            assertThat(history.getEvents()).hasSizeBetween(MOST_EVENTS, MOST_EVENTS + 20);
            assertThat(Replay.of(history, new TaskHandlers())).isNotEmpty();
            assertThat(succeeded(provider))
                    .extracting(ExecutionSummary::executionName)
                    .doesNotHaveDuplicates();
            // While one runs, nobody can tell when the next one starts.
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the time of the next start",
                            () -> provider.nextStart("test").isPresent());
        }
    }
}
