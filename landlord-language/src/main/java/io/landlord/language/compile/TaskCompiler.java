package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.compile.Step.Made;
import io.landlord.language.reader.Spelling;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles one task: what it is decides its kind's compiler, what all tasks have is compiled here. */
final class TaskCompiler {
    private final Workbench bench;
    private final TaskLists lists;
    private final Actions actions;

    TaskCompiler(Workbench bench, TaskLists lists) {
        this.bench = bench;
        this.lists = lists;
        this.actions = new Actions(bench, lists);
    }

    /** What all tasks may have. */
    private record Common(
            Optional<Expression> condition,
            Optional<Template> inputFrom,
            Optional<Template> outputAs,
            Optional<Template> exportAs,
            Optional<Delay> timeout,
            Optional<Flow> then) {}

    Step compile(int index, Spot task, Flows.Targets targets, Scope scope) {
        Optional<Fields> fields = bench.shapes().object(task);
        if (fields.isEmpty()) {
            return unknown(task);
        }
        Optional<TaskKind> kind = kind(fields.get());
        if (kind.isEmpty()) {
            return unknown(task);
        }
        fields.get().only(kind.get().properties(), "a '" + kind.get().word() + "' task");
        Common common = common(fields.get(), targets, scope);
        Made made = actions.make(kind.get(), fields.get(), targets, scope);
        Optional<Block> compensation = compensation(fields.get(), scope);
        made.action()
                .ifPresent(action -> bench.tasks()
                        .put(new Task(
                                index,
                                task.name(),
                                task.pointer(),
                                task.node().json(),
                                common.condition().orElse(null),
                                common.inputFrom().orElse(null),
                                common.outputAs().orElse(null),
                                common.exportAs().orElse(null),
                                common.timeout().orElse(null),
                                common.then().orElse(Flow.CONTINUE),
                                compensation.orElse(null),
                                action)));
        return step(task, fields.get(), common, made);
    }

    private static Step unknown(Spot task) {
        return new Step(task, Optional.empty(), true);
    }

    private static Step step(Spot task, Fields fields, Common common, Made made) {
        boolean thenIsUnknown = fields.has("then") && common.then().isEmpty();
        if (thenIsUnknown || made.turns().isEmpty()) {
            return new Step(task, Optional.empty(), made.leaves());
        }
        List<Flow> next = new ArrayList<>(made.turns().get());
        if (made.followsThen()) {
            next.add(common.then().orElse(Flow.CONTINUE));
        }
        if (fields.has("if")) {
            next.add(Flow.CONTINUE);
        }
        return new Step(task, Optional.of(next), made.leaves());
    }

    private Common common(Fields task, Flows.Targets targets, Scope scope) {
        return new Common(
                task.get("if").flatMap(spot -> bench.expressions().bare(spot, scope.condition())),
                task.get("input").flatMap(spot -> transform(spot, "from", scope.inputFrom())),
                task.get("output").flatMap(spot -> transform(spot, "as", scope.outputAs())),
                task.get("export").flatMap(spot -> transform(spot, "as", scope.exportAs())),
                task.get("timeout").flatMap(spot -> timeout(spot, scope.definition())),
                task.get("then").flatMap(spot -> bench.flows().flow(spot, targets)));
    }

    /** What {@code input}, {@code output} or {@code export} say. */
    Optional<Template> transform(Spot spot, String property, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only(List.of("schema", property), "'" + spot.name() + "'");
        fields.get()
                .get("schema")
                .ifPresent(schema -> bench.shapes().unsupported(schema, "'" + spot.name() + ".schema'"));
        return fields.get().get(property).flatMap(value -> bench.templates().expressionOrObject(value, visible));
    }

    /** What {@code timeout} says: the name of a timeout under {@code use}, or one in place. */
    Optional<Delay> timeout(Spot spot, Visible visible) {
        if (spot.node().json().isString()) {
            return bench.reusables()
                    .find(Reusables.Kind.TIMEOUT, spot, spot.node().json().stringValue())
                    .flatMap(entry -> timeoutDefinition(entry, visible));
        }
        return timeoutDefinition(spot, visible);
    }

    Optional<Delay> timeoutDefinition(Spot spot, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only(List.of("after"), "a timeout");
        return fields.get()
                .required("after", "a timeout")
                .flatMap(after -> bench.delays().delay(after, visible));
    }

    private Optional<Block> compensation(Fields task, Scope scope) {
        Optional<Spot> metadata = task.get("metadata");
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        Optional<Fields> fields = bench.shapes().object(metadata.get());
        fields.flatMap(known -> known.get("milestone"))
                .ifPresent(new Milestones(bench.problems(), bench.shapes())::check);
        Optional<Spot> list = fields.flatMap(known -> known.get("compensate"));
        if (list.isPresent() && scope.compensates()) {
            bench.problems()
                    .error(
                            "nested-compensation",
                            list.get().pointer(),
                            list.get().key(),
                            "a compensation cannot be compensated itself",
                            null);
            return Optional.empty();
        }
        return list.flatMap(spot -> lists.sequence(spot, Scope.compensation())).map(TaskLists.Listing::block);
    }

    private Optional<TaskKind> kind(Fields task) {
        List<TaskKind> kinds = TaskKind.of(task);
        if (kinds.size() > 1) {
            Spot second = task.get(kinds.get(1).word()).orElseThrow();
            bench.problems()
                    .error(
                            "ambiguous-task",
                            second.pointer(),
                            second.key(),
                            "a task does one thing, but this one has '"
                                    + kinds.get(0).word() + "' and '"
                                    + kinds.get(1).word() + "'",
                            "make them two tasks");
            return Optional.empty();
        }
        if (kinds.isEmpty()) {
            unknownKind(task);
        }
        return kinds.stream().findFirst();
    }

    private void unknownKind(Fields task) {
        Spot spot = task.spot();
        String name = "the task '" + Shapes.clip(spot.name()) + "'";
        for (Spot property : task.all()) {
            Optional<TaskKind> owner = TaskKind.owning(property.name());
            Optional<String> guess = Spelling.closest(property.name(), TaskKind.words());
            if (owner.isPresent()) {
                String message = name + " has '" + property.name() + "' but no '"
                        + owner.get().word() + "'";
                bench.problems().error("unknown-task", spot.pointer(), property.key(), message, null);
                return;
            }
            if (guess.isPresent()) {
                bench.problems()
                        .error(
                                "unknown-task",
                                spot.pointer(),
                                property.key(),
                                "there is no task '" + Shapes.clip(property.name()) + "'",
                                "did you mean '" + guess.get() + "'?");
                return;
            }
        }
        String hint = TaskKind.words().contains(spot.name())
                ? "the task has no name: write '- NAME:' and put '" + spot.name() + "' below it"
                : "it needs one of " + Shapes.listed(TaskKind.words());
        bench.problems().error("unknown-task", spot.pointer(), spot.key(), name + " does not say what it does", hint);
    }
}
