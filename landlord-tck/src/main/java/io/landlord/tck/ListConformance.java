package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsExecutions.Page;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.provider.ListsWorkflows;
import io.landlord.api.workflow.WorkflowSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Listing workflows and executions, or the absence of it. */
public abstract class ListConformance extends Conformance {
    private static final String ONE = "- answer:\n    set: {version: 1}\n";
    private static final String TWO = "- answer:\n    set: {version: 2}\n";

    private List<WorkflowSummary> workflows() {
        return provider(ListsWorkflows.class).listWorkflows();
    }

    private List<String> startedBetween(@Nullable Instant from, @Nullable Instant before) {
        return idsOf(
                provider(ListsExecutions.class).listExecutions(new Query(WORKFLOW, null, from, before, 100, null)));
    }

    private Page page(@Nullable String workflowId, @Nullable ExecutionState state, int limit, @Nullable String cursor) {
        return provider(ListsExecutions.class).listExecutions(new Query(workflowId, state, null, null, limit, cursor));
    }

    @Test
    @Needs(Capability.LIST_WORKFLOWS)
    void workflows_are_listed_by_id_with_their_versions() {
        deploy(spec("b", ONE).withName("Second"));
        deploy(spec("b", TWO).withName("Second, renewed"));
        deploy(spec("a", ONE).withName("First"));

        assertThat(workflows()).extracting(WorkflowSummary::workflowId).containsExactly("a", "b");
        assertThat(workflows()).extracting(WorkflowSummary::versions).containsExactly(List.of("1"), List.of("1", "2"));
        assertThat(workflows()).extracting(WorkflowSummary::name).containsExactly("First", "Second, renewed");
        assertThat(workflows())
                .extracting(WorkflowSummary::provider)
                .containsOnly(provider().name());
    }

    @Test
    @Needs(Capability.LIST_WORKFLOWS)
    void a_removed_workflow_is_not_listed() {
        deploy(spec("a", ONE));
        deploy(spec("b", ONE));

        provider().deleteWorkflow("a");

        assertThat(workflows()).extracting(WorkflowSummary::workflowId).containsExactly("b");
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void executions_are_listed_newest_first() {
        deploy(ONE);
        List<String> ids = runs(5);

        List<ExecutionSummary> listed = page(null, null, 100, null).executions();

        assertThat(listed).extracting(ExecutionSummary::executionId).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(listed)
                .isSortedAccordingTo(Comparator.comparing(ExecutionSummary::startTime)
                        .reversed()
                        .thenComparing(ExecutionSummary::executionId));
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void a_listed_execution_tells_what_its_status_tells() {
        deploy(ONE);
        String id = runs(1).getFirst();

        assertThat(page(null, null, 100, null).executions()).singleElement().satisfies(summary -> {
            assertThat(summary.executionId()).isEqualTo(id);
            assertThat(summary.executionName()).isEqualTo("run-0");
            assertThat(summary.workflowId()).isEqualTo(WORKFLOW);
            assertThat(summary.version()).isEqualTo("1");
            assertThat(summary.state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(summary.startTime()).isEqualTo(status(id).startTime());
            assertThat(summary.stopTime()).isEqualTo(status(id).stopTime());
        });
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void executions_are_listed_by_workflow_and_state() {
        deploy(ONE);
        deploy(spec("other", "- a:\n    raise: {error: {type: 'https://example.com/errors/no', status: 400}}\n"));
        List<String> ids = runs(2);
        String failed = provider().startExecution("other", input("one", "{}")).executionId();
        assertThat(awaitEnd(failed).state()).isEqualTo(ExecutionState.FAILED);

        assertThat(idsOf(page("other", null, 100, null))).containsExactly(failed);
        assertThat(idsOf(page(null, ExecutionState.FAILED, 100, null))).containsExactly(failed);
        assertThat(idsOf(page(null, ExecutionState.SUCCEEDED, 100, null))).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(idsOf(page("other", ExecutionState.SUCCEEDED, 100, null))).isEmpty();
        assertThat(idsOf(page("nothing", null, 100, null))).isEmpty();
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void executions_are_listed_by_version_and_tags_whatever_is_in_them() {
        String odd = "it's \"quoted\" \\ and 100% = 'so'";
        deploy(ONE);
        String first = provider()
                .startExecution(
                        WORKFLOW, new ExecutionInput("1", Json.read("{}"), Map.of("tenant", "acme", "team", odd)))
                .executionId();
        deploy(TWO);
        String second = provider()
                .startExecution(WORKFLOW, new ExecutionInput("2", Json.read("{}"), Map.of("tenant", "acme")))
                .executionId();
        assertThat(awaitEnd(first).state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(awaitEnd(second).state()).isEqualTo(ExecutionState.SUCCEEDED);

        assertThat(idsOf(tagged(null, Map.of("tenant", "acme")))).containsExactlyInAnyOrder(first, second);
        assertThat(idsOf(tagged(null, Map.of("tenant", "acme", "team", odd)))).containsExactly(first);
        assertThat(idsOf(tagged("2", Map.of()))).containsExactly(second);
        assertThat(idsOf(tagged("2", Map.of("team", odd)))).isEmpty();
        assertThat(idsOf(tagged("'", Map.of("tenant", "acme' OR '1'='1")))).isEmpty();
    }

    private Page tagged(@Nullable String version, Map<String, String> tags) {
        return provider(ListsExecutions.class)
                .listExecutions(new Query(WORKFLOW, null, null, null, version, tags, 100, null));
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void executions_are_listed_from_one_time_and_before_another() {
        deploy(ONE);
        String first = runs(1).getFirst();
        Instant start = status(first).startTime();
        awaitLater(start);
        String second = start("later", "{}");
        assertSucceeded(awaitEnd(second), "{\"version\": 1}");
        Instant later = status(second).startTime();

        assertThat(startedBetween(start, null)).containsExactly(second, first);
        assertThat(startedBetween(later, null)).containsExactly(second);
        assertThat(startedBetween(null, later)).containsExactly(first);
        assertThat(startedBetween(start, later)).containsExactly(first);
        assertThat(startedBetween(null, start)).isEmpty();
        assertThat(startedBetween(later.plusSeconds(3_600), null)).isEmpty();
    }

    /** Returns once an execution that starts now starts later than at this time, by the engine's clock. */
    private void awaitLater(Instant time) {
        AtomicInteger number = new AtomicInteger();
        deploy(spec("clock", ONE));
        patience().until(() -> "a start after " + time, () -> {
            String name = "tick-" + number.incrementAndGet();
            return provider()
                    .startExecution("clock", input(name, "{}"))
                    .startTime()
                    .isAfter(time);
        });
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void pages_give_every_execution_once() {
        deploy(ONE);
        List<String> ids = runs(7);

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page page = page(WORKFLOW, null, 3, cursor);
            assertThat(page.executions()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
            seen.addAll(idsOf(page));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).hasSize(7).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    @Needs(Capability.LIST_EXECUTIONS)
    void a_cursor_that_no_page_gave_is_refused() {
        assertThatExceptionOfType(LandlordException.class)
                .isThrownBy(() -> page(WORKFLOW, null, 3, "made up"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_SPEC));
    }

    private List<String> runs(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = start("run-" + i, "{}");
            assertSucceeded(awaitEnd(id), "{\"version\": 1}");
            ids.add(id);
        }
        return ids;
    }

    private static List<String> idsOf(Page page) {
        return page.executions().stream().map(ExecutionSummary::executionId).toList();
    }
}
