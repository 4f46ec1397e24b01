package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Subscription;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import io.landlord.machine.trace.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Waits for events and takes them, one after the other, in the order they came (dsl-reference, "Listen"). */
final class Listens {
    private final Session session;
    private final Focus focus;
    private final Evaluator evaluator;

    Listens(Session session) {
        this.session = session;
        this.focus = session.focus;
        this.evaluator = session.evaluator;
    }

    void begin(At at, Action.Listen listen, @Nullable Frame parent) {
        Variables variables = new Variables(session, at, parent);
        Map<String, JsonNode> expected = new LinkedHashMap<>();
        expect(listen.to(), 0, at, variables, expected);
        if (listen.how().until() instanceof Listening.Until.Consumed until) {
            expect(until.events(), listen.to().filters().size(), at, variables, expected);
        }
        focus.top(new Frame.InListen(at, 0, true, Heard.nothing(expected), null, Cursor.START, parent));
    }

    /** Evaluates what correlations expect. The first value under a name is also for the filters that expect none. */
    private void expect(
            Subscription subscription, int first, At at, Variables variables, Map<String, JsonNode> expected) {
        for (int number = 0; number < subscription.filters().size(); number++) {
            int filter = first + number;
            subscription.filters().get(number).correlate().forEach((name, correlation) -> {
                if (correlation.expect() != null) {
                    JsonNode value = evaluator.value(correlation.expect(), at.input(), variables);
                    if (value.isNull()) {
                        throw new Fault(Fault.standard(
                                StandardError.EXPRESSION,
                                session.task(at),
                                "what the correlation '" + name + "' expects is null"));
                    }
                    expected.put(own(filter, name), value);
                    expected.putIfAbsent(name, value);
                }
            });
        }
    }

    private static String own(int filter, String name) {
        return filter + "/" + name;
    }

    /** Takes the next event that it can take; waits when there is none. */
    void goOn(Frame.InListen due) {
        Action.Listen listen = action(due);
        Listening.Until until = listen.how().until();
        for (Inbox.Letter letter : session.inbox.letters()) {
            if (letter.number() < due.from() || !Inbox.isFor(focus, letter)) {
                continue;
            }
            Frame.InListen here = due.lookedAt(letter.number());
            Heard stopped = until instanceof Listening.Until.Consumed last
                    ? met(here, last.events(), listen.to().filters().size(), letter.event())
                    : null;
            Heard heard = stopped == null ? met(here, listen.to(), 0, letter.event()) : null;
            if (stopped != null) {
                take(letter, here.at());
                stopOrGoOn(here.with(stopped));
                return;
            }
            if (heard != null) {
                take(letter, here.at());
                heard(here.with(heard), read(listen.how().read(), letter.event()));
                return;
            }
        }
        focus.top(due.waiting(session.inbox.next()));
    }

    private void take(Inbox.Letter letter, At at) {
        session.inbox =
                focus.depth() == 0 ? session.inbox.without(letter) : session.inbox.replaced(letter.takenBy(at.path()));
        session.tell(new TraceEvent.Consumed(session.now, at.path(), session.task(at), letter.event()));
    }

    private void heard(Frame.InListen inListen, JsonNode item) {
        Listening.Each each = action(inListen).how().each();
        if (each == null) {
            kept(inListen, item);
        } else if (each.block().size() == 0) {
            iterated(inListen.iterating(item), item);
        } else {
            Path scope = inListen.at().path().child(inListen.heard().count());
            focus.top(new Frame.Enter(
                    each.block().tasks().getFirst(),
                    scope.child(0),
                    item,
                    inListen.iterating(item).at(0)));
        }
    }

    /** The tasks for an event came to their end with this output. */
    void iterated(Frame.InListen inListen, JsonNode output) {
        Listening.Each each = action(inListen).how().each();
        JsonNode item = inListen.item();
        if (each == null || item == null) {
            throw new IllegalStateException("nothing is iterated in " + inListen);
        }
        Map<String, JsonNode> bound = new LinkedHashMap<>();
        bound.put(each.item(), item);
        bound.put(each.at(), Json.number(inListen.heard().count()));
        try {
            JsonNode kept = evaluator.transform(each.outputAs(), output, variables(inListen, bound));
            if (each.exportAs() != null) {
                bound.put("output", kept);
                focus.context(evaluator.value(each.exportAs(), kept, variables(inListen, bound)));
            }
            kept(inListen.between(), kept);
        } catch (Fault fault) {
            raise(inListen, fault.error());
        }
    }

    private void kept(Frame.InListen inListen, JsonNode output) {
        Action.Listen listen = action(inListen);
        boolean forgets = listen.how().until() instanceof Listening.Until.Never;
        Frame.InListen now = inListen.with(inListen.heard().counted(forgets ? null : output));
        try {
            ArrayNode outputs = outputs(now);
            String problem = evaluator.problem(outputs);
            if (problem != null) {
                raise(now, Fault.standard(StandardError.EXPRESSION, session.task(now.at()), problem));
            } else if (isOver(now, listen, outputs)) {
                returned(now, outputs);
            } else {
                focus.top(now);
            }
        } catch (Fault fault) {
            raise(now, fault.error());
        }
    }

