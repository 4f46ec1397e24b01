package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.SourceText;
import io.landlord.machine.program.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compiles values in which strings may be expressions. */
final class Templates {
    private final SourceText text;
    private final Problems problems;
    private final Shapes shapes;
    private final Expressions expressions;

    Templates(SourceText text, Problems problems, Shapes shapes, Expressions expressions) {
        this.text = text;
        this.problems = problems;
        this.shapes = shapes;
        this.expressions = expressions;
    }

    /** Any value; a string is an expression when it is wholly <code>${ ... }</code>. */
    Optional<Template> value(Spot spot, Visible visible) {
        return switch (spot.node()) {
            case Node.Scalar scalar -> scalar(spot, scalar, visible);
            case Node.Items items -> items(spot, items, visible);
            case Node.Members members -> members(spot, members, visible);
        };
    }

    /** A field that is an expression when it is a string, bare or enclosed, and else an object of values. */
    Optional<Template> expressionOrObject(Spot spot, Visible visible) {
        return switch (spot.node()) {
            case Node.Scalar scalar
            when scalar.isString() -> expressions.bare(spot, visible).map(Template.Computed::new);
            case Node.Members members -> members(spot, members, visible);
            default -> {
                shapes.wrongType(spot, "an expression or an object", null);
                yield Optional.empty();
            }
        };
    }

    private Optional<Template> scalar(Spot spot, Node.Scalar scalar, Visible visible) {
        if (!scalar.isString()) {
            return Optional.of(new Template.Literal(scalar.json()));
        }
        Optional<Enclosure.Inside> inside = Enclosure.inside(scalar.text());
        if (inside.isPresent()) {
            return expressions.enclosed(spot, scalar, inside.get(), visible).map(Template.Computed::new);
        }
        warnOfEmbedded(spot, scalar);
        return Optional.of(new Template.Literal(scalar.json()));
    }

    /** Text that looks as if a part of it were an expression stays text; whoever wrote it hardly meant that. */
    void warnOfEmbedded(Spot spot, Node.Scalar scalar) {
        if (!Enclosure.isWithin(scalar.text())) {
            return;
        }
        problems.warning(
                "embedded-expression",
                spot.pointer(),
                text.placeIn(scalar, scalar.text().indexOf("${")),
                "this stays text: only a string that is wholly '${ ... }' is an expression",
                Enclosure.rewrite(scalar.text())
                        .map(rewritten -> "write " + rewritten)
                        .orElse("write the whole as one expression"));
    }

    private Optional<Template> items(Spot spot, Node.Items items, Visible visible) {
        List<Template> parts = new ArrayList<>();
        boolean literal = true;
        boolean complete = true;
        for (Node item : items.items()) {
            Optional<Template> part = value(spot.item(parts.size(), item), visible);
            complete &= part.isPresent();
            literal &= part.isPresent() && part.get() instanceof Template.Literal;
            parts.add(part.orElseGet(() -> new Template.Literal(item.json())));
        }
        if (!complete) {
            return Optional.empty();
        }
        return Optional.of(literal ? new Template.Literal(items.json()) : new Template.Items(parts));
    }

    private Optional<Template> members(Spot spot, Node.Members members, Visible visible) {
        Map<String, Template> parts = new LinkedHashMap<>();
        boolean literal = true;
        for (Node.Member member : members.members()) {
            Optional<Template> part = value(spot.member(member), visible);
            literal &= part.isPresent() && part.get() instanceof Template.Literal;
            part.ifPresent(known -> parts.put(member.name(), known));
        }
        if (parts.size() < members.members().size()) {
            return Optional.empty();
        }
        return Optional.of(literal ? new Template.Literal(members.json()) : new Template.Fields(parts));
    }
}
