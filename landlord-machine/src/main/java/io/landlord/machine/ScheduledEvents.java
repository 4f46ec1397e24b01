package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.jq.JqException;
import io.landlord.jq.JqLimitException;
import io.landlord.jq.JqLimits;
import io.landlord.jq.JqMeter;
import io.landlord.jq.JqScope;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Schedule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What engines do alike with the events that start workflows (dsl, "Event-driven scheduling"). */
public final class ScheduledEvents {
    private static final int DIGITS = 32;

    private ScheduledEvents() {}

    /** The input of the execution that the event starts: an array of what is read of it; empty when it starts none. */
    public static Optional<JsonNode> input(Schedule.On schedule, EventMessage event) {
        boolean meant = schedule.events().filters().isEmpty()
                || schedule.events().filters().stream().anyMatch(filter -> meets(filter, event));
        return meant
                ? Optional.of(JsonNodeFactory.instance.arrayNode().add(Listens.read(schedule.read(), event)))
                : Optional.empty();
    }

    /** The name of the execution that the event starts: the same event, by source and id, starts one. */
    public static String executionName(EventMessage event) {
        try {
            String text = event.attribute("source") + "\n" + event.attribute("id");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "event~" + HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }

    private static boolean meets(EventFilter filter, EventMessage event) {
        return Matching.meets(filter, event, ScheduledEvents::holds);
    }

    private static boolean holds(Expression expression, JsonNode value) {
        try {
            Iterator<JsonNode> results = expression
                    .jq()
                    .evaluate(value, new JqScope(Map.of(), Instant.EPOCH, new JqMeter(JqLimits.DEFAULT)));
            JsonNode result = results.hasNext() ? results.next() : null;
            return result != null && (result.isBoolean() ? result.booleanValue() : result.equals(value));
        } catch (JqException | JqLimitException unanswered) {
            return false;
        }
    }
}
