package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.compile.Step.Made;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Subscription;
import io.landlord.machine.program.Template;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** Compiles {@code listen} tasks (dsl-reference, "Listen" and "Subscription Iterator"). */
final class Listeners {
    private static final List<String> LISTEN = List.of("to", "read");
    private static final JsonNode TRUE = BooleanNode.TRUE;

    private final Workbench bench;
    private final TaskLists lists;
    private final Events events;

    Listeners(Workbench bench, TaskLists lists, Events events) {
        this.bench = bench;
        this.lists = lists;
        this.events = events;
    }

    /** What {@code foreach} says, and whether a task in it may leave its list. */
    private record Iteration(Optional<Listening.Each> each, boolean leaves) {}

    Made make(Spot main, Fields task, Scope scope) {
        Optional<Fields> fields = bench.shapes().object(main);
        fields.ifPresent(known -> known.only(LISTEN, "'listen'"));
        Optional<Fields> strategy = fields.flatMap(known -> known.requiredAmong(LISTEN, "to", "'listen'"))
                .flatMap(bench.shapes()::object);
        strategy.ifPresent(known -> known.only(List.of("one", "any", "all", "until"), "'to'"));
        Visible visible = scope.definition();
        Optional<Subscription> to = strategy.flatMap(known -> events.subscription(known, "'to'", visible));
        Optional<Spot> stop = strategy.flatMap(known -> known.get("until")).filter(spot -> applies(spot, strategy));
        Optional<Listening.Until> until = stop.flatMap(spot -> until(spot, visible));
        boolean endsAtOnce = stop.isPresent() && stop.get().node().json().equals(TRUE);
        Optional<Spot> mode = fields.flatMap(known -> known.get("read"));
        Optional<Listening.Read> read = mode.isEmpty() ? Optional.of(Listening.Read.DATA) : read(bench, mode.get());
        Optional<Spot> foreach = task.get("foreach");
        Iteration iteration = foreach.map(spot -> each(spot, scope)).orElse(new Iteration(Optional.empty(), false));
        boolean whole = to.isPresent()
                && read.isPresent()
                && (endsAtOnce || stop.isPresent() == until.isPresent())
                && foreach.isPresent() == iteration.each().isPresent();
        return Made.nesting(
                whole
                        ? Optional.of(new Action.Listen(
                                to.get(),
                                new Listening(
                                        read.get(),
                                        until.orElse(null),
                                        iteration.each().orElse(null))))
                        : Optional.empty(),
                iteration.leaves());
    }

    /** The specification ignores {@code until} where the strategy is not {@code any}; whoever wrote it hardly does. */
    private boolean applies(Spot until, Optional<Fields> strategy) {
        boolean applies = strategy.map(known -> known.has("any")).orElse(true);
        boolean isOther =
                strategy.map(known -> known.has("one") || known.has("all")).orElse(false);
        if (!applies && isOther) {
            bench.problems()
                    .warning(
                            "ignored-property",
                            until.pointer(),
                            until.key(),
                            "'until' is ignored: it belongs to 'any'",
                            null);
        }
        return applies;
    }

    private Optional<Listening.Until> until(Spot spot, Visible visible) {
        JsonNode value = spot.node().json();
        if (value.isBoolean()) {
            return value.booleanValue() ? Optional.empty() : Optional.of(new Listening.Until.Never());
        }
        if (value.isString()) {
            Optional<Expression> condition = bench.expressions().bare(spot, visible);
            return condition.map(known -> known.jq().source().equals("false")
                    ? new Listening.Until.Never()
                    : new Listening.Until.Holds(known));
        }
        if (!value.isObject()) {
            bench.shapes().wrongType(spot, "an expression, a strategy or false", null);
            return Optional.empty();
        }
        Fields strategy = bench.shapes().object(spot).orElseThrow();
        strategy.only(List.of("one", "any", "all"), "the strategy of 'until'");
        return events.subscription(strategy, "'until'", visible).map(Listening.Until.Consumed::new);
    }

    static Optional<Listening.Read> read(Workbench bench, Spot spot) {
        Optional<String> mode = bench.shapes().string(spot);
        if (mode.isEmpty()) {
            return Optional.empty();
        }
        return switch (mode.get()) {
            case "data" -> Optional.of(Listening.Read.DATA);
            case "envelope" -> Optional.of(Listening.Read.ENVELOPE);
            case "raw" -> Optional.of(Listening.Read.RAW);
            default -> {
                bench.shapes()
                        .error(
                                "invalid-value",
                                spot,
                                "'read' must be one of 'data', 'envelope', 'raw', but is '" + Shapes.clip(mode.get())
                                        + "'",
                                null);
                yield Optional.empty();
            }
        };
    }

    private Iteration each(Spot spot, Scope scope) {
        Optional<Fields> found = bench.shapes().object(spot);
        if (found.isEmpty()) {
            return new Iteration(Optional.empty(), true);
        }
        Fields fields = found.get();
        fields.only(List.of("item", "at", "do", "output", "export"), "'foreach'");
        String item = variable(fields, "item").orElse("item");
        String at = variable(fields, "at").orElse("index");
        if (item.equals(at)) {
            Spot second = fields.get("at").or(() -> fields.get("item")).orElse(spot);
            bench.shapes().error("invalid-name", second, "item and index cannot both be '$" + item + "'", null);
        }
        Scope inner = scope.with(item, at);
        Optional<TaskLists.Listing> listing = fields.get("do").flatMap(list -> lists.sequence(list, inner));
        Optional<Template> outputAs = transform(fields.get("output"), "as", inner.outputAs());
        Optional<Template> exportAs = transform(fields.get("export"), "as", inner.exportAs());
        boolean leaves = listing.map(TaskLists.Listing::leaves).orElse(fields.has("do"));
        if (listing.isPresent() != fields.has("do")) {
            return new Iteration(Optional.empty(), leaves);
        }
        Block block = listing.map(TaskLists.Listing::block).orElse(new Block(List.of()));
        return new Iteration(
                Optional.of(new Listening.Each(item, at, block, outputAs.orElse(null), exportAs.orElse(null))), leaves);
    }

    private Optional<Template> transform(Optional<Spot> spot, String property, Visible visible) {
        return spot.flatMap(known -> lists.transform(known, property, visible));
    }

    private Optional<String> variable(Fields fields, String property) {
        return fields.get(property).flatMap(spot -> Actions.variable(bench, spot));
    }
}
