package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.jq.JqLimitException;
import io.landlord.jq.JqLimits;
import io.landlord.jq.JqMeter;
import io.landlord.jq.regex.RegexException;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Condition;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Subscription;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares events with filters. A condition that cannot be answered for an event is not met by it. */
final class Matching {
    /** Answers for the expressions of a filter. */
    interface Answer {
        boolean holds(Expression expression, JsonNode value);
    }

    /** Leaves open what only a running execution can tell. */
    private static final Answer PERHAPS = (expression, value) -> true;

    private Matching() {}

    /** Whether a {@code listen} of this program could take the event, as far as its filters alone can tell. */
    static boolean concerns(Program program, EventMessage event) {
        return program.tasks().stream()
                .anyMatch(task -> task.action() instanceof Action.Listen listen && concerns(listen, event));
    }

    static boolean concerns(Action.Listen listen, EventMessage event) {
        return concerns(listen.to(), event)
                || listen.how().until() instanceof Listening.Until.Consumed until && concerns(until.events(), event);
    }

    private static boolean concerns(Subscription subscription, EventMessage event) {
        return subscription.filters().isEmpty()
                || subscription.filters().stream().anyMatch(filter -> meets(filter, event, PERHAPS));
    }

    /** Whether the event has what the filter asks for; correlations are not looked at. */
    static boolean meets(EventFilter filter, EventMessage event, Answer answer) {
        for (Map.Entry<String, Condition> asked : filter.with().entrySet()) {
            if (!meets(asked.getValue(), event.attribute(asked.getKey()), answer)) {
                return false;
            }
        }
        return true;
    }

    private static boolean meets(Condition condition, @Nullable JsonNode value, Answer answer) {
        if (value == null) {
            return false;
        }
        return switch (condition) {
            case Condition.Equal equal -> equal.value().equals(value);
            case Condition.Matches matches -> value.isString() && matches(matches, value.stringValue());
            case Condition.Holds holds -> answer.holds(holds.expression(), value);
            case Condition.Members members ->
                value.isObject()
                        && members.members().entrySet().stream()
                                .allMatch(member -> meets(member.getValue(), value.get(member.getKey()), answer));
        };
    }

    private static boolean matches(Condition.Matches condition, String value) {
        if (condition.text().equals(value)) {
            return true;
        }
        try {
            return !condition
                    .whole()
                    .matches(value, false, new JqMeter(JqLimits.DEFAULT))
                    .isEmpty();
        } catch (RegexException | JqLimitException undecided) {
            return false;
        }
    }
}
