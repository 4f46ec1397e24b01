package io.landlord.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import org.junit.jupiter.api.Test;

class ShippedHandlersTest {
    private final TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());

    @Test
    void five_handlers_and_those_of_five_nodes_are_shipped() {
        assertThat(handlers.names())
                .containsExactly(
                        "explicity_wait",
                        "fail",
                        "http",
                        "log",
                        "notify_creator",
                        "send_message",
                        "transform",
                        "wait_answer",
                        "webhook",
                        "yaml");
    }

    @Test
    void each_that_is_no_node_is_tried_once_unless_the_workflow_says_otherwise() {
        assertThat(handlers.names())
                .filteredOn(name -> !handlers.nodes().view().containsKey(name))
                .allSatisfy(name -> assertThat(handlers.options(name)).hasValue(HandlerOptions.NONE));
    }
}
