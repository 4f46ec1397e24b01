package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Spelling;
import io.landlord.machine.program.Flow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resolves flow directives (dsl-reference, "Flow Directive") to positions in the list that a task stands in. */
final class Flows {
    static final List<String> RESERVED = List.of("continue", "exit", "end");

    private final Spot document;
    private final Shapes shapes;
    private final Set<String> taskNames = new HashSet<>();

    Flows(Spot document, Shapes shapes) {
        this.document = document;
        this.shapes = shapes;
    }

    /** What can be named in one task list. */
    record Targets(Map<String, Integer> positions, boolean branches) {}

    /** The flow that a {@code then} asks for. */
    Optional<Flow> flow(Spot then, Targets targets) {
        Optional<String> name = shapes.string(then);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return switch (name.get()) {
            case "continue" -> Optional.of(Flow.CONTINUE);
            case "exit" -> Optional.of(Flow.EXIT);
            case "end" -> Optional.of(Flow.END);
            default -> target(then, name.get(), targets);
        };
    }

    private Optional<Flow> target(Spot then, String name, Targets targets) {
        if (targets.branches()) {
            shapes.error(
                    "unknown-target",
                    then,
                    "the branches of a fork run at the same time; none follows another",
                    "a branch may only 'continue', 'exit' or 'end'");
            return Optional.empty();
        }
        Integer position = targets.positions().get(name);
        if (position == null) {
            unknown(then, name, targets.positions().keySet());
            return Optional.empty();
        }
        return Optional.of(new Flow.To(position));
    }

    private void unknown(Spot then, String name, Set<String> known) {
        if (taskNames().contains(name)) {
            shapes.error(
                    "unknown-target",
                    then,
                    "the task '" + Shapes.clip(name) + "' stands in another task list",
                    "a 'then' can only name tasks of its own list");
            return;
        }
        Set<String> all = new HashSet<>(known);
        all.addAll(RESERVED);
        String guess = Spelling.didYouMean(name, all);
        shapes.error(
                "unknown-target",
                then,
                "no task of this list is named '" + Shapes.clip(name) + "'",
                guess == null && !known.isEmpty() && known.size() <= 12
                        ? "it has " + Shapes.listed(known.stream().sorted().toList())
                        : guess);
    }

    /** The names of all tasks of the document, wherever they stand; gathered when they are first asked for. */
    private Set<String> taskNames() {
        if (taskNames.isEmpty()) {
            gatherNames();
        }
        return taskNames;
    }

    private void gatherNames() {
        Deque<Node> open = new ArrayDeque<>(List.of(document.node()));
        while (!open.isEmpty()) {
            switch (open.pop()) {
                case Node.Members members ->
                    members.members().stream()
                            .filter(member -> !member.name().equals("switch"))
                            .forEach(member -> open.push(member.value()));
                case Node.Items items ->
                    items.items().forEach(item -> {
                        addName(item);
                        open.push(item);
                    });
                case Node.Scalar ignored -> {}
            }
        }
    }

    private void addName(Node item) {
        if (item instanceof Node.Members members && members.members().size() == 1) {
            taskNames.add(members.members().getFirst().name());
        }
    }
}
