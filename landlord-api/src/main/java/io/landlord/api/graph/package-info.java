/**
 * The nodes that graphs are made of: what a step does in the workflow, and the task handler that does its side effect. Start
 * with {@link io.landlord.api.graph.GraphNode}.
 */
@NullMarked
package io.landlord.api.graph;

import org.jspecify.annotations.NullMarked;
