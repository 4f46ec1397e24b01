package io.landlord.api.provider;

import io.landlord.api.event.EventBus;
import io.landlord.api.event.EventMessage;

/**
 * The capability to hand an event to every execution of the provider that could take it: that has not ended and whose
 * workflow has a {@code listen} with a fitting filter, reached already or not. It is the way an event bus leads into a
 * provider.
 */
public interface ReceivesEvents extends EventBus {

    /**
     * Publishes an event. Returns once it is recorded for every execution that could take it; executions that start later do
     * not see it. The same event, by source and id, has no effect the second time.
     */
    @Override
    void publish(EventMessage event);
}
