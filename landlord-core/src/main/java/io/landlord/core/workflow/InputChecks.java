package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.jq.JqValues;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the facade requires of what starts an execution, and of every other value handed in. */
final class InputChecks {
    static final int DEPTH = 200;
    static final long CHARACTERS = 10_000_000;

    private InputChecks() {}

    /** The input with its defaults: an execution name where there is none. */
    static ExecutionInput withDefaults(ExecutionInput input, Supplier<String> names) {
        return input.executionName() == null ? new ExecutionInput(names.get(), input.input(), input.tags()) : input;
    }

    /** The input with its value in the one form that expressions give; its value must have passed the checks. */
    static ExecutionInput normalized(ExecutionInput input) {
        return new ExecutionInput(input.executionName(), JqValues.normalize(input.input()), input.tags());
    }

    /** The event with its values in the one form that expressions give. */
    static EventMessage event(EventMessage event) {
        Violations violations = new Violations();
        requireJson(event.envelope(), "", violations);
        if (!violations.found().isEmpty()) {
            throw Violations.refusal("the event", violations.found());
        }
        return new EventMessage(JqValues.normalize(event.envelope()));
    }

    /** Everything that is wrong with an input whose defaults are filled in. */
    static List<Diagnostic> violations(ExecutionInput input) {
        Violations violations = new Violations();
        String name = input.executionName() == null ? "" : input.executionName();
        violations.requireName("invalid-execution-name", "/executionName", "the execution's name", name);
        requireJson(input.input(), "/input", violations);
        violations.requireTags(input.tags());
        return violations.found();
    }

    /** Walks with a stack of its own, so that the depth of a value can do no harm. */
    static void requireJson(JsonNode value, String pointer, Violations violations) {
        Deque<Iterator<JsonNode>> stack = new ArrayDeque<>();
        stack.push(List.of(value).iterator());
        long characters = 0;
        while (!stack.isEmpty()) {
            if (!stack.element().hasNext()) {
                stack.pop();
                continue;
            }
            JsonNode next = stack.element().next();
            characters += characters(next);
            if (characters > CHARACTERS) {
                violations.add(
                        "input-too-large", pointer, "the value has more than " + CHARACTERS + " characters", null);
                return;
            }
            if (!isJson(next)) {
                violations.add("invalid-input", pointer, "the value holds something that JSON cannot express", null);
                return;
            }
            if (next.isContainer()) {
                if (stack.size() > DEPTH) {
                    violations.add(
                            "input-too-deep", pointer, "the value is nested more than " + DEPTH + " levels deep", null);
                    return;
                }
                stack.push(next.iterator());
            }
        }
    }

    private static long characters(JsonNode value) {
        if (value.isString()) {
            return value.stringValue().length() + 2L;
        }
        if (!value.isObject()) {
            return 2;
        }
        long names = 2;
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            names += member.getKey().length() + 4L;
        }
        return names;
    }

    private static boolean isJson(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, BOOLEAN, STRING, ARRAY, OBJECT -> true;
            case NUMBER -> Double.isFinite(value.doubleValue());
            case BINARY, MISSING, POJO -> false;
        };
    }
}
