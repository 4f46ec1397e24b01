package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.compile.Step.Made;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Catch;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Retry;
import io.landlord.machine.program.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles {@code try} tasks (dsl-reference, "Try" and "Catch"). */
final class Tries {
    private static final List<String> CATCH = List.of("errors", "as", "when", "exceptWhen", "retry", "do", "then");
    private static final List<String> FILTER = List.of("type", "status", "instance", "title", "detail");

    private final Workbench bench;
    private final TaskLists lists;
    private final Retries retries;

    Tries(Workbench bench, TaskLists lists) {
        this.bench = bench;
        this.lists = lists;
        this.retries = new Retries(bench);
    }

    Made make(Spot main, Fields task, Flows.Targets targets, Scope scope) {
        Optional<TaskLists.Listing> tried = lists.sequence(main, scope);
        Optional<Fields> fields = task.required("catch", "a 'try' task")
                .flatMap(spot -> bench.shapes().object(spot));
        if (fields.isEmpty()) {
            return new Made(Optional.empty(), Optional.empty(), true, true);
        }
        fields.get().only(CATCH, "'catch'");
        String variable = fields.get()
                .get("as")
                .flatMap(spot -> Actions.variable(bench, spot))
                .orElse("error");
        Scope inner = scope.with(variable);
        Visible visible = inner.definition();
        Optional<Map<String, Template>> filter = filter(fields.get(), visible);
        Optional<Expression> when = condition(fields.get(), "when", visible);
        Optional<Expression> exceptWhen = condition(fields.get(), "exceptWhen", visible);
        Optional<Retry> retry = fields.get().get("retry").flatMap(spot -> retries.retry(spot, visible));
        Optional<TaskLists.Listing> handler = fields.get().get("do").flatMap(spot -> lists.sequence(spot, inner));
        Optional<Flow> then =
                fields.get().get("then").flatMap(spot -> bench.flows().flow(spot, targets));
        boolean leaves = tried.map(TaskLists.Listing::leaves).orElse(true)
                || handler.map(TaskLists.Listing::leaves).orElse(fields.get().has("do"));
        Optional<Action> action = tried.flatMap(block -> filter.map(with -> new Action.Try(
                block.block(),
                new Catch(
                        with,
                        variable,
                        when.orElse(null),
                        exceptWhen.orElse(null),
                        retry.orElse(null),
                        handler.map(TaskLists.Listing::block).orElse(null),
                        then.orElse(null)))));
        Optional<List<Flow>> turns = then.isPresent() == fields.get().has("then")
                ? Optional.of(then.stream().toList())
                : Optional.empty();
        return new Made(action, turns, true, leaves);
    }

    private Optional<Expression> condition(Fields fields, String property, Visible visible) {
        return fields.get(property).flatMap(spot -> bench.expressions().bare(spot, visible));
    }

    /** What {@code errors.with} asks for; nothing when it is left out. */
    private Optional<Map<String, Template>> filter(Fields fields, Visible visible) {
        Optional<Spot> errors = fields.get("errors");
        if (errors.isEmpty()) {
            return Optional.of(Map.of());
        }
        Optional<Fields> found = bench.shapes().object(errors.get());
        found.ifPresent(known -> known.only(List.of("with"), "'errors'"));
        if (found.isEmpty() || !found.get().has("with")) {
            return found.map(ignored -> Map.of());
        }
        Optional<Fields> with = found.get().get("with").flatMap(bench.shapes()::object);
        if (with.isEmpty()) {
            return Optional.empty();
        }
        if (with.get().isEmpty()) {
            bench.shapes().error("invalid-value", with.get().spot(), "'with' needs at least one property", null);
            return Optional.empty();
        }
        with.get().only(FILTER, "an error filter");
        Map<String, Template> filter = new LinkedHashMap<>();
        with.get().all().stream()
                .filter(property -> FILTER.contains(property.name()))
                .forEach(
                        property -> property(property, visible).ifPresent(known -> filter.put(property.name(), known)));
        return filter.size() == with.get().all().size() ? Optional.of(filter) : Optional.empty();
    }

    private Optional<Template> property(Spot property, Visible visible) {
        boolean computed = property.node() instanceof Node.Scalar scalar
                && scalar.isString()
                && Enclosure.inside(scalar.text()).isPresent();
        boolean fits = computed
                || (property.name().equals("status")
                        ? bench.shapes().count(property).isPresent()
                        : bench.shapes().string(property).isPresent());
        return fits ? bench.templates().value(property, visible) : Optional.empty();
    }
}
