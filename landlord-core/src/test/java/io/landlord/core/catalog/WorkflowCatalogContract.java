package io.landlord.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What every {@link WorkflowCatalog} does, in memory or in a database. */
public abstract class WorkflowCatalogContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");
    private static final int THREADS = 100;

    private final SettableClock clock = new SettableClock();
    private WorkflowCatalog catalog;

    /** A catalog with nothing in it, that reads the time from this clock. */
    protected abstract WorkflowCatalog emptyCatalog(Clock clock);

    @BeforeEach
    void open() {
        catalog = emptyCatalog(clock);
    }

    @Test
    void nothing_is_known_at_first() {
        assertThat(catalog.workflowOwner("w")).isEmpty();
        assertThat(catalog.executionOwners("w:e")).isEmpty();
        assertThat(catalog.versions("w", "mock")).isEmpty();
        assertThat(catalog.find("w")).isEmpty();
        assertThat(catalog.find("w", "mock")).isEmpty();
        assertThat(catalog.list(10, null)).isEmpty();
    }

    @Test
    void a_deployed_workflow_is_found_with_all_of_its_spec() {
        WorkflowSpec spec = new WorkflowSpec(
                "w",
                "mock",
                "The name",
                "What it is for: \u00fc\u6f22",
                "1.2",
                "do:\n  - a: {set: {x: \"\u2713\"}}\n",
                Duration.parse("PT1M0.5S"),
                new RetryPolicy(3, Duration.ofMillis(10), 1.5, Duration.ofSeconds(2), 0.25, Set.of("urn:a", "urn:b")),
                Map.of("team", "red", "tier", ""),
                JsonNodeFactory.instance.objectNode().put("queue", "q").put("size", 3));

        catalog.deployed(deployment("w", "mock", "1.2"), spec);

        DeployedWorkflow expected = new DeployedWorkflow(spec, "mock", "1.2", "hash-1.2", NOON);
        assertThat(catalog.find("w")).hasValue(expected);
        assertThat(catalog.find("w", "mock")).hasValue(expected);
        assertThat(catalog.list(1, null)).containsExactly(expected);
    }

    @Test
    void a_spec_without_anything_optional_is_found_as_it_was() {
        WorkflowSpec spec = WorkflowSpec.of("w", "the definition");

        catalog.deployed(deployment("w", "mock", "1"), spec);

        assertThat(catalog.find("w")).map(DeployedWorkflow::spec).hasValue(spec);
    }

    @Test
    void times_are_whole_milliseconds() {
        clock.now = NOON.plusNanos(456_789);

        deploy("w", "mock", "1");

        assertThat(catalog.versions("w", "mock"))
                .containsExactly(new WorkflowVersion("w", "mock", "1", "hash-1", NOON));
    }

    @Test
    void the_newest_version_is_found_and_versions_are_told_oldest_first() {
        deploy("w", "mock", "2");
        clock.now = NOON.plusSeconds(1);
        deploy("w", "mock", "10");
        deploy("w", "mock", "1");

        assertThat(catalog.versions("w", "mock"))
                .extracting(WorkflowVersion::version)
                .containsExactly("2", "10", "1");
        assertThat(catalog.find("w")).map(DeployedWorkflow::version).hasValue("1");
    }

    @Test
    void each_version_is_found_by_its_name_with_its_spec() {
        deploy("w", "a", "1");
        deploy("w", "a", "2");
        deploy("w", "b", "3");

        assertThat(catalog.find("w", "a", "1"))
                .map(DeployedWorkflow::contentHash)
                .hasValue("hash-1");
        assertThat(catalog.find("w", "a", "2"))
                .map(found -> found.spec().definition())
                .hasValue("definition 2");
        assertThat(catalog.find("w", "a", "3")).isEmpty();
        assertThat(catalog.find("v", "a", "1")).isEmpty();
    }

    @Test
    void the_same_deployment_twice_is_one_version_with_the_spec_time_and_place_of_the_first() {
        deploy("w", "mock", "1");
        deploy("w", "mock", "2");
        clock.now = NOON.plusSeconds(60);

        catalog.deployed(
                deployment("w", "mock", "1"),
                WorkflowSpec.of("w", "definition 1").withName("other"));

        assertThat(catalog.versions("w", "mock"))
                .containsExactly(
                        new WorkflowVersion("w", "mock", "1", "hash-1", NOON),
                        new WorkflowVersion("w", "mock", "2", "hash-2", NOON));
        assertThat(catalog.find("w")).map(DeployedWorkflow::version).hasValue("2");
    }

    @Test
    void a_version_with_other_content_replaces_the_one_of_its_name_and_is_the_newest() {
        deploy("w", "mock", "1");
        deploy("w", "mock", "2");
        clock.now = NOON.plusSeconds(60);

        catalog.deployed(
                new CreateWorkflowResult("w", "mock", "1", "other hash", true, List.of()),
                WorkflowSpec.of("w", "other"));

        assertThat(catalog.versions("w", "mock"))
                .containsExactly(
                        new WorkflowVersion("w", "mock", "2", "hash-2", NOON),
                        new WorkflowVersion("w", "mock", "1", "other hash", NOON.plusSeconds(60)));
        assertThat(catalog.find("w")).map(found -> found.spec().definition()).hasValue("other");
    }

    @Test
    void the_provider_deployed_on_last_is_the_owner_also_without_a_new_version() {
        deploy("w", "a", "1");
        deploy("w", "b", "2");
        assertThat(catalog.find("w")).map(DeployedWorkflow::provider).hasValue("b");

        deploy("w", "a", "1");

        assertThat(catalog.workflowOwner("w")).hasValue("a");
        assertThat(catalog.find("w")).map(DeployedWorkflow::version).hasValue("1");
        assertThat(catalog.find("w", "b")).map(DeployedWorkflow::version).hasValue("2");
    }

    @Test
    void what_is_deleted_is_forgotten_on_that_provider_alone() {
        deploy("w", "a", "1");
        deploy("w", "b", "1");
        deploy("v", "b", "1");

        catalog.deleted("w", "b");
        catalog.deleted("w", "b");

        assertThat(catalog.versions("w", "b")).isEmpty();
        assertThat(catalog.find("w", "b")).isEmpty();
        assertThat(catalog.workflowOwner("w")).hasValue("a");
        assertThat(catalog.workflowOwner("v")).hasValue("b");
    }

    @Test
    void a_workflow_deleted_everywhere_is_unknown_while_its_executions_stay_known() {
        deploy("w", "a", "1");
        catalog.started(execution("w:e"), "a");

        catalog.deleted("w", "a");

        assertThat(catalog.find("w")).isEmpty();
        assertThat(catalog.list(10, null)).isEmpty();
        assertThat(catalog.executionOwners("w:e")).containsExactly("a");
    }

    @Test
    void a_workflow_deleted_and_deployed_again_begins_anew() {
        deploy("w", "a", "1");
        deploy("w", "a", "2");
        catalog.deleted("w", "a");
        clock.now = NOON.plusSeconds(1);

        deploy("w", "a", "1");

        assertThat(catalog.versions("w", "a"))
                .containsExactly(new WorkflowVersion("w", "a", "1", "hash-1", NOON.plusSeconds(1)));
    }

    @Test
    void workflows_are_listed_by_id_code_point_by_code_point_each_once() {
        for (String id : List.of("b", "a-b", "a.b", "a_b", "ab", "B", "a", "1")) {
            deploy(id, "mock", "1");
        }
        deploy("a", "other", "2");

        assertThat(catalog.list(100, null))
                .extracting(found -> found.workflowId() + " " + found.version())
                .containsExactly("1 1", "B 1", "a 2", "a-b 1", "a.b 1", "a_b 1", "ab 1", "b 1");
    }

    @Test
    void a_list_goes_on_after_an_id_that_need_not_exist() {
        for (int number = 0; number < 7; number++) {
            deploy("w" + number, "mock", "1");
        }

        assertThat(catalog.list(3, null))
                .extracting(DeployedWorkflow::workflowId)
                .containsExactly("w0", "w1", "w2");
        assertThat(catalog.list(3, "w2"))
                .extracting(DeployedWorkflow::workflowId)
                .containsExactly("w3", "w4", "w5");
        assertThat(catalog.list(3, "w55"))
                .extracting(DeployedWorkflow::workflowId)
                .containsExactly("w6");
        assertThat(catalog.list(3, "w6")).isEmpty();
    }

    @Test
    void a_limit_out_of_bounds_is_refused() {
        for (int limit : List.of(-1, 0, 1_001)) {
            assertThatThrownBy(() -> catalog.list(limit, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("between 1 and 1000");
        }
    }

    @Test
    void an_execution_id_that_several_providers_gave_has_several_owners() {
        catalog.started(execution("e"), "b");
        catalog.started(execution("e"), "a");
        catalog.started(execution("e"), "b");

        assertThat(catalog.executionOwners("e")).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void many_threads_lose_nothing_and_record_nothing_twice() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> done;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            done = IntStream.range(0, THREADS)
                    .mapToObj(thread -> pool.submit(() -> {
                        go.await();
                        deploy("w" + thread % 7, "mock", String.valueOf(thread % 10));
                        catalog.started(execution("e" + thread), "mock");
                        return "e" + thread;
                    }))
                    .toList();
            go.countDown();
        }

        for (Future<String> execution : done) {
            assertThat(catalog.executionOwners(execution.get())).containsExactly("mock");
        }
        for (int workflow = 0; workflow < 7; workflow++) {
            assertThat(catalog.versions("w" + workflow, "mock")).hasSize(10).doesNotHaveDuplicates();
        }
    }

    private void deploy(String workflow, String provider, String version) {
        catalog.deployed(deployment(workflow, provider, version), WorkflowSpec.of(workflow, "definition " + version));
    }

    private static CreateWorkflowResult deployment(String workflow, String provider, String version) {
        return new CreateWorkflowResult(workflow, provider, version, "hash-" + version, true, List.of());
    }

    private static ExecutionResult execution(String id) {
        return new ExecutionResult(id, "w", "1", ExecutionState.RUNNING, Instant.EPOCH, true);
    }

    private static final class SettableClock extends Clock {
        private volatile Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock has one zone");
        }
    }
}
