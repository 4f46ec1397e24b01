package io.landlord.control.template;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.Problems;
import io.landlord.jq.JqValues;
import io.landlord.language.reader.Spelling;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Checks what templates declare and what tenants tell them. */
public final class ParameterCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    private ParameterCheck() {}

    /**
     * What a tenant's workflows see: what was given, and the defaults of what was not.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with every parameter that is unknown, missing, of another type or
     *     not among the allowed
     */
    public static ObjectNode resolve(Template template, ObjectNode given) {
        Problems problems = new Problems();
        Map<String, TemplateParameter> declared = new LinkedHashMap<>();
        template.parameters().forEach(parameter -> declared.put(parameter.name(), parameter));
        given.properties().forEach(entry -> {
            TemplateParameter parameter = declared.get(entry.getKey());
            if (parameter == null) {
                addUnknown(template, entry.getKey(), declared.keySet(), problems);
            } else {
                checkValue(parameter, entry.getValue(), pointer(entry.getKey()), problems);
            }
        });
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        for (TemplateParameter parameter : template.parameters()) {
            JsonNode value = given.get(parameter.name());
            if (value != null) {
                resolved.set(parameter.name(), JqValues.normalize(value));
            } else if (parameter.defaultValue() != null) {
                resolved.set(parameter.name(), JqValues.normalize(parameter.defaultValue()));
            } else if (parameter.required()) {
                problems.add(
                        "missing-parameter",
                        pointer(parameter.name()),
                        "template '" + template.name() + "' needs the parameter '" + parameter.name() + "', "
                                + ParameterTypes.shown(parameter.type()),
                        parameter.description().isEmpty() ? null : parameter.description());
            }
        }
        problems.refuse("what template '" + template.name() + "' is told");
        return resolved;
    }

    private static void addUnknown(Template template, String name, Set<String> declared, Problems problems) {
        String guess = Spelling.didYouMean(name, declared);
        String known = declared.isEmpty() ? "it has none" : "it has " + String.join(", ", declared);
        problems.add(
                "unknown-parameter",
                pointer(name),
                "template '" + template.name() + "' has no parameter '" + Problems.shown(name) + "'",
                guess != null ? guess : known);
    }

    private static void checkValue(TemplateParameter parameter, JsonNode value, String pointer, Problems problems) {
        if (!ParameterTypes.takes(parameter.type(), value)) {
            problems.add(
                    "wrong-type",
                    pointer,
                    "the parameter '" + parameter.name() + "' is " + ParameterTypes.shown(parameter.type()) + ", not "
                            + Problems.shown(value.toString()),
                    null);
        } else if (!parameter.allowed().isEmpty()
                && parameter.allowed().stream().noneMatch(allowed -> same(allowed, value))) {
            problems.add(
                    "not-allowed",
                    pointer,
                    "the parameter '" + parameter.name() + "' cannot be " + Problems.shown(value.toString()),
                    "allowed are " + shown(parameter.allowed()));
        }
    }

    private static boolean same(JsonNode left, JsonNode right) {
        return JqValues.normalize(left).equals(JqValues.normalize(right));
    }

    private static String shown(List<JsonNode> values) {
        return String.join(
                ", ",
                values.stream().map(value -> Problems.shown(value.toString())).toList());
    }

    /** Checks what a template declares. */
    static void check(List<TemplateParameter> parameters, Problems problems) {
        Set<String> names = new HashSet<>();
        for (int index = 0; index < parameters.size(); index++) {
            TemplateParameter parameter = parameters.get(index);
            String pointer = "/parameters/" + index;
            if (!NAME.matcher(parameter.name()).matches()) {
                problems.add(
                        "invalid-name",
                        pointer + "/name",
                        "'" + Problems.shown(parameter.name()) + "' is not the name of a parameter",
                        "use letters, digits and '_', beginning with a letter, at most 64 characters");
            } else if (!names.add(parameter.name())) {
                problems.add(
                        "duplicate-name",
                        pointer + "/name",
                        "there are two parameters named '" + parameter.name() + "'",
                        null);
            }
            for (int value = 0; value < parameter.allowed().size(); value++) {
                JsonNode allowed = parameter.allowed().get(value);
                if (!ParameterTypes.takes(parameter.type(), allowed)) {
                    problems.add(
                            "wrong-type",
                            pointer + "/allowed/" + value,
                            "what is allowed for '" + Problems.shown(parameter.name()) + "' must be "
                                    + ParameterTypes.shown(parameter.type()) + ", not "
                                    + Problems.shown(allowed.toString()),
                            null);
                }
            }
            if (parameter.defaultValue() != null) {
                checkValue(parameter, parameter.defaultValue(), pointer + "/default", problems);
            }
        }
    }

    private static String pointer(String name) {
        return "/parameters/" + name.replace("~", "~0").replace("/", "~1");
    }
}
