package io.landlord.handlers.transform;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.handlers.Arguments;
import io.landlord.jq.JqException;
import io.landlord.jq.JqLimitException;
import io.landlord.jq.JqLimits;
import io.landlord.jq.JqMeter;
import io.landlord.jq.JqProblem;
import io.landlord.jq.JqProgram;
import io.landlord.jq.JqScope;
import io.landlord.jq.JqSyntaxException;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Runs a jq program on a value: the call {@code transform}.
 *
 * <p>Arguments: {@code expression}, the program's text; {@code input}, any value, null unless given; {@code variables}, an
 * object whose members the program sees as {@code $name}. As with every expression, no result is null and several results
 * are an error; a program that means several collects them in an array. {@code now} is the time of the call.
 *
 * <p>Every failure is an {@code expression} error; that of a program which does not compile names line and column.
 */
public final class TransformHandler implements TaskHandler {
    private final Clock clock;

    /** @param clock what {@code now} tells */
    public TransformHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "transform";
    }

    @Override
    public JsonNode handle(JsonNode values, TaskContext context) {
        Arguments arguments = Arguments.of("transform", values, List.of("expression", "input", "variables"));
        String source = arguments.requiredText("expression");
        JsonNode input = arguments.value("input").orElse(NullNode.getInstance());
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        arguments
                .object("variables")
                .ifPresent(
                        given -> given.properties().forEach(entry -> variables.put(entry.getKey(), entry.getValue())));
        JqScope scope = new JqScope(variables, clock.instant(), new JqMeter(JqLimits.DEFAULT));
        return only(compile(source, variables), input, scope);
    }

    private static JqProgram compile(String source, Map<String, JsonNode> variables) {
        try {
            return JqProgram.compile(source, variables.keySet());
        } catch (JqSyntaxException refusal) {
            throw failure(describe(refusal.problems().getFirst()));
        }
    }

    private static String describe(JqProblem problem) {
        String place = "line " + problem.line() + ", column " + problem.column() + ": " + problem.message();
        return Optional.ofNullable(problem.hint())
                .map(hint -> place + " (" + hint + ")")
                .orElse(place);
    }

    private static JsonNode only(JqProgram program, JsonNode input, JqScope scope) {
        try {
            Iterator<JsonNode> results = program.evaluate(input, scope);
            if (!results.hasNext()) {
                return NullNode.getInstance();
            }
            JsonNode result = results.next();
            if (results.hasNext()) {
                throw failure("the expression has more than one result; collect them in an array");
            }
            requireFinite(result);
            return result;
        } catch (JqException | JqLimitException refusal) {
            throw failure(String.valueOf(refusal.getMessage()));
        }
    }

    /** Results are bounded in depth by the limits, so the walk is. */
    private static void requireFinite(JsonNode value) {
        value.forEach(TransformHandler::requireFinite);
        if (value.isDouble() && !Double.isFinite(value.doubleValue())) {
            throw failure("the result is not a number JSON can express");
        }
    }

    private static TaskFailure failure(String problem) {
        return TaskFailure.of(StandardError.EXPRESSION, "transform: " + problem, false, null);
    }
}
