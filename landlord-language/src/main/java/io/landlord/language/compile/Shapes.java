package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads nodes as what they must be; whatever they are instead is a problem, and empty. */
public final class Shapes {
    private static final int CLIP = 60;

    private final Problems problems;

    /** Tells these problems. */
    public Shapes(Problems problems) {
        this.problems = problems;
    }

    /** An object. */
    public Optional<Fields> object(Spot spot) {
        if (spot.node() instanceof Node.Members members) {
            return Optional.of(new Fields(spot, members, problems));
        }
        wrongType(spot, "an object", null);
        return Optional.empty();
    }

    Optional<List<Spot>> array(Spot spot, @Nullable String hint) {
        if (spot.node() instanceof Node.Items items) {
            List<Spot> spots = new ArrayList<>();
            for (Node item : items.items()) {
                spots.add(spot.item(spots.size(), item));
            }
            return Optional.of(spots);
        }
        wrongType(spot, "an array", hint);
        return Optional.empty();
    }

    Optional<Node.Scalar> scalarString(Spot spot) {
        if (spot.node() instanceof Node.Scalar scalar && scalar.isString()) {
            return Optional.of(scalar);
        }
        wrongType(spot, "a string", quoted(spot.node()));
        return Optional.empty();
    }

    /** A string. */
    public Optional<String> string(Spot spot) {
        return scalarString(spot).map(Node.Scalar::text);
    }

    /** A truth value. */
    public Optional<Boolean> bool(Spot spot) {
        if (spot.node().json().isBoolean()) {
            return Optional.of(spot.node().json().booleanValue());
        }
        wrongType(spot, "true or false", null);
        return Optional.empty();
    }

    /** An integer from 0 to 2^31 - 1. */
    Optional<Integer> count(Spot spot) {
        if (!spot.node().json().isIntegralNumber()) {
            wrongType(spot, "an integer", null);
            return Optional.empty();
        }
        long value = spot.node().json().longValue();
        if (value < 0 || value > Integer.MAX_VALUE) {
            error("invalid-value", spot, "'" + spot.name() + "' must be from 0 to 2147483647", null);
            return Optional.empty();
        }
        return Optional.of((int) value);
    }

    /** A value that should be something else. */
    public void wrongType(Spot spot, String expected, @Nullable String hint) {
        String name = spot.pointer().isEmpty() ? "a definition" : "'" + clip(spot.name()) + "'";
        error("wrong-type", spot, name + " must be " + expected + ", but " + spot.found(), hint);
    }

    /** A problem at a node's value. */
    public void error(String code, Spot spot, String message, @Nullable String hint) {
        problems.error(code, spot.pointer(), spot.place(), message, hint);
    }

    /** A feature of the language that is refused for now; its name is shown where it begins. */
    void unsupported(Spot spot, String feature) {
        problems.error("unsupported-feature", spot.pointer(), spot.key(), feature + " is not supported yet", null);
    }

    private static @Nullable String quoted(Node node) {
        if (node instanceof Node.Scalar scalar
                && !scalar.json().isNull()
                && scalar.text().length() <= CLIP) {
            return "write it in quotes: \"" + scalar.text() + "\"";
        }
        return null;
    }

    /** Names as messages list them. */
    public static String listed(Collection<String> names) {
        return names.stream()
                .map(name -> "'" + name + "'")
                .reduce((left, right) -> left + ", " + right)
                .orElse("none");
    }

    /** A text as messages show it: its beginning. */
    public static String clip(String text) {
        return text.length() <= CLIP ? text : text.substring(0, CLIP) + "...";
    }
}
