package io.landlord.language.compile;

import io.landlord.language.reader.Place;
import io.landlord.language.reader.Problems;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Checks {@code metadata.milestone} of a task: what an engine with a view of its own shows there once the task is completed.
 * It changes nothing of what the workflow does, so nothing is compiled of it.
 */
final class Milestones {
    private static final List<String> PROPERTIES = List.of("memo", "attributes", "time");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?!Landlord)[A-Za-z][A-Za-z0-9_]{0,63}");

    private final Problems problems;
    private final Shapes shapes;

    Milestones(Problems problems, Shapes shapes) {
        this.problems = problems;
        this.shapes = shapes;
    }

    void check(Spot milestone) {
        Optional<Fields> fields = shapes.object(milestone);
        if (fields.isEmpty()) {
            return;
        }
        fields.get().only(PROPERTIES, "'milestone'");
        fields.get().get("memo").ifPresent(spot -> {
            Optional<String> ignored = shapes.string(spot);
        });
        fields.get()
                .get("time")
                .ifPresent(spot -> shapes.string(spot).ifPresent(name -> checkName(spot, spot.place(), name)));
        fields.get()
                .get("attributes")
                .flatMap(shapes::object)
                .ifPresent(all -> all.all().forEach(this::checkAttribute));
    }

    private void checkAttribute(Spot attribute) {
        checkName(attribute, attribute.key(), attribute.name());
        JsonNode value = attribute.node().json();
        if (!value.isBoolean() && !value.isString() && !value.isIntegralNumber()) {
            shapes.wrongType(attribute, "true, false, a string or an integer", null);
        }
    }

    private void checkName(Spot spot, Place place, String name) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            problems.error(
                    "invalid-name",
                    spot.pointer(),
                    place,
                    "'" + Shapes.clip(name) + "' cannot name an attribute to search by",
                    "use 1 to 64 letters, digits and '_', beginning with a letter and not with 'Landlord'");
        }
    }
}
