package io.landlord.language.compile;

import io.landlord.language.compile.Step.Made;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Template;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** Compiles what a task does, kind by kind; the larger kinds have compilers of their own. */
final class Actions {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Workbench bench;
    private final TaskLists lists;
    private final Switches switches;
    private final Tries tries;
    private final Raises raises;
    private final HttpCalls httpCalls;
    private final Events events;
    private final Listeners listeners;
    private final Runs runs;

    Actions(Workbench bench, TaskLists lists) {
        this.bench = bench;
        this.lists = lists;
        this.switches = new Switches(bench);
        this.tries = new Tries(bench, lists);
        this.raises = new Raises(bench);
        this.httpCalls = new HttpCalls(bench);
        this.events = new Events(bench);
        this.listeners = new Listeners(bench, lists, events);
        this.runs = new Runs(bench);
    }

    Made make(TaskKind kind, Fields task, Flows.Targets targets, Scope scope) {
        Spot main = task.get(kind.word()).orElseThrow();
        return switch (kind) {
            case CALL -> Made.simple(call(main, task.get("with"), task, scope));
            case DO -> sequence(main, scope);
            case FOR -> loop(main, task, scope);
            case FORK -> fork(main, scope);
            case RAISE -> raises.make(main, scope);
            case SET -> Made.simple(set(main, scope));
            case SWITCH -> switches.make(main, targets, scope);
            case TRY -> tries.make(main, task, targets, scope);
            case WAIT ->
                Made.simple(bench.delays().delay(main, scope.definition()).map(Action.Wait::new));
            case EMIT -> Made.simple(events.emission(main, scope.definition()));
            case LISTEN -> listeners.make(main, task, scope);
            case RUN -> Made.simple(runs.make(main, scope.definition()));
        };
    }

    private Made sequence(Spot main, Scope scope) {
        Optional<TaskLists.Listing> listing = lists.sequence(main, scope);
        return Made.nesting(
                listing.map(known -> new Action.Do(known.block())),
                listing.map(TaskLists.Listing::leaves).orElse(true));
    }

    private Optional<Action> set(Spot main, Scope scope) {
        if (main.node() instanceof Node.Members members && members.members().isEmpty()) {
            bench.shapes().error("invalid-value", main, "'set' needs at least one property", null);
            return Optional.empty();
        }
        return bench.templates().expressionOrObject(main, scope.definition()).map(Action.Set::new);
    }

    private Made fork(Spot main, Scope scope) {
        Optional<Fields> fields = bench.shapes().object(main);
        if (fields.isEmpty()) {
            return Made.nesting(Optional.empty(), true);
        }
        fields.get().only(List.of("branches", "compete"), "'fork'");
        Optional<Spot> branches = fields.get().required("branches", "'fork'");
        Optional<TaskLists.Listing> listing = branches.flatMap(spot -> lists.branches(spot, scope));
        boolean compete =
                fields.get().get("compete").flatMap(bench.shapes()::bool).orElse(false);
        if (branches.isPresent()
                && branches.get().node() instanceof Node.Items items
                && items.items().isEmpty()) {
            bench.shapes().error("invalid-value", branches.get(), "'branches' needs at least one task", null);
        }
        return Made.nesting(
                listing.map(known -> new Action.Fork(known.tasks(), compete)),
                listing.map(TaskLists.Listing::leaves).orElse(true));
    }

