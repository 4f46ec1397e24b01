package io.landlord.language.graph;

import io.landlord.api.execution.StandardError;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodeEvent;
import io.landlord.api.graph.NodePhase;
import io.landlord.language.compile.Spot;
import io.landlord.language.graph.Graph.GraphStep;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes a graph as the document that does the same.
 *
 * <p>Each step is one task of the workflow's list, with its node's phase and the call of its node within. The data between the
 * tasks is the execution's input, all the way; results are in the context, {@code {"last": STEP, "steps": {STEP: RESULT}}},
 * which is the workflow's output too. A step with a condition is followed by a switch over its result.
 */
final class GraphWriter {
    private static final String LANGUAGE = "1.0.3";
    private static final String INPUT = "$input";

    private final Graph graph;
    private final Map<String, GraphStep> steps = new LinkedHashMap<>();

    GraphWriter(Graph graph) {
        this.graph = graph;
        graph.steps().values().stream()
                .filter(step -> step.node().isPresent())
                .forEach(step -> steps.put(step.name(), step));
    }

    Node write() {
        Place place = graph.spot().place();
        List<Tree> tasks = new ArrayList<>();
        tasks.add(begin(place));
        steps.values().forEach(step -> addTo(tasks, step));
        return new Tree(place)
                .put("document", header(place))
                .put("do", Tree.items(place, tasks))
                .put("output", new Tree(place).put("as", "$context"))
                .node();
    }

    private Tree header(Place place) {
        Map<String, Node.Member> given = new LinkedHashMap<>();
        graph.header().forEach(member -> given.put(member.name(), member));
        Tree header = new Tree(place).put("dsl", LANGUAGE);
        Map.of("namespace", "graphs", "name", "graph", "version", "1.0.0").entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(usual -> !given.containsKey(usual.getKey()))
                .forEach(usual -> header.put(usual.getKey(), usual.getValue()));
        given.forEach((name, member) ->
                header.add(new Node.Member(name, member.place(), member.value(), "/" + Spot.escape(name))));
        return header;
    }

    /** Nothing has a result yet. */
    private Tree begin(Place place) {
        String name = free("begin", steps.keySet());
        Tree task = new Tree(place)
                .put("set", ".")
                .put("export", new Tree(place).put("as", "{\"last\": null, \"steps\": {}}"))
                .put("then", target(graph.startStep()));
        return new Tree(place).put(name, task, "/" + Spot.escape(name));
    }

    private void addTo(List<Tree> tasks, GraphStep step) {
        Place place = step.spot().key();
        String choice = free("after_" + step.name(), steps.keySet());
        String origin = step.spot().pointer();
        Tree task = step.condition().containsKey(NodeEvent.CONDITION_NOT_SATISFIED)
                ? new Tree(place)
                        .put("try", Tree.items(place, parts(step)))
                        .put("catch", new Tree(place).list("do", failed(step)))
                : new Tree(place).put("do", Tree.items(place, parts(step)));
        task.put("output", new Tree(place).put("as", INPUT));
        if (step.condition().isEmpty()) {
            task.put("then", target(step.goTo()));
        } else {
            task.put("then", choice);
        }
        tasks.add(new Tree(place).put(step.name(), task, origin));
        if (!step.condition().isEmpty()) {
            Tree decision = new Tree(place).list("switch", cases(step));
            tasks.add(new Tree(place).put(choice, decision, origin + "/" + Spot.escape(choice)));
        }
    }

    private List<Tree> parts(GraphStep step) {
        List<Tree> parts = new ArrayList<>();
        GraphNode known = step.known();
        if (known != null) {
            phase(step, known).ifPresent(parts::add);
        }
        parts.add(call(step));
        return parts;
    }

    // What follows

    private Tree[] cases(GraphStep step) {
        Place place = step.spot().key();
        List<Tree> cases = new ArrayList<>();
        step.condition().forEach((event, target) -> {
            String result = "$context.steps[" + quoted(step.name()) + "].eventType";
            Tree one = new Tree(place)
                    .put("when", result + " == " + quoted(event.wireName()))
                    .put("then", target(Optional.of(target)));
            cases.add(new Tree(place).put(event.conditionName(), one));
        });
        if (step.mayGoOn()) {
            cases.add(new Tree(place).put("otherwise", new Tree(place).put("then", target(step.goTo()))));
        }
        return cases.toArray(Tree[]::new);
    }

    private String target(Optional<Spot> name) {
        return name.map(Graph::text).filter(steps::containsKey).orElse("end");
    }

    // What a step does

    private Optional<Tree> phase(GraphStep step, GraphNode node) {
        return switch (node.phase()) {
            case NodePhase.None ignored -> Optional.empty();
            case NodePhase.Sleep sleep -> sleep(step, sleep);
            case NodePhase.Signal signal -> Optional.of(signal(step, signal));
        };
    }

    private Optional<Tree> sleep(GraphStep step, NodePhase.Sleep sleep) {
        Optional<Spot> given = given(step, NodePhase.Sleep.DELAY);
        if (given.isEmpty() && sleep.otherwise().isZero()) {
            return Optional.empty();
        }
        Tree wait = duration(new Tree(step.spot().key()), "wait", given, sleep.otherwise());
        return Optional.of(within(step, "sleep", wait));
    }

