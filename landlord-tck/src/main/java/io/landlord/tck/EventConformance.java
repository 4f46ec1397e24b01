package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ReceivesEvents;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Events between executions and from outside, or the absence of them. */
@Needs(Capability.EVENTS)
public abstract class EventConformance extends Conformance {
    private static final String LISTEN = """
            - hear:
                listen:
                  to:
                    one:
                      with: {type: com.example.paid}
                      correlate: {order: {from: .data.order, expect: '${ .order }'}}
            """;

    private static EventMessage paid(String id, String order) {
        return EventMessage.of("/till", id, "com.example.paid", json("{\"order\": \"" + order + "\"}"));
    }

    private void publish(EventMessage event) {
        provider(ReceivesEvents.class).publish(event);
    }

    private void awaitListening(String id) {
        patience()
                .until(
                        () -> "the listen of " + status(id),
                        () -> status(id).currentTasks().stream()
                                .anyMatch(task -> task.pointer().endsWith("/hear")));
    }

    @Test
    void an_event_reaches_every_execution_that_listens_for_it() {
        deploy(LISTEN);
        String one = start("one", "{\"order\": \"a\"}");
        String two = start("two", "{\"order\": \"a\"}");

        publish(paid("1", "a"));

        assertSucceeded(awaitEnd(one), "[{\"order\": \"a\"}]");
        assertSucceeded(awaitEnd(two), "[{\"order\": \"a\"}]");
    }

    @Test
    void an_event_of_another_correlation_is_not_heard() {
        deploy(LISTEN);
        String one = start("one", "{\"order\": \"a\"}");
        String two = start("two", "{\"order\": \"b\"}");
        awaitListening(two);

        publish(paid("1", "a"));

        assertSucceeded(awaitEnd(one), "[{\"order\": \"a\"}]");
        assertThat(status(two).state()).isEqualTo(ExecutionState.RUNNING);
        publish(paid("2", "b"));
        assertSucceeded(awaitEnd(two), "[{\"order\": \"b\"}]");
    }

    @Test
    void an_event_that_comes_before_its_listen_waits_and_one_that_comes_twice_counts_once() {
        Gate gate = gate();
        register("work", gate.then(Answer.echo()));
        deploy("""
                - work:
                    call: work
                - hear:
                    listen: {to: {any: [{with: {type: com.example.paid}}], until: length == 2}}
                """);
        String id = start("{}");
        gate.awaitCall();

        publish(paid("1", "a"));
        publish(paid("1", "a"));
        publish(paid("2", "b"));
        gate.open();

        assertSucceeded(awaitEnd(id), "[{\"order\": \"a\"}, {\"order\": \"b\"}]");
    }

    @Test
    void what_one_execution_emits_another_hears() {
        deploy(LISTEN);
        String listener = start("{\"order\": \"a\"}");
        awaitListening(listener);
        deploy(spec("till", """
                - pay:
                    emit: {event: {with: {type: com.example.paid, data: {order: '${ .order }'}}}}
                """));

        String emitter = provider()
                .startExecution("till", input("one", "{\"order\": \"a\"}"))
                .executionId();

        JsonNode event = awaitEnd(emitter).output();
        assertThat(event).isNotNull();
        EventMessage emitted = new EventMessage(event);
        assertThat(emitted.source()).isEqualTo("/tck/order/1.0.0");
        assertThat(emitted.type()).isEqualTo("com.example.paid");
        assertSucceeded(awaitEnd(listener), "[{\"order\": \"a\"}]");
    }

    @Test
    void an_execution_hears_what_it_emits_itself() {
        deploy("""
                - say:
                    emit: {event: {with: {type: com.example.said, data: 7}}}
                - hear:
                    listen: {to: {one: {with: {type: com.example.said}}}}
                """);

        assertSucceeded(run("{}"), "[7]");
    }

    @Test
    void an_execution_that_starts_later_does_not_hear_what_came_before() {
        deploy(LISTEN);

        publish(paid("1", "a"));

        String id = start("{\"order\": \"a\"}");
        awaitListening(id);
        assertThat(status(id).state()).isEqualTo(ExecutionState.RUNNING);
        publish(paid("2", "a"));
        assertSucceeded(awaitEnd(id), "[{\"order\": \"a\"}]");
    }

    @Test
    void an_event_that_nobody_listens_for_harms_nobody() {
        deploy(LISTEN);
        String ended = start("one", "{\"order\": \"a\"}");
        publish(paid("1", "a"));
        assertSucceeded(awaitEnd(ended), "[{\"order\": \"a\"}]");

        publish(paid("2", "a"));

        assertSucceeded(status(ended), "[{\"order\": \"a\"}]");
    }
}
