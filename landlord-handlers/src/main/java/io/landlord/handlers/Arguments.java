package io.landlord.handlers;

import io.landlord.api.handler.TaskFailure;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of one call, read by name. A name the handler does not know, a missing one and a wrong type all fail the
 * call as invalid arguments; an argument that is null counts as absent. Messages name arguments and never show values.
 */
public final class Arguments {
    private final String handler;
    private final JsonNode values;

    private Arguments(String handler, JsonNode values) {
        this.handler = handler;
        this.values = values;
    }

    /**
     * Reads the arguments of a handler's call.
     *
     * @param known the names this handler takes
     * @throws TaskFailure for arguments that are no object, and for a name that is not known
     */
    public static Arguments of(String handler, JsonNode values, List<String> known) {
        if (!values.isObject()) {
            throw TaskFailure.invalidArguments(handler + ": the arguments must be an object");
        }
        TreeSet<String> unknown = new TreeSet<>(values.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw TaskFailure.invalidArguments(handler + ": unknown argument " + String.join(", ", unknown)
                    + "; known are " + String.join(", ", known));
        }
        return new Arguments(handler, values);
    }

    /** The argument's value, if it is there and not null. */
    public Optional<JsonNode> value(String name) {
        JsonNode value = values.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    /** Whether the argument is there, be it null. */
    public boolean has(String name) {
        return values.has(name);
    }

    /** The argument's text, if it is there. */
    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isString()) {
                throw invalid("'" + name + "' must be text");
            }
            return value.stringValue();
        });
    }

    /** The argument's text. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> invalid("'" + name + "' is missing"));
    }

    /** The argument's integer, if it is there and within the bounds. */
    public Optional<Integer> integer(String name, int least, int greatest) {
        return value(name).map(value -> {
            if (!value.isInt() || value.intValue() < least || value.intValue() > greatest) {
                throw invalid("'" + name + "' must be an integer from " + least + " to " + greatest);
            }
            return value.intValue();
        });
    }

    /** The argument's truth value, if it is there. */
    public Optional<Boolean> flag(String name) {
        return value(name).map(value -> {
            if (!value.isBoolean()) {
                throw invalid("'" + name + "' must be true or false");
            }
            return value.booleanValue();
        });
    }

    /** The argument's object, if it is there. */
    public Optional<JsonNode> object(String name) {
        return value(name).map(value -> {
            if (!value.isObject()) {
                throw invalid("'" + name + "' must be an object");
            }
            return value;
        });
    }

    /** The failure that says what is wrong with the arguments. */
    public TaskFailure invalid(String problem) {
        return TaskFailure.invalidArguments(handler + ": " + problem);
    }
}