    /** Which of the two came is for the call to see: in the context, for data flows through both unchanged. */
    private Tree signal(GraphStep step, NodePhase.Signal signal) {
        Place place = step.spot().key();
        Tree filter = new Tree(place).put("with", new Tree(place).put("type", signal.name()));
        Tree after = duration(new Tree(place), "after", given(step, NodePhase.Signal.TIMEOUT), signal.otherwise());
        Tree heard = new Tree(place)
                .put("listen", new Tree(place).put("to", new Tree(place).put("one", filter)))
                .put("timeout", after)
                .put("output", new Tree(place).put("as", INPUT))
                .put("export", event(place, NodeEvent.CONDITION_SATISFIED));
        String attribute = signal.attribute();
        if (attribute != null) {
            Tree milestone = new Tree(place)
                    .put("attributes", new Tree(place).put(attribute, true))
                    .put("time", attribute + "At");
            heard.put("metadata", new Tree(place).put("milestone", milestone));
        }
        Tree late = new Tree(place).put("set", ".").put("export", event(place, NodeEvent.CONDITION_TIMEOUT));
        Tree isLate = new Tree(place).put("with", new Tree(place).put("type", StandardError.TIMEOUT.type()));
        Tree attempt = new Tree(place)
                .list("try", new Tree(place).put("heard", heard))
                .put("catch", new Tree(place).put("errors", isLate).list("do", new Tree(place).put("late", late)));
        return within(step, "signal", attempt);
    }

    private static Tree event(Place place, NodeEvent event) {
        return new Tree(place).put("as", "$context + {\"event\": " + quoted(event.wireName()) + "}");
    }

    private static Tree duration(Tree tree, String name, Optional<Spot> given, Duration otherwise) {
        return given.isPresent()
                ? tree.put(name, given.get().node(), given.get().pointer())
                : tree.put(name, otherwise.toString());
    }

    private static Optional<Spot> given(GraphStep step, String property) {
        return step.with()
                .flatMap(with -> with.node() instanceof Node.Members members
                        ? members.member(property).map(with::member)
                        : Optional.empty());
    }

    private Tree call(GraphStep step) {
        Place place = step.spot().key();
        Spot node = step.node().orElseThrow();
        GraphNode known = step.known();
        String handler = known == null ? Graph.text(node) : known.name();
        Tree arguments = new Tree(place)
                .put("node", plain(node))
                .put("step", plain(place, step.name()))
                .put("event", hears(step) ? "${ $context.event }" : NodeEvent.CONDITION_SATISFIED.wireName());
        step.with()
                .ifPresentOrElse(
                        with -> arguments.put("with", with.node(), with.pointer()),
                        () -> arguments.put("with", new Tree(place)));
        Tree call = new Tree(place)
                .put("call", Tree.text(node.place(), handler))
                .put("with", arguments)
                .put("export", recorded(step));
        if (graph.memo()) {
            call.put("metadata", milestone(step));
        }
        String name = Graph.text(node);
        return new Tree(place).put(name, call, step.spot().pointer() + "/" + Spot.escape(name));
    }

    /** A failure is a result where the graph says what follows that. */
    private Tree failed(GraphStep step) {
        Place place = step.spot().key();
        Tree result = new Tree(place)
                .put("eventType", NodeEvent.CONDITION_NOT_SATISFIED.wireName())
                .put("error", "${ ($error.detail // $error.title)[:1000] }")
                .put("node", plain(step.node().orElseThrow()));
        Tree task = new Tree(place).put("set", result).put("export", recorded(step));
        if (graph.memo()) {
            task.put("metadata", milestone(step));
        }
        return within(step, "failed", task);
    }

    /** Puts the result where the steps after this one, and the output, have it. */
    private static Tree recorded(GraphStep step) {
        String name = quoted(step.name());
        String before = hears(step) ? "$context | del(.event)" : "$context";
        return new Tree(step.spot().key())
                .put("as", ". as $result | " + before + " | .last = " + name + " | .steps[" + name + "] = $result");
    }

    private static boolean hears(GraphStep step) {
        GraphNode node = step.known();
        return node != null && node.phase() instanceof NodePhase.Signal;
    }

    private static Tree milestone(GraphStep step) {
        Place place = step.spot().key();
        return new Tree(place).put("milestone", new Tree(place).put("memo", step.name()));
    }

    /** A task within a step that the graph has no name for. */
    private static Tree within(GraphStep step, String usual, Tree task) {
        String name = free(usual, step.node().map(Graph::text).stream().toList());
        return new Tree(step.spot().key()).put(name, task, step.spot().pointer() + "/" + name);
    }

    // Texts

    /** A name stays text, whatever it looks like. */
    private static Node plain(Spot name) {
        return plain(name.place(), Graph.text(name));
    }

    private static Node plain(Place place, String text) {
        boolean looksLikeAnExpression = text.contains("${");
        return Tree.text(place, looksLikeAnExpression ? "${ " + quoted(text) + " }" : text);
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }

    private static String free(String wanted, Collection<String> taken) {
        String name = wanted;
        while (taken.contains(name)) {
            name += "_";
        }
        return name;
    }
}
