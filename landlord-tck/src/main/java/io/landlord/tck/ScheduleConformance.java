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
import io.landlord.language.portability.EngineProfile;
import io.landlord.machine.program.Cron;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workflows that start by themselves, or the absence of it. */
@Needs(Capability.SCHEDULE)
public abstract class ScheduleConformance extends Conformance {
    /** How late an engine in real time may be on a busy machine. */
    private static final Duration LATE = Duration.ofSeconds(20);

    private static final String VERSION_1 = "  - a: {set: {version: 1, input: '${ . }'}}\n";
    private static final String VERSION_2 = "  - a: {set: {version: 2}}\n";

    private static WorkflowSpec scheduled(String schedule, String tasks) {
        return WorkflowSpec.of(WORKFLOW, document("do:\n" + tasks) + schedule + "\n");
    }

    /** Whether the provider does not keep this kind of schedule; then it must say so to the facade, which refuses it. */
    private boolean cannot(Kind kind) {
        boolean absent = !schedules().schedules().contains(kind);
        assertThat(EngineProfile.of(provider()).schedules().contains(kind))
                .as("whether the facade lets a schedule '" + kind + "' through")
                .isEqualTo(!absent);
        return absent;
    }

    private SchedulesWorkflows schedules() {
        return provider(SchedulesWorkflows.class);
    }

    private List<ExecutionSummary> started() {
        return provider(ListsExecutions.class)
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
        Duration delay = Duration.ofSeconds(3);
        deploy(scheduled("schedule: {after: PT3S}", "  - a: {wait: PT2S}\n"));
        assertThat(schedules().nextStart(WORKFLOW)).isPresent();

        List<ExecutionSummary> started = awaitStarts(3, delay);

        assertThat(started)
                .extracting(ExecutionSummary::executionName)
                .allMatch(name -> name.matches("schedule-\\d{4}-\\d\\d-\\d\\dT.*Z"))
                .doesNotHaveDuplicates();
        for (int i = 1; i < started.size(); i++) {
            Instant end = started.get(i).stopTime();
            assertThat(end).isNotNull();
            assertThat(Duration.between(end, started.get(i - 1).startTime()))
                    .as("an engine may be late, but never early")
                    .isBetween(delay, delay.plus(LATE));
        }
    }

    @Test
    void an_execution_that_failed_is_followed_by_the_next_one_too() {
        if (cannot(Kind.AFTER)) {
            return;
        }
        deploy(scheduled(
                "schedule: {after: PT1S}",
                "  - a: {raise: {error: {type: 'https://example.com/odd', status: 400, title: Odd}}}\n"));

        patience().until(() -> "two failures, not " + started(), () -> {
            boolean enough = started().stream()
                            .filter(execution -> execution.state() == ExecutionState.FAILED)
                            .count()
                    >= 2;
            if (!enough) {
                elapse(Duration.ofSeconds(1));
            }
            return enough;
        });
    }

    @Test
    void a_schedule_after_runs_the_newest_version_and_goes_on_as_it_was() {
        if (cannot(Kind.AFTER)) {
            return;
        }
        deploy(scheduled("schedule: {after: PT8S}", VERSION_1));
        Instant planned = schedules().nextStart(WORKFLOW).orElseThrow();
        deploy(scheduled("schedule: {after: PT8S}", VERSION_2));
        assertThat(schedules().nextStart(WORKFLOW)).hasValue(planned);

        List<ExecutionSummary> started = awaitStarts(1, Duration.ofSeconds(8));

        assertThat(started.getLast().version()).isEqualTo("2");
        assertThat(started.getLast().executionName()).isEqualTo("schedule-" + planned);
    }

    @Test
    void a_delay_that_changes_while_an_execution_runs_counts_from_its_end() {
        if (cannot(Kind.AFTER)) {
            return;
        }
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy(scheduled("schedule: {after: PT1S}", "  - a: {call: work}\n"));
        elapse(Duration.ofSeconds(1));
        gate.awaitCall();

        deploy(scheduled("schedule: {after: PT4S}", VERSION_2));
        assertThat(schedules().nextStart(WORKFLOW)).isEmpty();
        elapse(Duration.ofSeconds(5));
        assertThat(started()).hasSize(1);
        gate.open();

        List<ExecutionSummary> started = awaitStarts(2, Duration.ofSeconds(1));
        Instant end = started.getLast().stopTime();
        assertThat(end).isNotNull();
        assertThat(Duration.between(end, started.get(started.size() - 2).startTime()))
                .isBetween(Duration.ofSeconds(4), LATE);
    }

    @Test
    void deleting_the_workflow_ends_its_schedule_after_and_so_does_a_version_without_it() {
        if (cannot(Kind.AFTER)) {
            return;
        }
        deploy(scheduled("schedule: {after: PT3S}", VERSION_1));
        awaitStarts(1, Duration.ofSeconds(3));
        deploy(spec("- a: {set: {version: 2}}\n"));
        assertThat(schedules().nextStart(WORKFLOW)).isEmpty();
        awaitQuiet();
        int ended = started().size();

        deploy(scheduled("schedule: {after: PT8S}", VERSION_2));
        assertThat(schedules().nextStart(WORKFLOW)).isPresent();
        provider().deleteWorkflow(WORKFLOW);
        elapse(Duration.ofSeconds(10));

        assertThat(started()).hasSize(ended);
    }

    @Test
    void an_event_starts_a_workflow_once() {
        if (cannot(Kind.ON)) {
            return;
        }
        deploy(scheduled("schedule: {on: {one: {with: {type: com.example.paid}}}}", VERSION_1));
        ReceivesEvents events = provider(ReceivesEvents.class);

        events.publish(EventMessage.signal("com.example.other", "1", json("{\"n\": 1}")));
        events.publish(EventMessage.signal("com.example.paid", "2", json("{\"n\": 2}")));
        events.publish(EventMessage.signal("com.example.paid", "2", json("{\"n\": 2}")));

        List<ExecutionSummary> started = awaitStarts(1, Duration.ofMillis(50));
        assertThat(started).hasSize(1);
        assertSucceeded(status(started.getFirst().executionId()), "{\"version\": 1, \"input\": [{\"n\": 2}]}");
    }
}
