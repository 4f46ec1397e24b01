package io.landlord.language.compile;

import io.landlord.jq.JqProblem;
import io.landlord.jq.JqProgram;
import io.landlord.jq.JqSyntaxException;
import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.SourceText;
import io.landlord.language.reader.Spelling;
import io.landlord.machine.program.Expression;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles expressions; their problems are told with their own place in the document. */
final class Expressions {
    /** Problems of one expression that are told. */
    private static final int MOST = 50;

    private static final Set<String> REFUSED = Set.of("secrets", "authorization");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:__loc__|([A-Za-z_][A-Za-z0-9_]*))");

    private record Key(String source, Set<String> variables) {}

    private final SourceText text;
    private final Problems problems;
    private final Shapes shapes;
    private final Map<Key, JqProgram> compiled = new HashMap<>();

    Expressions(SourceText text, Problems problems, Shapes shapes) {
        this.text = text;
        this.problems = problems;
        this.shapes = shapes;
    }

    /** A field that is always an expression, bare or enclosed. */
    Optional<Expression> bare(Spot spot, Visible visible) {
        if (!(spot.node() instanceof Node.Scalar scalar) || !scalar.isString()) {
            shapes.scalarString(spot);
            return Optional.empty();
        }
        Optional<Enclosure.Inside> inside = Enclosure.inside(scalar.text());
        return compile(spot, scalar, inside.orElseGet(() -> Enclosure.bare(scalar.text())), visible);
    }

    /** A string that is an expression only because it is enclosed. */
    Optional<Expression> enclosed(Spot spot, Node.Scalar scalar, Enclosure.Inside inside, Visible visible) {
        return compile(spot, scalar, inside, visible);
    }

    /** Where a character of a string stands in the document. */
    Place place(Spot spot, int offset) {
        return spot.node() instanceof Node.Scalar scalar ? text.placeIn(scalar, offset) : spot.place();
    }

    private Optional<Expression> compile(Spot spot, Node.Scalar scalar, Enclosure.Inside inside, Visible visible) {
        if (inside.source().isBlank()) {
            shapes.error("invalid-expression", spot, "the expression is empty", "the input itself is '.'");
            return Optional.empty();
        }
        Key key = new Key(inside.source(), visible.variables());
        JqProgram known = compiled.get(key);
        if (known != null) {
            return Optional.of(new Expression(spot.pointer(), known));
        }
        try {
            JqProgram program = JqProgram.compile(inside.source(), visible.variables());
            compiled.put(key, program);
            return Optional.of(new Expression(spot.pointer(), program));
        } catch (JqSyntaxException failure) {
            explain(spot, scalar, inside, visible, failure);
            return Optional.empty();
        }
    }

    private void explain(
            Spot spot, Node.Scalar scalar, Enclosure.Inside inside, Visible visible, JqSyntaxException failure) {
        if (needsOnlyVariables(inside.source(), visible) && tellHidden(spot, scalar, inside, visible)) {
            return;
        }
        if (Enclosure.standsInCode(inside.source())) {
            explainEnclosure(spot, scalar, visible);
            return;
        }
        for (JqProblem problem : failure.problems().stream().limit(MOST).toList()) {
            Place place = text.placeIn(scalar, inside.start() + problem.offset());
            problems.error("invalid-expression", spot.pointer(), place, problem.message(), problem.hint());
        }
    }

    /** Where an expression may stand bare, text around an enclosed one is either code or text; the hint takes what fits. */
    private void explainEnclosure(Spot spot, Node.Scalar scalar, Visible visible) {
        String hint = Enclosure.unwrap(scalar.text())
                .filter(bare -> compiles(bare, visible.variables()))
                .or(() -> Enclosure.rewrite(scalar.text()))
                .map(rewritten -> "write " + rewritten)
                .orElse("enclose the whole expression, or write it bare");
        problems.error(
                "invalid-expression",
                spot.pointer(),
                text.placeIn(scalar, scalar.text().indexOf("${")),
                "'${' must enclose the whole expression",
                hint);
    }

    /** Whether nothing is wrong but that it uses arguments which this place does not have. */
    private static boolean needsOnlyVariables(String source, Visible visible) {
        Set<String> all = new LinkedHashSet<>(visible.variables());
        all.addAll(Scope.ARGUMENTS);
        return compiles(source, all);
    }

    private static boolean compiles(String source, Set<String> variables) {
        try {
            return !JqProgram.compile(source, variables).source().isEmpty();
        } catch (JqSyntaxException wrong) {
            return false;
        }
    }

    private boolean tellHidden(Spot spot, Node.Scalar scalar, Enclosure.Inside inside, Visible visible) {
        Matcher variables = VARIABLE.matcher(inside.source());
        int told = 0;
        while (told < MOST && variables.find()) {
            String name = variables.group(1);
            if (name != null
                    && Scope.ARGUMENTS.contains(name)
                    && !visible.variables().contains(name)) {
                hidden(name, spot, text.placeIn(scalar, inside.start() + variables.start()), visible);
                told++;
            }
        }
        return told > 0;
    }

    private void hidden(String name, Spot spot, Place place, Visible visible) {
        if (REFUSED.contains(name)) {
            problems.error("unsupported-feature", spot.pointer(), place, "'$" + name + "' is not supported yet", null);
            return;
        }
        Set<String> shown = new TreeSet<>();
        visible.variables().forEach(variable -> shown.add("$" + variable));
        String guess = Spelling.didYouMean(name, visible.variables());
        problems.error(
                "unavailable-variable",
                spot.pointer(),
                place,
                "'$" + name + "' is not known in " + visible.where(),
                guess == null ? "it has " + String.join(", ", shown) : guess);
    }
}
