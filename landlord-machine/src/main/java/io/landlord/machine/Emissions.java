package io.landlord.machine;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.event.EventRules;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Task;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the events that {@code emit} publishes (dsl-reference, "Event Properties"): what the definition leaves out comes from
 * the workflow and the activation, so that the same emission has the same identity on every engine and in every replay.
 */
final class Emissions {
    private final Session session;

    Emissions(Session session) {
        this.session = session;
    }

    /** The event's envelope. An attribute that comes out as null is left out. */
    JsonNode event(At at, Action.Emit emit, Variables variables) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", EventRules.VERSION);
        event.put("id", Chance.uuid(session.execution, at.path()));
        event.put(
                "source",
                "/" + session.program.namespace() + "/" + session.program.name() + "/" + session.program.version());
        event.putNull("type");
        event.put("time", session.now.toString());
        emit.event().forEach((name, template) -> {
            JsonNode value = session.evaluator.value(template, at.input(), variables);
            if (!value.isNull() || name.equals("data")) {
                event.set(name, value);
            }
        });
        Task task = session.task(at);
        String problem = session.evaluator.problem(event);
        if (problem != null) {
            throw new Fault(Fault.standard(StandardError.EXPRESSION, task, problem));
        }
        List<Diagnostic> problems = EventRules.problems(event);
        if (!problems.isEmpty()) {
            throw new Fault(Fault.standard(
                    StandardError.EXPRESSION,
                    task,
                    "the event cannot be emitted: " + problems.getFirst().message()));
        }
        return event;
    }
}
