package io.landlord.language.graph;

import io.landlord.language.compile.Shapes;
import io.landlord.language.compile.Spot;
import io.landlord.language.graph.Graph.GraphStep;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Follows the steps of a graph depth first: where they lead nowhere, in a circle, or are never reached. */
final class GraphChecks {
    private static final int SHOWN = 8;

    /** A step on the way, and what it leads to that was not followed yet. */
    private record Visit(String step, Iterator<Spot> left) {}

    private final Graph graph;
    private final Problems problems;

    GraphChecks(Graph graph, Problems problems) {
        this.graph = graph;
        this.problems = problems;
    }

    void check() {
        graph.startStep().ifPresent(this::checkTarget);
        for (GraphStep step : graph.steps().values()) {
            step.condition().values().forEach(this::checkTarget);
            step.goTo().ifPresent(this::checkTarget);
            if (step.goTo().isPresent() && !step.mayGoOn()) {
                Spot goTo = step.goTo().get();
                problems.warning(
                        "ignored-property",
                        goTo.pointer(),
                        goTo.key(),
                        "'go_to' is ignored: 'condition' says what follows each event",
                        null);
            }
        }
        Optional<Spot> start = graph.startStep().filter(graph::has);
        Set<String> reached = new LinkedHashSet<>();
        if (start.isPresent()) {
            follow(Graph.text(start.get()), reached);
            warnOfUnreachable(reached);
        } else {
            graph.steps().keySet().forEach(step -> follow(step, reached));
        }
    }

    private void checkTarget(Spot target) {
        String name = Graph.text(target);
        if (!graph.steps().containsKey(name)) {
            String guess = Spelling.didYouMean(name, graph.steps().keySet());
            boolean isEnd = name.isEmpty() || name.equals("end");
            problems.error(
                    "unknown-step",
                    target.pointer(),
                    target.place(),
                    "there is no step '" + Shapes.clip(name) + "'",
                    guess == null && isEnd ? "the graph ends where nothing follows: leave it out" : guess);
        }
    }

    /** Goes on from a step as far as no step was seen before; a step of the way behind closes a circle. */
    private void follow(String first, Set<String> seen) {
        if (!seen.add(first)) {
            return;
        }
        Set<String> way = new LinkedHashSet<>(List.of(first));
        Deque<Visit> open = new ArrayDeque<>(List.of(new Visit(first, targets(first))));
        while (!open.isEmpty()) {
            Visit visit = open.element();
            if (!visit.left().hasNext()) {
                way.remove(visit.step());
                open.pop();
                continue;
            }
            Spot target = visit.left().next();
            String next = Graph.text(target);
            if (way.contains(next)) {
                tellCycle(target, next, List.copyOf(way));
            } else if (seen.add(next)) {
                way.add(next);
                open.push(new Visit(next, targets(next)));
            }
        }
    }

    private Iterator<Spot> targets(String step) {
        return graph.step(step).targets().stream().filter(graph::has).iterator();
    }

    private void tellCycle(Spot target, String back, List<String> way) {
        if (graph.allowCycles()) {
            return;
        }
        List<String> cycle = way.subList(way.indexOf(back), way.size());
        String shown = cycle.stream().limit(SHOWN).map(Shapes::clip).collect(Collectors.joining(" -> "));
        problems.error(
                "cycle",
                target.pointer(),
                target.place(),
                "the steps lead in a circle: " + shown + (cycle.size() > SHOWN ? " -> ..." : "") + " -> "
                        + Shapes.clip(back),
                "write 'allow_cycles: true' if that is meant");
    }

    /** One mistake makes a whole row of steps unreachable; the first of the row is told. */
    private void warnOfUnreachable(Set<String> reached) {
        Set<String> left = new LinkedHashSet<>(graph.steps().keySet());
        left.removeAll(reached);
        Set<String> ledTo = new HashSet<>();
        for (String step : left) {
            targets(step).forEachRemaining(target -> ledTo.add(Graph.text(target)));
        }
        List<String> candidates = new ArrayList<>(left);
        candidates.removeAll(ledTo);
        candidates.addAll(left);
        for (String step : candidates) {
            if (left.contains(step)) {
                Spot spot = graph.step(step).spot();
                problems.warning(
                        "unreachable-step",
                        spot.pointer(),
                        spot.key(),
                        "nothing leads to the step '" + Shapes.clip(step) + "'",
                        "no 'go_to' and no 'condition' of a step that is reached names it");
                remove(step, left);
            }
        }
    }

    private void remove(String step, Set<String> left) {
        Deque<String> open = new ArrayDeque<>(List.of(step));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (left.remove(next)) {
                targets(next).forEachRemaining(target -> open.push(Graph.text(target)));
            }
        }
    }
}
