package io.landlord.api.event;

/** Where the events go that executions emit. Who listens there is the bus's own affair. */
@FunctionalInterface
public interface EventBus {

    /**
     * Publishes an event. Returns once the bus has taken it; then it will not be lost. The same event, by source and id, may
     * be handed over more than once.
     *
     * @throws io.landlord.api.handler.TaskFailure when the bus does not take it; any other exception is taken for a fault
     * @throws InterruptedException when the execution no longer wants it published
     */
    void publish(EventMessage event) throws InterruptedException;
}
