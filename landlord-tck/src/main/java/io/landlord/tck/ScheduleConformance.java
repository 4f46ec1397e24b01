package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsExecutions.Query;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.provider.SchedulesWorkflows.Kind;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.program.Cron;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workflows that start by themselves, or the absence of it. */
public abstract class ScheduleConformance extends Conformance {
    private static final String VERSION_1 = "  - a: {set: {version: 1, input: '${ . }'}}\n";
    private static final String VERSION_2 = "  - a: {set: {version: 2}}\n";

    private static WorkflowSpec scheduled(String schedule, String tasks) {
        return WorkflowSpec.of(WORKFLOW, document("do:\n" + tasks) + schedule + "\n");
    }

    private boolean cannot(Kind kind) {
        return isAbsent(Capability.SCHEDULE) || !schedules().schedules().contains(kind);
    }

    private SchedulesWorkflows schedules() {
        assertThat(provider()).isInstanceOf(SchedulesWorkflows.class);
        return (SchedulesWorkflows) provider();
    }

    private List<ExecutionSummary> started() {
        assertThat(provider()).isInstanceOf(ListsExecutions.class);
        return ((ListsExecutions) provider())
                .listExecutions(new Query(WORKFLOW, null, null, null, 100, null))
                .executions();
    }

    /** Lets time pass until so many executions have succeeded. */
    private List<ExecutionSummary> awaitStarts(int count, Duration step) {
        patience().until(() -> count + " executions, not " + started(), () -> {
            boolean enough = started().stream()
                            .filter(execution -> execution.state() == ExecutionState.SUCCEEDED)
                            .count()
                    >= count;
            if (!enough) {
                elapse(step);
            }
            return enough;
        });
        return started();
    }

    private void awaitQuiet() {
        patience()
                .until(
                        () -> "the ends of " + started(),
                        () -> started().stream()
                                .allMatch(execution -> execution.state().isFinal()));
    }

    @Test
    void a_workflow_starts_every_so_often_once_for_each_time() {
        if (cannot(Kind.EVERY)) {
            assertThat(declares(Capability.SCHEDULE)).isFalse();
            return;
        }
        deploy(scheduled("schedule: {every: PT2S}", VERSION_1));

        List<ExecutionSummary> started = awaitStarts(3, Duration.ofSeconds(1));

        assertThat(started)
                .extracting(ExecutionSummary::executionName)
                .allMatch(name -> name.matches("schedule-\\d{4}-\\d\\d-\\d\\dT.*[02468]Z"))
                .doesNotHaveDuplicates();
        assertSucceeded(status(started.getLast().executionId()), "{\"version\": 1, \"input\": {}}");
        assertThat(schedules().nextStart(WORKFLOW)).isPresent();
    }

    @Test
    void a_new_version_runs_from_its_next_time_on_and_one_without_a_schedule_ends_it() {
        if (cannot(Kind.EVERY)) {
            assertThat(declares(Capability.SCHEDULE)).isFalse();
            return;
        }
        deploy(scheduled("schedule: {every: PT2S}", VERSION_1));
        awaitStarts(1, Duration.ofSeconds(1));
        deploy(scheduled("schedule: {every: PT2S}", VERSION_2));
        int before = started().size();
        awaitStarts(before + 2, Duration.ofSeconds(1));
        assertThat(started().getFirst().version()).isEqualTo("2");

        deploy(spec("- a: {set: {version: 3}}\n"));
        awaitQuiet();
        int ended = started().size();
        elapse(Duration.ofSeconds(5));

        assertThat(started()).hasSizeLessThanOrEqualTo(ended + 1);
        assertThat(schedules().nextStart(WORKFLOW)).isEmpty();
    }

    @Test
    void deleting_the_workflow_ends_its_schedule() {
        if (cannot(Kind.EVERY)) {
            assertThat(declares(Capability.SCHEDULE)).isFalse();
            return;
        }
        deploy(scheduled("schedule: {every: PT3S}", VERSION_1));
        awaitStarts(1, Duration.ofSeconds(1));
        awaitQuiet();

        provider().deleteWorkflow(WORKFLOW);
        int ended = started().size();
        elapse(Duration.ofSeconds(7));

        assertThat(started()).hasSizeLessThanOrEqualTo(ended + 1);
    }

    @Test
    void a_cron_expression_is_read_in_utc() throws Cron.Invalid {
        if (cannot(Kind.CRON)) {
            assertThat(declares(Capability.SCHEDULE)).isFalse();
            return;
        }
        for (String cron : List.of("30 6 1 jan *", "0 0 13 * fri", "15 12 * * mon-wed")) {
            var ignored = provider().createWorkflow(scheduled("schedule: {cron: '" + cron + "'}", VERSION_1));

            assertThat(schedules().nextStart(WORKFLOW))
                    .as(cron)
                    .isEqualTo(Cron.parse(cron).next(Instant.now()));
        }
        assertThat(started()).isEmpty();
    }

    @Test
    void a_workflow_starts_again_so_long_after_its_end() {
        if (cannot(Kind.AFTER)) {
            return;
        }
        deploy(scheduled("schedule: {after: PT10S}", "  - a: {wait: PT5S}\n"));

        List<ExecutionSummary> started = awaitStarts(3, Duration.ofSeconds(10));

        for (int i = 1; i < started.size(); i++) {
            Instant end = started.get(i).stopTime();
            assertThat(end).isNotNull();
            assertThat(Duration.between(end, started.get(i - 1).startTime())).isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void an_event_starts_a_workflow_once() {
        if (cannot(Kind.ON)) {
            return;
        }
        deploy(scheduled("schedule: {on: {one: {with: {type: com.example.paid}}}}", VERSION_1));
        ReceivesEvents events = (ReceivesEvents) provider();

        events.publish(EventMessage.signal("com.example.other", "1", json("{\"n\": 1}")));
        events.publish(EventMessage.signal("com.example.paid", "2", json("{\"n\": 2}")));
        events.publish(EventMessage.signal("com.example.paid", "2", json("{\"n\": 2}")));

        List<ExecutionSummary> started = awaitStarts(1, Duration.ofMillis(50));
        assertThat(started).hasSize(1);
        assertSucceeded(status(started.getFirst().executionId()), "{\"version\": 1, \"input\": [{\"n\": 2}]}");
    }
}
