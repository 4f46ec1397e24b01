package io.landlord.api.graph;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The nodes that graphs can name. Safe for use by many threads; open to registration while graphs are compiled and executions
 * run. {@link io.landlord.api.handler.TaskHandlers#register(GraphNode)} puts them in.
 */
public final class GraphNodes {
    private volatile SortedMap<String, GraphNode> nodes = Collections.emptySortedMap();

    /**
     * Every node by each of its names, in order, as they are now: the map never changes, so one compilation sees one set of
     * nodes.
     */
    public SortedMap<String, GraphNode> view() {
        return nodes;
    }

    /**
     * Puts a node in under all of its names, or not at all.
     *
     * @throws LandlordException {@link ErrorCode#HANDLER_CONFLICT} for a name that is taken
     */
    public synchronized void add(GraphNode node) {
        SortedMap<String, GraphNode> more = new TreeMap<>(nodes);
        put(more, node.name(), node);
        node.aliases().forEach(alias -> put(more, alias, node));
        nodes = Collections.unmodifiableSortedMap(more);
    }

    private static void put(Map<String, GraphNode> all, String name, GraphNode node) {
        if (all.putIfAbsent(name, node) != null) {
            throw new LandlordException(
                    ErrorCode.HANDLER_CONFLICT, "a node named '" + name + "' is registered already");
        }
    }
}
