/**
 * Two endpoints on a port of their own that start one node graph and signal it. Start with
 * {@link io.landlord.server.graph.GraphController}.
 */
@NullMarked
package io.landlord.server.graph;

import org.jspecify.annotations.NullMarked;
