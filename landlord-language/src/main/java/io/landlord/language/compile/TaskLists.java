package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles task lists: arrays of objects with one member each, the task's name. */
final class TaskLists {
    private static final String FORM = "write a list: '- NAME:' and the task's properties below it, deeper";

    private final Workbench bench;
    private final TaskCompiler tasks;

    TaskLists(Workbench bench) {
        this.bench = bench;
        this.tasks = new TaskCompiler(bench, this);
    }

    /**
     * A compiled list.
     *
     * @param tasks the indexes of its tasks
     * @param leaves whether a task within may raise an error or end the workflow
     */
    record Listing(List<Integer> tasks, boolean leaves) {
        Block block() {
            return new Block(tasks);
        }
    }

    /** The tasks that run one after the other. */
    Optional<Listing> sequence(Spot list, Scope scope) {
        return compile(list, scope, false);
    }

    /** The tasks that run at the same time. */
    Optional<Listing> branches(Spot list, Scope scope) {
        return compile(list, scope, true);
    }

    /** What {@code output} or {@code export} says, also where it stands below a task. */
    Optional<Template> transform(Spot spot, String property, Visible visible) {
        return tasks.transform(spot, property, visible);
    }

    private Optional<Listing> compile(Spot list, Scope scope, boolean branches) {
        Optional<List<Spot>> items = bench.shapes().array(list, FORM);
        if (items.isEmpty()) {
            return Optional.empty();
        }
        List<Spot> named =
                items.get().stream().flatMap(item -> named(item).stream()).toList();
        Flows.Targets targets = new Flows.Targets(positions(named), branches);
        List<Integer> indexes = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (Spot task : named) {
            indexes.add(bench.tasks().take());
            steps.add(tasks.compile(indexes.getLast(), task, targets, scope));
        }
        if (!branches && named.size() == items.get().size()) {
            FlowChecks.check(steps, bench.problems());
        }
        boolean leaves = steps.stream().anyMatch(TaskLists::leaves);
        return Optional.of(new Listing(indexes, leaves));
    }

    private static boolean leaves(Step step) {
        return step.leaves() || step.next().map(next -> next.contains(Flow.END)).orElse(true);
    }

    private Map<String, Integer> positions(List<Spot> named) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (Spot task : named) {
            Integer first = positions.putIfAbsent(task.name(), positions.size());
            if (first != null) {
                bench.problems()
                        .error(
                                "duplicate-name",
                                task.pointer(),
                                task.key(),
                                "two tasks of this list are named '" + Shapes.clip(task.name()) + "'",
                                "the first is at line " + named.get(first).key().line());
            } else if (Flows.RESERVED.contains(task.name())) {
                bench.problems()
                        .error(
                                "reserved-name",
                                task.pointer(),
                                task.key(),
                                "'" + task.name() + "' is a flow directive and cannot name a task",
                                null);
            }
        }
        return positions;
    }

    /** The task of a list item. */
    private Optional<Spot> named(Spot item) {
        if (!(item.node() instanceof Node.Members members)) {
            malformed(item, "a task must be an object with its name, but " + item.found(), FORM);
            return Optional.empty();
        }
        List<Node.Member> names = members.members();
        if (names.size() == 1) {
            return Optional.of(item.member(names.getFirst()));
        }
        if (names.isEmpty()) {
            malformed(item, "the task has no name", FORM);
        } else if (TaskKind.words().contains(names.getFirst().name())) {
            malformed(
                    item,
                    "the task has no name",
                    "write '- NAME:' and put '" + names.getFirst().name() + "' below it");
        } else {
            malformed(
                    item.member(names.get(1)),
                    "a list item is one task, but this one has '"
                            + Shapes.clip(names.get(0).name()) + "' and '"
                            + Shapes.clip(names.get(1).name()) + "'",
                    names.getFirst().value().json().isNull()
                            ? "indent what belongs to '"
                                    + Shapes.clip(names.getFirst().name()) + "' deeper than its name"
                            : "begin each task with '- '");
        }
        return Optional.empty();
    }

    private void malformed(Spot spot, String message, String hint) {
        bench.problems().error("malformed-task", spot.pointer(), spot.key(), message, hint);
    }
}
