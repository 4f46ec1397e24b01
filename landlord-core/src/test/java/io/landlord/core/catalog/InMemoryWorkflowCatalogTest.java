package io.landlord.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.CreateWorkflowResult;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InMemoryWorkflowCatalogTest {
    private final InMemoryWorkflowCatalog catalog = new InMemoryWorkflowCatalog();

    @Test
    void nothing_is_known_at_first() {
        assertThat(catalog.workflowOwner("w")).isEmpty();
        assertThat(catalog.executionOwners("w:e")).isEmpty();
        assertThat(catalog.versions("w", "mock")).isEmpty();
    }

    @Test
    void the_same_deployment_twice_is_one_version() {
        catalog.deployed(deployment("w", "mock", "1"));
        catalog.deployed(deployment("w", "mock", "1"));

        assertThat(catalog.versions("w", "mock")).containsExactly(new WorkflowVersion("w", "mock", "1", "hash-1"));
    }

    @Test
    void the_provider_deployed_on_last_is_the_owner_also_without_a_new_version() {
        catalog.deployed(deployment("w", "a", "1"));
        catalog.deployed(deployment("w", "b", "1"));
        catalog.deployed(deployment("w", "a", "1"));

        assertThat(catalog.workflowOwner("w")).hasValue("a");
    }

    @Test
    void what_is_deleted_is_forgotten_on_that_provider_alone() {
        catalog.deployed(deployment("w", "a", "1"));
        catalog.deployed(deployment("w", "b", "1"));

        catalog.deleted("w", "b");

        assertThat(catalog.versions("w", "b")).isEmpty();
        assertThat(catalog.workflowOwner("w")).hasValue("a");
    }

    @Test
    void the_newest_hundred_thousand_executions_are_known() {
        for (int number = 0; number <= 100_000; number++) {
            catalog.started(execution("e" + number), "mock");
        }

        assertThat(catalog.executionOwners("e0")).isEmpty();
        assertThat(catalog.executionOwners("e1")).containsExactly("mock");
        assertThat(catalog.executionOwners("e100000")).containsExactly("mock");
    }

    @Test
    void hundreds_of_threads_lose_nothing_and_record_nothing_twice() throws InterruptedException {
        int threads = 400;
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                String workflow = "w" + thread % 7;
                String version = String.valueOf(thread % 40);
                String execution = "e" + thread;
                Future<?> ignored = pool.submit(() -> {
                    go.await();
                    catalog.deployed(deployment(workflow, "mock", version));
                    catalog.started(execution(execution), "mock");
                    return execution;
                });
            }
            go.countDown();
        }

        for (int workflow = 0; workflow < 7; workflow++) {
            assertThat(catalog.versions("w" + workflow, "mock")).hasSize(40).doesNotHaveDuplicates();
        }
        for (int thread = 0; thread < threads; thread++) {
            assertThat(catalog.executionOwners("e" + thread)).containsExactly("mock");
        }
    }

    private static CreateWorkflowResult deployment(String workflow, String provider, String version) {
        return new CreateWorkflowResult(workflow, provider, version, "hash-" + version, true, List.of());
    }

    private static ExecutionResult execution(String id) {
        return new ExecutionResult(id, "w", "1", ExecutionState.RUNNING, Instant.EPOCH, true);
    }
}
