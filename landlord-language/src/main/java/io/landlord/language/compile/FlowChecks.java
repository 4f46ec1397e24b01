package io.landlord.language.compile;

import io.landlord.language.reader.Problems;
import io.landlord.machine.program.Flow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** Finds tasks of a list that nothing leads to, and cycles that nothing leads out of. Both are warnings. */
final class FlowChecks {
    private static final int SHOWN = 6;

    private final List<Step> steps;
    private final Problems problems;
    private final List<List<Integer>> successors = new ArrayList<>();
    private final int out;

    private FlowChecks(List<Step> steps, Problems problems) {
        this.steps = steps;
        this.problems = problems;
        this.out = steps.size();
        for (int position = 0; position < out; position++) {
            successors.add(successors(position));
        }
    }

    static void check(List<Step> steps, Problems problems) {
        boolean known = steps.stream().allMatch(step -> step.next().isPresent());
        if (known && !steps.isEmpty()) {
            FlowChecks checks = new FlowChecks(steps, problems);
            BitSet reachable = checks.reachable();
            checks.warnOfUnreachable(reachable);
            checks.warnOfEndless(reachable);
        }
    }

    private List<Integer> successors(int position) {
        return steps.get(position).next().orElseThrow().stream()
                .map(flow -> switch (flow) {
                    case Flow.Continue ignored -> position + 1;
                    case Flow.Exit ignored -> out;
                    case Flow.End ignored -> out;
                    case Flow.To to -> to.position();
                })
                .distinct()
                .toList();
    }

    private BitSet reachable() {
        BitSet reached = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        reached.set(0);
        while (!open.isEmpty()) {
            int position = open.pop();
            if (position == out) {
                continue;
            }
            for (int next : successors.get(position)) {
                if (!reached.get(next)) {
                    reached.set(next);
                    open.push(next);
                }
            }
        }
        return reached;
    }

    /** One mistake makes a whole row of tasks unreachable; the first is told. */
    private void warnOfUnreachable(BitSet reachable) {
        for (int position = 1; position < out; position++) {
            if (!reachable.get(position) && reachable.get(position - 1)) {
                Spot task = steps.get(position).task();
                problems.warning(
                        "unreachable-task",
                        task.pointer(),
                        task.key(),
                        "nothing leads to the task '" + Shapes.clip(task.name()) + "'",
                        "the task before it goes elsewhere, and no 'then' names it");
            }
        }
    }

    private void warnOfEndless(BitSet reachable) {
        BitSet leaving = leaving();
        BitSet trapped = (BitSet) reachable.clone();
        trapped.andNot(leaving);
        trapped.clear(out);
        int first = trapped.nextSetBit(0);
        if (first >= 0) {
            tellCycle(cycle(first));
        }
    }

    private BitSet leaving() {
        List<List<Integer>> predecessors = new ArrayList<>();
        for (int position = 0; position <= out; position++) {
            predecessors.add(new ArrayList<>());
        }
        for (int position = 0; position < out; position++) {
            for (int next : successors.get(position)) {
                predecessors.get(next).add(position);
            }
        }
        BitSet leaving = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(out));
        for (int position = 0; position < out; position++) {
            if (steps.get(position).leaves()) {
                open.push(position);
            }
        }
        while (!open.isEmpty()) {
            int position = open.pop();
            if (!leaving.get(position)) {
                leaving.set(position);
                predecessors.get(position).forEach(open::push);
            }
        }
        return leaving;
    }

    /** A trapped task is followed by trapped tasks alone, so going on from one leads into a cycle. */
    private List<Integer> cycle(int first) {
        List<Integer> way = new ArrayList<>();
        BitSet seen = new BitSet();
        int position = first;
        while (!seen.get(position)) {
            seen.set(position);
            way.add(position);
            position = successors.get(position).getFirst();
        }
        return way.subList(way.indexOf(position), way.size());
    }

    private void tellCycle(List<Integer> cycle) {
        Spot task = steps.get(cycle.getFirst()).task();
        String names = cycle.stream()
                .limit(SHOWN)
                .map(position -> "'" + Shapes.clip(steps.get(position).task().name()) + "'")
                .collect(Collectors.joining(", "));
        problems.warning(
                "endless-loop",
                task.pointer(),
                task.key(),
                "nothing leads out of the cycle of " + names + (cycle.size() > SHOWN ? ", ..." : ""),
                "only an error, a timeout or a cancellation can end it");
    }
}
