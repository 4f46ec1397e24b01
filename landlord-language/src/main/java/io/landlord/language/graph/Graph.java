package io.landlord.language.graph;

import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodeEvent;
import io.landlord.language.compile.Spot;
import io.landlord.language.reader.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A graph as it was read; what was wrong is left out.
 *
 * @param startStep the name of the step to begin with
 * @param steps by name, in the order they are written
 * @param memo whether results are shown in the engine's own view of the execution
 * @param header what it says about itself: name, version and the like
 */
record Graph(
        Spot spot,
        Optional<Spot> startStep,
        Map<String, GraphStep> steps,
        boolean allowCycles,
        boolean memo,
        List<Node.Member> header) {

    /**
     * A step.
     *
     * @param node the node's name where it is written
     * @param known the node, when there is one of this name
     * @param condition which step each event leads to, where it leads anywhere of its own
     */
    record GraphStep(
            Spot spot,
            Optional<Spot> node,
            @Nullable GraphNode known,
            Optional<Spot> goTo,
            Map<NodeEvent, Spot> condition,
            Optional<Spot> with) {
        GraphStep {
            condition = new LinkedHashMap<>(condition);
        }

        String name() {
            return spot.name();
        }

        /** Whether an event is left that {@code go_to} or the end of the graph decides. */
        boolean mayGoOn() {
            return condition.size() < NodeEvent.values().length;
        }

        /** Every place that names what may follow. */
        List<Spot> targets() {
            List<Spot> targets = new ArrayList<>(condition.values());
            if (mayGoOn()) {
                goTo.ifPresent(targets::add);
            }
            return targets;
        }
    }

    static String text(Spot name) {
        return name.node().json().stringValue();
    }

    GraphStep step(String name) {
        return Objects.requireNonNull(steps.get(name));
    }

    boolean has(Spot target) {
        return steps.containsKey(text(target));
    }
}
