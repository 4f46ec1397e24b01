package io.landlord.provider.temporal.bench;

/** Somebody who can start a workflow of a scenario. */
interface Side {
    String name();

    /** Starts it and returns Temporal's id of it. */
    String start(Scenario scenario);
}