    private boolean isOver(Frame.InListen inListen, Action.Listen listen, JsonNode outputs) {
        return switch (listen.how().until()) {
            case null -> isFulfilled(listen.to(), 0, inListen.heard());
            case Listening.Until.Never ignored -> false;
            case Listening.Until.Consumed ignored -> false;
            case Listening.Until.Holds holds ->
                evaluator.holds(holds.condition(), outputs, variables(inListen, Map.of()));
        };
    }

    private void stopOrGoOn(Frame.InListen inListen) {
        Action.Listen listen = action(inListen);
        if (listen.how().until() instanceof Listening.Until.Consumed until
                && isFulfilled(until.events(), listen.to().filters().size(), inListen.heard())) {
            returned(inListen, outputs(inListen));
        } else {
            focus.top(inListen);
        }
    }

    private static boolean isFulfilled(Subscription subscription, int first, Heard heard) {
        return switch (subscription.strategy()) {
            case ANY -> true;
            case ALL -> {
                for (int filter = first; filter < first + subscription.filters().size(); filter++) {
                    if (!heard.met().contains(filter)) {
                        yield false;
                    }
                }
                yield true;
            }
        };
    }

    /** With the event taken for the first filter that wants it; {@code null} when none does. */
    private @Nullable Heard met(Frame.InListen inListen, Subscription subscription, int first, EventMessage event) {
        Heard heard = inListen.heard();
        if (subscription.filters().isEmpty()) {
            return heard;
        }
        Variables variables = variables(inListen, Map.of());
        for (int number = 0; number < subscription.filters().size(); number++) {
            EventFilter filter = subscription.filters().get(number);
            boolean isOpen = subscription.strategy() == Subscription.Strategy.ANY
                    || !heard.met().contains(first + number);
            if (isOpen && Matching.meets(filter, event, (expression, value) -> answer(expression, value, variables))) {
                Map<String, JsonNode> expected = correlated(filter, first + number, event, heard.expected(), variables);
                if (expected != null) {
                    return heard.met(first + number, expected);
                }
            }
        }
        return null;
    }

    /** A filter is a question to events from outside; what cannot be asked of one is answered with no. */
    private boolean answer(Expression expression, JsonNode value, Variables variables) {
        try {
            JsonNode result = evaluator.value(expression, value, variables);
            return result.isBoolean() ? result.booleanValue() : result.equals(value);
        } catch (Fault impossible) {
            return false;
        }
    }

    /** What correlations expect from now on; {@code null} when the event has other values. */
    private @Nullable Map<String, JsonNode> correlated(
            EventFilter filter, int number, EventMessage event, Map<String, JsonNode> expected, Variables variables) {
        Map<String, JsonNode> next = new LinkedHashMap<>(expected);
        for (Map.Entry<String, EventFilter.Correlation> entry :
                filter.correlate().entrySet()) {
            String name = entry.getKey();
            JsonNode found = extracted(entry.getValue().from(), event, variables);
            JsonNode wanted = next.getOrDefault(own(number, name), next.getOrDefault(name, found));
            if (found.isNull() || !agree(entry.getValue().expect(), wanted, found)) {
                return null;
            }
            next.putIfAbsent(name, found);
        }
        return next;
    }

    private JsonNode extracted(Expression from, EventMessage event, Variables variables) {
        try {
            return evaluator.value(from, event.envelope(), variables);
        } catch (Fault impossible) {
            return NullNode.getInstance();
        }
    }

    /** A constant is text in the definition, also where events have a number. */
    private static boolean agree(@Nullable Template expect, JsonNode wanted, JsonNode found) {
        return wanted.equals(found)
                || expect instanceof Template.Literal
                        && found.isValueNode()
                        && wanted.isString()
                        && wanted.stringValue().equals(found.asString());
    }

    static JsonNode read(Listening.Read read, EventMessage event) {
        JsonNode data = event.attribute("data");
        return switch (read) {
            case ENVELOPE -> event.envelope();
            case DATA -> data == null ? NullNode.getInstance() : data;
            case RAW -> data == null ? NullNode.getInstance() : raw(event, data);
        };
    }

    private static JsonNode raw(EventMessage event, JsonNode data) {
        if (!event.envelope().has("data")) {
            return data;
        }
        JsonNode contentType = event.attribute("datacontenttype");
        boolean isJson = contentType == null || contentType.stringValue().contains("json");
        String text = data.isString() && !isJson ? data.stringValue() : data.toString();
        return StringNode.valueOf(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ArrayNode outputs(Frame.InListen inListen) {
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        inListen.heard().outputs().forEach(outputs::add);
        return outputs;
    }

    private void returned(Frame.InListen inListen, JsonNode outputs) {
        focus.top(new Frame.Returned(inListen.at(), outputs, null, List.of(), inListen.parent()));
    }

    private void raise(Frame.InListen inListen, ExecutionError error) {
        focus.top(new Frame.Raised(inListen.at(), error, List.of(), inListen.parent()));
    }

    private Variables variables(Frame.InListen inListen, Map<String, JsonNode> bound) {
        return new Variables(session, inListen.at(), inListen.parent(), bound);
    }

    private Action.Listen action(Frame.InListen inListen) {
        Task task = session.task(inListen.at());
        return (Action.Listen) task.action();
    }
}
