package io.landlord.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import org.junit.jupiter.api.Test;

class ShippedHandlersTest {
    private final TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());

    @Test
    void five_handlers_are_shipped() {
        assertThat(handlers.names()).containsExactly("fail", "http", "log", "transform", "yaml");
    }

    @Test
    void each_is_tried_once_unless_the_workflow_says_otherwise() {
        assertThat(handlers.names())
                .allSatisfy(name -> assertThat(handlers.options(name)).hasValue(HandlerOptions.NONE));
    }
}
