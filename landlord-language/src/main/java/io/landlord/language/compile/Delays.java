package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Node;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Compiles durations (dsl-reference, "Duration"): ISO 8601 text, an object of units, or an enclosed expression. */
final class Delays {
    private static final List<String> UNITS = List.of("days", "hours", "minutes", "seconds", "milliseconds");
    private static final String FORMS = "write ISO 8601 such as 'PT1M30S', or units such as 'seconds: 30'";

    private final Shapes shapes;
    private final Expressions expressions;

    Delays(Shapes shapes, Expressions expressions) {
        this.shapes = shapes;
        this.expressions = expressions;
    }

    Optional<Delay> delay(Spot spot, Visible visible) {
        return switch (spot.node()) {
            case Node.Scalar scalar when scalar.isString() -> text(spot, scalar, visible);
            case Node.Members ignored -> units(spot);
            default -> {
                shapes.wrongType(spot, "a duration", FORMS);
                yield Optional.empty();
            }
        };
    }

    private Optional<Delay> text(Spot spot, Node.Scalar scalar, Visible visible) {
        Optional<Enclosure.Inside> inside = Enclosure.inside(scalar.text());
        if (inside.isPresent()) {
            return expressions.enclosed(spot, scalar, inside.get(), visible).map(Delay.Computed::new);
        }
        Optional<Duration> duration = Durations.read(scalar.json());
        if (duration.isEmpty()) {
            String hint = Enclosure.isWithin(scalar.text()) ? "an expression must enclose the whole" : FORMS;
            shapes.error("invalid-duration", spot, "'" + Shapes.clip(scalar.text()) + "' is not a duration", hint);
        }
        return duration.map(Delay.Fixed::new);
    }

    private Optional<Delay> units(Spot spot) {
        Fields fields = shapes.object(spot).orElseThrow();
        if (fields.isEmpty()) {
            shapes.error("invalid-duration", spot, "a duration needs a unit", FORMS);
            return Optional.empty();
        }
        fields.only(UNITS, "a duration");
        boolean sound = UNITS.containsAll(fields.names());
        for (Spot unit : fields.all()) {
            sound &= !UNITS.contains(unit.name()) || isWholeNumber(unit);
        }
        if (!sound) {
            return Optional.empty();
        }
        Optional<Duration> duration = Durations.read(spot.node().json());
        if (duration.isEmpty()) {
            shapes.error("invalid-duration", spot, "the duration is longer than 100 years", null);
        }
        return duration.map(Delay.Fixed::new);
    }

    private boolean isWholeNumber(Spot unit) {
        if (!unit.node().json().isIntegralNumber()) {
            boolean enclosed = unit.node() instanceof Node.Scalar scalar && Enclosure.isWithin(scalar.text());
            String hint = enclosed ? "make the whole duration one expression: ${ {" + unit.name() + ": ...} }" : null;
            shapes.wrongType(unit, "an integer", hint);
            return false;
        }
        if (unit.node().json().longValue() < 0) {
            shapes.error("invalid-duration", unit, "'" + unit.name() + "' must not be negative", null);
            return false;
        }
        return true;
    }
}
