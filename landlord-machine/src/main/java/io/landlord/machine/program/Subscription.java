package io.landlord.machine.program;

import java.util.List;

/**
 * Which events, and how many of them, are consumed (dsl-reference, "Event Consumption Strategy").
 *
 * @param filters without any, every event is meant
 */
public record Subscription(Strategy strategy, List<EventFilter> filters) {

    /** Any event that one of the filters means, or one event for each filter. */
    public enum Strategy {
        ANY,
        ALL
    }

    public Subscription {
        filters = List.copyOf(filters);
    }
}
