package io.landlord.language.compile;

import io.landlord.api.event.EventRules;
import io.landlord.jq.regex.Regex;
import io.landlord.jq.regex.RegexException;
import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Condition;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Subscription;
import io.landlord.machine.program.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles the events that tasks emit, and the filters that say which events are meant (dsl-reference, "Event Filter"). */
final class Events {
    private static final List<String> STRATEGIES = List.of("one", "any", "all");

    private static final List<String> FILTER = List.of("with", "correlate");
    private static final List<String> CORRELATION = List.of("from", "expect");

    private final Workbench bench;
    private final UriTemplates uris;

    Events(Workbench bench) {
        this.bench = bench;
        this.uris = new UriTemplates(bench);
    }

    // emit

    Optional<Action> emission(Spot main, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(main);
        fields.ifPresent(known -> known.only(List.of("event"), "'emit'"));
        Optional<Fields> event = fields.flatMap(known -> known.requiredAmong(List.of("event"), "event", "'emit'"))
                .flatMap(bench.shapes()::object);
        event.ifPresent(known -> known.only(List.of("with"), "'event'"));
        Optional<Fields> with = event.flatMap(known -> known.requiredAmong(List.of("with"), "with", "'event'"))
                .flatMap(bench.shapes()::object);
        if (with.isEmpty()
                || !areAttributes(with.get())
                || with.get().required("type", "an event to emit").isEmpty()) {
            return Optional.empty();
        }
        Map<String, Template> attributes = new LinkedHashMap<>();
        for (Spot attribute : with.get().all()) {
            attribute(attribute, visible).ifPresent(template -> attributes.put(attribute.name(), template));
        }
        return attributes.size() == with.get().all().size()
                ? Optional.of(new Action.Emit(attributes, bench.calls().ownPolicy()))
                : Optional.empty();
    }

    private Optional<Template> attribute(Spot spot, Visible visible) {
        return switch (spot.name()) {
            case "source", "dataschema" -> uris.uri(spot, visible);
            case "id", "type", "subject", "datacontenttype" -> text(spot, visible);
            case "time" -> text(spot, visible).filter(template -> isTime(spot, template));
            case "specversion" -> {
                if (!spot.node().json().isString()
                        || !spot.node().json().stringValue().equals(EventRules.VERSION)) {
                    bench.shapes().error("invalid-value", spot, "'specversion' is '1.0', or left out", null);
                    yield Optional.empty();
                }
                yield Optional.of(new Template.Literal(spot.node().json()));
            }
            default -> bench.templates().value(spot, visible);
        };
    }

    private Optional<Template> text(Spot spot, Visible visible) {
        return bench.shapes()
                .scalarString(spot)
                .flatMap((Node.Scalar ignored) -> bench.templates().value(spot, visible));
    }

    private boolean isTime(Spot spot, Template template) {
        if (!(template instanceof Template.Literal literal)
                || EventRules.isTime(literal.value().stringValue())) {
            return true;
        }
        bench.shapes()
                .error(
                        "invalid-value",
                        spot,
                        "'" + Shapes.clip(literal.value().stringValue()) + "' is not a time",
                        "write RFC 3339 such as '2026-01-31T12:00:00Z'");
        return false;
    }

    /** A property that can name no attribute would be lost, or never be there to be found. */
    private boolean areAttributes(Fields with) {
        boolean sound = true;
        for (Spot attribute : with.all()) {
            if (!EventRules.isAttributeName(attribute.name())) {
                bench.problems()
                        .error(
                                "invalid-name",
                                attribute.pointer(),
                                attribute.key(),
                                "'" + Shapes.clip(attribute.name()) + "' cannot name an attribute of an event",
                                "CloudEvents has lower-case letters and digits alone");
                sound = false;
            }
        }
        return sound;
    }

    // listen

    /** A strategy with its filters; what else its object may have is the caller's affair. */
    Optional<Subscription> subscription(Fields strategy, String owner, Visible visible) {
        List<Spot> given = strategy.all().stream()
                .filter(spot -> STRATEGIES.contains(spot.name()))
                .toList();
        if (given.size() > 1) {
            Spot second = given.get(1);
            bench.problems()
                    .error(
                            "ambiguous-strategy",
                            second.pointer(),
                            second.key(),
                            owner + " has one strategy, but this one has '"
                                    + given.get(0).name() + "' and '" + second.name() + "'",
                            null);
            return Optional.empty();
        }
        if (given.isEmpty()) {
            boolean told = strategy.names().stream().anyMatch(name -> !name.equals("until"));
            if (!told) {
                bench.problems()
                        .error(
                                "missing-property",
                                strategy.spot().pointer(),
                                strategy.spot().key(),
                                owner + " needs one of " + Shapes.listed(STRATEGIES),
                                null);
            }
            return Optional.empty();
        }
        Spot events = given.getFirst();
        if (events.name().equals("one")) {
            return filter(events, visible).map(filter -> new Subscription(Subscription.Strategy.ANY, List.of(filter)));
        }
        return filters(events, visible)
                .map(filters -> new Subscription(
                        events.name().equals("any") ? Subscription.Strategy.ANY : Subscription.Strategy.ALL, filters));
    }

