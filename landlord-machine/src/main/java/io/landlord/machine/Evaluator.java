package io.landlord.machine;

import io.landlord.api.execution.StandardError;
import io.landlord.jq.JqException;
import io.landlord.jq.JqLimitException;
import io.landlord.jq.JqLimits;
import io.landlord.jq.JqMeter;
import io.landlord.jq.JqScope;
import io.landlord.jq.JqValues;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Durations;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Evaluates what the definition says on the data of an execution. Every failure is a {@link Fault} of the task. */
final class Evaluator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int STEPS_OF_JQ_A_STEP = 1_000;
    private static final int PARTS_A_STEP = 1_000;
    private static final String UNRESERVED = "-._~";

    private final Session session;

    Evaluator(Session session) {
        this.session = session;
    }

    /** The template applied to the input, or the input itself where there is no template. */
    JsonNode transform(@Nullable Template template, JsonNode input, Variables variables) {
        return template == null ? input : value(template, input, variables);
    }

    JsonNode value(Template template, JsonNode input, Variables variables) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> value(computed.expression(), input, variables);
            case Template.Uri uri -> StringNode.valueOf(expand(uri, input, variables));
            case Template.Fields fields -> composed(fields, input, variables);
            case Template.Items items -> composed(items, input, variables);
        };
    }

    /** Its parts may be within the limits and the whole not, so the whole is measured. */
    private JsonNode composed(Template template, JsonNode input, Variables variables) {
        JsonNode value = build(template, input, variables);
        String problem = problem(value);
        if (problem != null) {
            throw fault(variables, template.expressions().getFirst().pointer(), problem);
        }
        return value;
    }

    private JsonNode build(Template template, JsonNode input, Variables variables) {
        return switch (template) {
            case Template.Literal literal -> literal.value();
            case Template.Computed computed -> evaluate(computed.expression(), input, variables);
            case Template.Uri uri -> StringNode.valueOf(expand(uri, input, variables));
            case Template.Fields fields -> {
                ObjectNode object = JSON.objectNode();
                fields.fields().forEach((name, field) -> object.set(name, build(field, input, variables)));
                yield object;
            }
            case Template.Items items -> {
                ArrayNode array = JSON.arrayNode();
                items.items().forEach(item -> array.add(build(item, input, variables)));
                yield array;
            }
        };
    }

    /** The one result of an expression; null when it has none. */
    JsonNode value(Expression expression, JsonNode input, Variables variables) {
        JsonNode result = evaluate(expression, input, variables);
        String problem = result == input ? null : problem(result);
        if (problem != null) {
            throw fault(expression, variables, problem);
        }
        return result;
    }

    /** What is wrong with a value that the execution made; {@code null} when nothing is. */
    @Nullable
    String problem(JsonNode value) {
        Measure measure = Measure.of(value);
        session.spend((int) (measure.parts() / PARTS_A_STEP));
        return measure.problem();
    }

    private JsonNode evaluate(Expression expression, JsonNode input, Variables variables) {
        Map<String, JsonNode> arguments = new HashMap<>();
        for (String name : expression.jq().variables()) {
            arguments.put(name, variables.value(name));
        }
        JqMeter meter = new JqMeter(JqLimits.DEFAULT);
        try {
            Iterator<JsonNode> results = expression.jq().evaluate(input, new JqScope(arguments, session.now, meter));
            if (!results.hasNext()) {
                return NullNode.getInstance();
            }
            JsonNode result = results.next();
            if (results.hasNext()) {
                throw fault(expression, variables, "the expression has more than one result");
            }
            return result;
        } catch (JqException failure) {
            throw fault(expression, variables, String.valueOf(failure.getMessage()));
        } catch (JqLimitException spent) {
            throw fault(expression, variables, String.valueOf(spent.getMessage()));
        } finally {
            session.spend((int) Math.min(Integer.MAX_VALUE, meter.steps() / STEPS_OF_JQ_A_STEP));
        }
    }

    boolean holds(Expression condition, JsonNode input, Variables variables) {
        return JqValues.truthy(value(condition, input, variables));
    }

    /** Whether the first holds and the second does not; a condition that is absent agrees. */
    boolean agree(@Nullable Expression when, @Nullable Expression exceptWhen, JsonNode input, Variables variables) {
        return (when == null || holds(when, input, variables))
                && (exceptWhen == null || !holds(exceptWhen, input, variables));
    }

    Duration duration(Delay delay, JsonNode input, Variables variables) {
        return switch (delay) {
            case Delay.Fixed fixed -> fixed.duration();
            case Delay.Computed computed -> {
                JsonNode value = value(computed.expression(), input, variables);
                yield Durations.read(value)
                        .orElseThrow(() -> fault(
                                computed.expression(), variables, "the expression gives no duration: " + clip(value)));
            }
        };
    }

    private String expand(Template.Uri uri, JsonNode input, Variables variables) {
        StringBuilder text = new StringBuilder(uri.texts().getFirst());
        for (int i = 0; i < uri.names().size(); i++) {
            String name = uri.names().get(i);
            JsonNode value = input.isObject() ? input.get(name) : null;
            if (value != null && value.isContainer()) {
                throw new Fault(Fault.standard(
                        StandardError.EXPRESSION,
                        task(variables),
                        "the URI template's {" + name + "} is an object or an array"));
            }
            if (value != null && !value.isNull()) {
                encode(value.asString(), text);
            }
            text.append(uri.texts().get(i + 1));
        }
        return text.toString();
    }

    private static void encode(String value, StringBuilder text) {
        for (byte unit : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (unit & 0xFF);
            boolean plain =
                    character < 128 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            if (plain) {
                text.append(character);
            } else {
                text.append(String.format("%%%02X", (int) character));
            }
        }
    }

    private Fault fault(Expression expression, Variables variables, String problem) {
        String detail = problem + " (in " + expression.pointer() + ": "
                + clip(expression.jq().source()) + ")";
        return fault(variables, expression.pointer(), detail);
    }

    /** The workflow's own input and output have a pointer each; the expressions of a task have the task's. */
    private Fault fault(Variables variables, String pointer, String detail) {
        Task task = task(variables);
        String instance = task.isRoot() ? pointer : Fault.instance(task);
        return new Fault(Fault.standard(StandardError.EXPRESSION, instance, detail));
    }

    private Task task(Variables variables) {
        return session.program.task(variables.at().task());
    }

    private static String clip(Object value) {
        String text = value.toString();
        return text.length() <= 120 ? text : text.substring(0, 119) + "…";
    }
}