    private Made loop(Spot main, Fields task, Scope scope) {
        Optional<Fields> fields = bench.shapes().object(main);
        fields.ifPresent(known -> known.only(List.of("each", "in", "at"), "'for'"));
        String each = fields.flatMap(known -> variable(known, "each")).orElse("item");
        String at = fields.flatMap(known -> variable(known, "at")).orElse("index");
        if (fields.isPresent() && each.equals(at)) {
            Spot second =
                    fields.get().get("at").or(() -> fields.get().get("each")).orElse(main);
            bench.shapes().error("invalid-name", second, "item and index cannot both be '$" + each + "'", null);
        }
        Optional<Template> in =
                fields.flatMap(known -> known.required("in", "'for'")).flatMap(spot -> collection(spot, scope));
        Scope inner = scope.with(each, at);
        Optional<Spot> condition = task.get("while");
        var whilst = condition.flatMap(spot -> bench.expressions().bare(spot, inner.definition()));
        Optional<TaskLists.Listing> listing =
                task.required("do", "a 'for' task").flatMap(spot -> lists.sequence(spot, inner));
        boolean whole = listing.isPresent() && in.isPresent() && condition.isPresent() == whilst.isPresent();
        return Made.nesting(
                whole
                        ? Optional.of(new Action.For(
                                each,
                                at,
                                in.get(),
                                whilst.orElse(null),
                                listing.get().block()))
                        : Optional.empty(),
                listing.map(TaskLists.Listing::leaves).orElse(true));
    }

    /** An expression, or an array of objects in place. */
    private Optional<Template> collection(Spot in, Scope scope) {
        if (in.node().json().isString()) {
            return bench.expressions().bare(in, scope.definition()).map(Template.Computed::new);
        }
        if (!(in.node() instanceof Node.Items)) {
            bench.shapes().wrongType(in, "an expression or an array of objects", null);
            return Optional.empty();
        }
        for (Spot item : bench.shapes().array(in, null).orElseThrow()) {
            if (!item.node().json().isObject()) {
                bench.shapes()
                        .error(
                                "wrong-type",
                                item,
                                "an array in place has objects alone, but this " + item.found(),
                                "write the array as an expression: in: '${ [1, 2] }'");
                return Optional.empty();
            }
        }
        return bench.templates().value(in, scope.definition());
    }

    /** A name for a variable: one that expressions can write, and that is not taken by the runtime. */
    private Optional<String> variable(Fields fields, String property) {
        return fields.get(property).flatMap(spot -> variable(bench, spot));
    }

    static Optional<String> variable(Workbench bench, Spot spot) {
        Optional<String> name = bench.shapes().string(spot);
        if (name.isEmpty()) {
            return name;
        }
        if (!VARIABLE.matcher(name.get()).matches()) {
            bench.shapes()
                    .error(
                            "invalid-name",
                            spot,
                            "'" + Shapes.clip(name.get()) + "' cannot name a variable",
                            "use letters, digits and '_', without '$'");
            return Optional.empty();
        }
        if (Scope.ARGUMENTS.contains(name.get())) {
            bench.shapes()
                    .error(
                            "invalid-name",
                            spot,
                            "'$" + name.get() + "' is an argument of the runtime",
                            "use another name");
            return Optional.empty();
        }
        return name;
    }

    private Optional<Action> call(Spot main, Optional<Spot> with, Fields task, Scope scope) {
        Optional<String> name = bench.shapes().string(main);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if (name.get().equals("http")) {
            CallPolicy policy = bench.calls().policy(main, "http");
            return task.required("with", "'call: http'")
                    .flatMap(spot -> httpCalls.arguments(spot, scope))
                    .map(arguments -> new Action.Call("http", arguments, policy));
        }
        if (isRefused(main, name.get())) {
            return Optional.empty();
        }
        CallPolicy policy = bench.calls().policy(main, name.get());
        Optional<Template> arguments = with.isEmpty()
                ? Optional.of(new Template.Literal(JsonNodeFactory.instance.objectNode()))
                : bench.shapes()
                        .object(with.get())
                        .flatMap(fields -> bench.templates().value(fields.spot(), scope.definition()));
        return arguments.map(known -> new Action.Call(name.get(), known, policy));
    }

    private boolean isRefused(Spot main, String name) {
        if (Calls.SPECIFIED.contains(name)) {
            bench.shapes().unsupported(main, "'call: " + name + "'");
            return true;
        }
        if (name.contains("@") || name.contains("://")) {
            bench.shapes().unsupported(main, "the call of a function from a catalog or an address");
            return true;
        }
        return bench.reusables().isFunction(name);
    }
}