    private Optional<List<EventFilter>> filters(Spot events, Visible visible) {
        Optional<List<Spot>> spots =
                bench.shapes().array(events, "write a list: '- with:' and the attributes below it");
        if (spots.isEmpty()) {
            return Optional.empty();
        }
        if (spots.get().isEmpty() && events.name().equals("all")) {
            bench.shapes()
                    .error("invalid-value", events, "'all' needs at least one event", "'any: []' takes any event");
            return Optional.empty();
        }
        List<EventFilter> filters = new ArrayList<>();
        for (Spot spot : spots.get()) {
            filter(spot, visible).ifPresent(filters::add);
        }
        return filters.size() == spots.get().size() ? Optional.of(filters) : Optional.empty();
    }

    private Optional<EventFilter> filter(Spot spot, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only(FILTER, "an event filter");
        Optional<Map<String, Condition>> with =
                fields.get().requiredAmong(FILTER, "with", "an event filter").flatMap(asked -> with(asked, visible));
        Optional<Spot> correlate = fields.get().get("correlate");
        Optional<Map<String, EventFilter.Correlation>> correlations =
                correlate.isEmpty() ? Optional.of(Map.of()) : correlations(correlate.get(), visible);
        return with.flatMap(conditions -> correlations.map(known -> new EventFilter(conditions, known)));
    }

    private Optional<Map<String, Condition>> with(Spot with, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(with);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        if (fields.get().isEmpty()) {
            bench.shapes()
                    .error("invalid-value", with, "'with' needs at least one attribute", "'any: []' takes any event");
            return Optional.empty();
        }
        return areAttributes(fields.get()) ? members(fields.get(), visible) : Optional.empty();
    }

    private Optional<Map<String, Condition>> members(Fields fields, Visible visible) {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (Spot member : fields.all()) {
            condition(member, visible).ifPresent(condition -> conditions.put(member.name(), condition));
        }
        return conditions.size() == fields.all().size() ? Optional.of(conditions) : Optional.empty();
    }

    private Optional<Condition> condition(Spot spot, Visible visible) {
        return switch (spot.node()) {
            case Node.Members ignored ->
                members(bench.shapes().object(spot).orElseThrow(), visible).map(Condition.Members::new);
            case Node.Items items -> Optional.of(new Condition.Equal(items.json()));
            case Node.Scalar scalar when scalar.isString() -> text(spot, scalar, visible);
            case Node.Scalar scalar -> Optional.of(new Condition.Equal(scalar.json()));
        };
    }

    private Optional<Condition> text(Spot spot, Node.Scalar scalar, Visible visible) {
        Optional<Enclosure.Inside> inside = Enclosure.inside(scalar.text());
        if (inside.isPresent()) {
            return bench.expressions()
                    .enclosed(spot, scalar, inside.get(), visible)
                    .map(Condition.Holds::new);
        }
        bench.templates().warnOfEmbedded(spot, scalar);
        try {
            Regex whole = Regex.compile("\\A(?:" + scalar.text() + ")\\z", "");
            return Optional.of(new Condition.Matches(scalar.text(), whole));
        } catch (RegexException wrong) {
            bench.shapes()
                    .error(
                            "invalid-pattern",
                            spot,
                            "'" + Shapes.clip(scalar.text()) + "' is not a regular expression: " + wrong.getMessage(),
                            "write '\\' before a character that stands for itself");
            return Optional.empty();
        }
    }

    private Optional<Map<String, EventFilter.Correlation>> correlations(Spot correlate, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(correlate);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Map<String, EventFilter.Correlation> correlations = new LinkedHashMap<>();
        for (Spot spot : fields.get().all()) {
            correlation(spot, visible).ifPresent(known -> correlations.put(spot.name(), known));
        }
        return correlations.size() == fields.get().all().size() ? Optional.of(correlations) : Optional.empty();
    }

    private Optional<EventFilter.Correlation> correlation(Spot spot, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only(CORRELATION, "a correlation");
        Optional<Expression> from = fields.get()
                .requiredAmong(CORRELATION, "from", "a correlation")
                .flatMap(source -> bench.expressions().bare(source, visible));
        Optional<Spot> expect = fields.get().get("expect");
        Optional<Template> expected = expect.flatMap(value -> text(value, visible));
        return from.isPresent() && expected.isPresent() == expect.isPresent()
                ? Optional.of(new EventFilter.Correlation(from.get(), expected.orElse(null)))
                : Optional.empty();
    }
}
