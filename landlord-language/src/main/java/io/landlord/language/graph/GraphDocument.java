package io.landlord.language.graph;

import io.landlord.api.graph.GraphNode;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import java.util.SortedMap;

/**
 * Node graphs, {@code {start_step, steps: {NAME: {node, go_to, condition, with}}}}, as Serverless Workflow documents. A graph
 * has no meaning of its own beside that document; what is wrong with it is told at its own places.
 */
public final class GraphDocument {
    private GraphDocument() {}

    /** Whether this is a graph, judged by its shape. */
    public static boolean isGraph(Node root) {
        return root instanceof Node.Members members
                && (members.member("steps").isPresent()
                        || members.member("start_step").isPresent())
                && members.member("document").isEmpty()
                && members.member("do").isEmpty();
    }

    /**
     * The document that does what the graph says; its nodes have the graph's places and pointers. For a graph with errors it
     * has what could be made out, so that the rest of it can be checked too.
     *
     * @param nodes the nodes that steps can name
     * @param unknownIsError whether a node that is not among them refuses the graph
     */
    public static Node of(Node graph, SortedMap<String, GraphNode> nodes, boolean unknownIsError, Problems problems) {
        Graph read = new GraphReader(nodes, unknownIsError, problems).read(graph);
        new GraphChecks(read, problems).check();
        return new GraphWriter(read).write();
    }
}
