package io.landlord.control.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.Dialect;
import io.landlord.control.store.FreshDatabase;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.catalog.WorkflowCatalogContract;
import io.landlord.core.catalog.WorkflowVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a catalog in a database does, beside what every catalog does. */
abstract class JdbcWorkflowCatalogContract extends WorkflowCatalogContract {
    @RegisterExtension
    final FreshDatabase place;

    JdbcWorkflowCatalogContract(Dialect dialect) {
        this.place = FreshDatabase.of(dialect);
    }

    @Override
    protected WorkflowCatalog emptyCatalog(Clock clock) {
        return new JdbcWorkflowCatalog(place.open(), clock);
    }

    @Test
    void what_was_recorded_is_there_after_reopening() {
        ControlDatabase first = place.open();
        WorkflowSpec spec = WorkflowSpec.of("w", "the definition");
        deploy(catalog(first), "w", "1", spec);
        catalog(first).started(execution("e"), "mock");
        first.close();

        WorkflowCatalog second = catalog(place.open());
        assertThat(second.find("w")).map(DeployedWorkflow::spec).hasValue(spec);
        assertThat(second.versions("w", "mock")).hasSize(1);
        assertThat(second.executionOwners("e")).containsExactly("mock");
    }

    @Test
    void servers_see_at_once_what_another_one_recorded() {
        WorkflowCatalog one = catalog(place.open());
        WorkflowCatalog other = catalog(place.open());

        deploy(one, "w", "1", WorkflowSpec.of("w", "first"));
        assertThat(other.find("w")).map(DeployedWorkflow::version).hasValue("1");
        deploy(other, "w", "2", WorkflowSpec.of("w", "second"));
        assertThat(one.find("w")).map(DeployedWorkflow::version).hasValue("2");
        one.deleted("w", "mock");
        assertThat(other.find("w")).isEmpty();
        other.started(execution("e"), "mock");
        assertThat(one.executionOwners("e")).containsExactly("mock");
    }

    @Test
    void servers_that_deploy_at_the_same_time_lose_no_version() throws Exception {
        List<WorkflowCatalog> servers = List.of(catalog(place.open()), catalog(place.open()));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> deployments = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                String version = String.valueOf(number / 2);
                WorkflowCatalog server = servers.get(number % 2);
                deployments.add(threads.submit(() -> deploy(server, "w", version, WorkflowSpec.of("w", version))));
            }
            for (Future<?> deployment : deployments) {
                deployment.get();
            }
        }

        assertThat(servers.getFirst().versions("w", "mock"))
                .extracting(WorkflowVersion::version)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        assertThat(servers.getFirst().find("w"))
                .map(DeployedWorkflow::version)
                .hasValue(servers.getLast().versions("w", "mock").getLast().version());
    }

    @Test
    void the_oldest_executions_are_forgotten_in_time() {
        WorkflowCatalog catalog = new JdbcWorkflowCatalog(place.open(), Clock.systemUTC(), 500);
        for (int number = 1; number <= 1_000; number++) {
            catalog.started(execution("e" + number), "mock");
        }

        assertThat(catalog.executionOwners("e500")).isEmpty();
        assertThat(catalog.executionOwners("e501")).containsExactly("mock");
        assertThat(catalog.executionOwners("e1000")).containsExactly("mock");
    }

    private static WorkflowCatalog catalog(ControlDatabase database) {
        return new JdbcWorkflowCatalog(database, Clock.systemUTC());
    }

    private static void deploy(WorkflowCatalog catalog, String workflow, String version, WorkflowSpec spec) {
        catalog.deployed(new CreateWorkflowResult(workflow, "mock", version, "hash-" + version, true, List.of()), spec);
    }

    private static ExecutionResult execution(String id) {
        return new ExecutionResult(id, "w", "1", ExecutionState.RUNNING, Instant.EPOCH, true);
    }
}
