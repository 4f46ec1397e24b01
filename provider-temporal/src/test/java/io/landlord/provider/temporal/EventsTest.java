package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an execution costs in events of Temporal's history: as much as a workflow written by hand. */
@ExtendWith(TemporalServer.class)
class EventsTest {
    private final TaskHandlers handlers = new TaskHandlers().register(Handler.echo());
    private final TemporalSettings settings = OnTemporal.settings();
    private TemporalProvider provider;

    @BeforeEach
    void open() {
        provider = TemporalProvider.open(handlers, settings);
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20})
    void sequential_calls_cost_six_events_each_and_five_for_the_rest(int calls) {
        StringBuilder tasks = new StringBuilder();
        for (int call = 0; call < calls; call++) {
            tasks.append("- call%d:\n    call: echo\n    with: {n: %d}\n".formatted(call, call));
        }

        List<HistoryEvent> events = events(tasks.toString());

        assertThat(events).hasSize(6 * calls + 5);
        assertThat(events)
                .filteredOn(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .extracting(event -> event.getActivityTaskScheduledEventAttributes()
                        .getActivityType()
                        .getName())
                .startsWith("call0")
                .hasSize(calls);
    }

    @Test
    void pure_tasks_cost_no_event() {
        assertThat(events("""
                - numbers:
                    set: {sum: 0, list: '${ [range(2000)] }'}
                - each:
                    for: {in: '${ .list }', each: n}
                    do:
                      - odd:
                          if: '${ $n % 2 == 1 }'
                          set: {n: '${ $n }'}
                """)).hasSize(5);
    }

    @Test
    void a_hundred_thousand_iterations_cost_no_event_and_no_deadlock() {
        assertThat(events("""
                - each:
                    for: {in: '${ [range(100000)] }', each: n}
                    do:
                      - one:
                          set: {n: '${ $n }'}
                """)).hasSize(5);
    }

    @Test
    void a_wait_costs_a_timer() {
        assertThat(events("- rest:\n    wait: PT1S\n")).hasSize(10);
    }

    private List<HistoryEvent> events(String tasks) {
        String id = OnTemporal.start(provider, tasks, "{}");
        ExecutionStatus status = OnTemporal.awaitEnd(provider, id);
        assertThat(status.state()).as("%s", status.error()).isEqualTo(ExecutionState.SUCCEEDED);
        return History.of(settings, id);
    }
}
