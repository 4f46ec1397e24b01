package io.landlord.language.compile;

import io.landlord.language.compile.Step.Made;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compiles {@code switch} tasks (dsl-reference, "Switch"). */
final class Switches {
    private static final String FORM = "write a list: '- CASE:' with 'when' and 'then' below it, deeper";

    private final Workbench bench;

    Switches(Workbench bench) {
        this.bench = bench;
    }

    Made make(Spot main, Flows.Targets targets, Scope scope) {
        Optional<List<Spot>> items = bench.shapes().array(main, FORM);
        if (items.isEmpty() || items.get().isEmpty()) {
            items.ifPresent(
                    none -> bench.shapes().error("invalid-value", main, "'switch' needs at least one case", null));
            return new Made(Optional.empty(), Optional.empty(), true, true);
        }
        List<Action.Case> cases = new ArrayList<>();
        Optional<Spot> defaultCase = Optional.empty();
        for (Spot item : items.get()) {
            Optional<Fields> fields = fields(item);
            if (fields.isPresent() && !fields.get().has("when")) {
                defaultCase = onlyDefault(defaultCase, fields.get().spot());
            }
            fields.flatMap(known -> compile(known, targets, scope)).ifPresent(cases::add);
        }
        if (cases.size() < items.get().size()) {
            return new Made(Optional.empty(), Optional.empty(), true, true);
        }
        List<Flow> turns = cases.stream().map(Action.Case::then).toList();
        return new Made(Optional.of(new Action.Switch(cases)), Optional.of(turns), defaultCase.isEmpty(), false);
    }

    private Optional<Fields> fields(Spot item) {
        if (!(item.node() instanceof Node.Members members) || members.members().size() != 1) {
            bench.problems()
                    .error(
                            "malformed-case",
                            item.pointer(),
                            item.key(),
                            "a case of a switch must be an object with one name",
                            FORM);
            return Optional.empty();
        }
        return bench.shapes().object(item.member(members.members().getFirst()));
    }

    private Optional<Action.Case> compile(Fields fields, Flows.Targets targets, Scope scope) {
        fields.only(List.of("when", "then"), "a case of a switch");
        Optional<Spot> when = fields.get("when");
        Optional<Expression> condition =
                when.flatMap(spot -> bench.expressions().bare(spot, scope.definition()));
        Optional<Flow> then = fields.required("then", "a case of a switch")
                .flatMap(spot -> bench.flows().flow(spot, targets));
        if (then.isEmpty() || condition.isPresent() != when.isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Action.Case(fields.spot().name(), condition.orElse(null), then.get()));
    }

    private Optional<Spot> onlyDefault(Optional<Spot> first, Spot found) {
        if (first.isEmpty()) {
            return Optional.of(found);
        }
        bench.problems()
                .error(
                        "several-defaults",
                        found.pointer(),
                        found.key(),
                        "a switch has one default case at the most",
                        "'" + Shapes.clip(first.get().name()) + "' at line "
                                + first.get().key().line() + " has no 'when' either");
        return first;
    }
}
