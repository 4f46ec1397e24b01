package io.landlord.control.template;

import io.landlord.jq.JqValues;
import tools.jackson.databind.JsonNode;

/** What values the types of parameters take. */
final class ParameterTypes {
    private ParameterTypes() {}

    static boolean takes(TemplateParameter.Type type, JsonNode value) {
        return switch (type) {
            case STRING -> value.isString();
            case INTEGER ->
                value.isIntegralNumber()
                        || value.isNumber() && JqValues.normalize(value).isIntegralNumber();
            case NUMBER -> value.isNumber();
            case BOOLEAN -> value.isBoolean();
        };
    }

    /** The type's name in a sentence. */
    static String shown(TemplateParameter.Type type) {
        return switch (type) {
            case STRING -> "a string";
            case INTEGER -> "a whole number";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
        };
    }
}
