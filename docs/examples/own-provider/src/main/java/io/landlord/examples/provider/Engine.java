package io.landlord.examples.provider;

import io.landlord.api.event.EventMessage;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ExecutionListener;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * What an execution needs of its host.
 *
 * @param bus hands an event to whom it concerns, on the loop's thread
 */
record Engine(
        TaskHandlers handlers,
        Clock clock,
        Loop loop,
        JournalFile file,
        Consumer<EventMessage> bus,
        ExecutionListener listener) {}
