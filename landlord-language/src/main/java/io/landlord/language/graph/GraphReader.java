package io.landlord.language.graph;

import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodeEvent;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.graph.NodeProperties;
import io.landlord.language.compile.Fields;
import io.landlord.language.compile.Shapes;
import io.landlord.language.compile.Spot;
import io.landlord.language.graph.Graph.GraphStep;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads a graph and tells everything that is wrong with its parts; where its steps lead is checked later. */
final class GraphReader {
    private static final List<String> HEADER = List.of("name", "namespace", "version", "title", "summary");
    private static final List<String> PROPERTIES = plus(List.of("start_step", "steps", "allow_cycles", "memo"), HEADER);
    private static final List<String> STEP = List.of("node", "go_to", "condition", "with");
    private static final List<String> CONDITION =
            Arrays.stream(NodeEvent.values()).map(NodeEvent::conditionName).toList();

    private final SortedMap<String, GraphNode> nodes;
    private final boolean unknownIsError;
    private final Problems problems;
    private final Shapes shapes;

    GraphReader(SortedMap<String, GraphNode> nodes, boolean unknownIsError, Problems problems) {
        this.nodes = nodes;
        this.unknownIsError = unknownIsError;
        this.problems = problems;
        this.shapes = new Shapes(problems);
    }

    Graph read(Node root) {
        Spot spot = Spot.root(root);
        Fields graph = shapes.object(spot).orElseThrow();
        graph.only(PROPERTIES, "a graph");
        Optional<Spot> start =
                graph.requiredAmong(PROPERTIES, "start_step", "a graph").filter(this::isString);
        Map<String, GraphStep> steps = new LinkedHashMap<>();
        graph.requiredAmong(PROPERTIES, "steps", "a graph")
                .flatMap(shapes::object)
                .ifPresent(all -> steps(all, steps));
        return new Graph(
                spot,
                start,
                steps,
                graph.get("allow_cycles").flatMap(shapes::bool).orElse(false),
                graph.get("memo").flatMap(shapes::bool).orElse(true),
                HEADER.stream()
                        .flatMap(name -> ((Node.Members) root).member(name).stream())
                        .toList());
    }

    private void steps(Fields all, Map<String, GraphStep> steps) {
        if (all.names().isEmpty()) {
            shapes.error("invalid-value", all.spot(), "'steps' needs at least one step", null);
        }
        for (Spot step : all.all()) {
            GraphStep read = shapes.object(step)
                    .map(this::step)
                    .orElse(new GraphStep(step, Optional.empty(), null, Optional.empty(), Map.of(), Optional.empty()));
            steps.put(step.name(), read);
        }
    }

    private GraphStep step(Fields step) {
        step.only(STEP, "a step");
        Optional<Spot> node = step.requiredAmong(STEP, "node", "a step").filter(this::isString);
        GraphNode known = node.flatMap(this::known).orElse(null);
        Optional<Spot> with = step.get("with").filter(this::isObject);
        if (known != null && !(step.has("with") && with.isEmpty())) {
            with(step.spot(), known, with);
        }
        return new GraphStep(
                step.spot(),
                node,
                known,
                step.get("go_to").filter(this::isTarget),
                step.get("condition")
                        .flatMap(shapes::object)
                        .map(this::condition)
                        .orElse(Map.of()),
                with);
    }

    private Map<NodeEvent, Spot> condition(Fields condition) {
        condition.only(CONDITION, "'condition'");
        Map<NodeEvent, Spot> targets = new EnumMap<>(NodeEvent.class);
        for (NodeEvent event : NodeEvent.values()) {
            condition.get(event.conditionName()).filter(this::isTarget).ifPresent(target -> targets.put(event, target));
        }
        return targets;
    }

    private boolean isString(Spot spot) {
        return shapes.string(spot).isPresent();
    }

    private boolean isObject(Spot spot) {
        return shapes.object(spot).isPresent();
    }

    private boolean isTarget(Spot spot) {
        if (spot.node().json().isNull()) {
            shapes.wrongType(spot, "the name of a step", "leave it out where nothing follows");
            return false;
        }
        return isString(spot);
    }

    private Optional<GraphNode> known(Spot name) {
        GraphNode node = nodes.get(Graph.text(name));
        if (node == null) {
            unknown(name);
        }
        return Optional.ofNullable(node);
    }

    private void unknown(Spot name) {
        String message = "no node is registered as '" + Shapes.clip(Graph.text(name)) + "'";
        String guess = Spelling.didYouMean(Graph.text(name), nodes.keySet());
        String hint = guess != null || nodes.isEmpty() ? guess : "there are " + Shapes.listed(nodes.keySet());
        if (unknownIsError) {
            problems.error("unknown-node", name.pointer(), name.place(), message, hint);
        } else {
            problems.warning("unknown-node", name.pointer(), name.place(), message, hint);
        }
    }

    /** What the node needs must be there; what it does not know is refused, or doubted when it looks like a misspelling. */
    private void with(Spot step, GraphNode node, Optional<Spot> with) {
        NodeProperties properties = node.properties();
        List<String> known = switch (node.phase()) {
            case NodePhase.None ignored -> properties.names();
            case NodePhase.Sleep ignored -> plus(properties.names(), List.of(NodePhase.Sleep.DELAY));
            case NodePhase.Signal ignored -> plus(properties.names(), List.of(NodePhase.Signal.TIMEOUT));
        };
        String owner = "'with' of the node '" + node.name() + "'";
        Optional<Fields> fields = with.flatMap(shapes::object);
        List<String> given = fields.map(Fields::names).orElse(List.of());
        boolean misspelled = false;
        for (Spot member : fields.map(Fields::all).orElse(List.of())) {
            Optional<String> guess = known.contains(member.name())
                    ? Optional.empty()
                    : Spelling.closest(member.name(), known).filter(name -> !given.contains(name));
            misspelled |= guess.isPresent();
            if (properties.others() && guess.isPresent()) {
                problems.warning(
                        "unknown-property",
                        member.pointer(),
                        member.key(),
                        owner + " has no property '" + Shapes.clip(member.name()) + "'; it is handed on",
                        "did you mean '" + guess.get() + "'?");
            }
        }
        if (!properties.others()) {
            fields.ifPresent(all -> all.only(known, owner));
        }
        for (String name : properties.required()) {
            if (!given.contains(name) && !misspelled) {
                Spot at = with.orElse(step);
                problems.error("missing-property", at.pointer(), at.key(), owner + " needs '" + name + "'", null);
            }
        }
    }

    private static List<String> plus(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return List.copyOf(all);
    }
}
