package io.landlord.api.graph;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;

/** The activity phase of a node as typed Java; what {@link io.landlord.api.handler.TaskHandler} promises holds here too. */
@FunctionalInterface
public interface NodeTask {

    /**
     * Does the work.
     *
     * @throws TaskFailure when it failed; see {@link GraphNode} for what follows
     * @throws InterruptedException when it was interrupted because its result is no longer wanted
     */
    NodeResult run(NodeCall call, TaskContext context) throws InterruptedException;
}
