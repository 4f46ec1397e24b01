package io.landlord.api.event;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CloudEvent 1.0, whole and valid, in its JSON format. Source and id together are its identity: what has both in common
 * with another is that other one, come again.
 *
 * @param envelope the context attributes beside {@code data} or {@code data_base64}; treated as immutable
 */
public record EventMessage(JsonNode envelope) {
    /** The source of a signal, an event that somebody sends to one execution by hand. */
    public static final String SIGNALS = "/landlord/signals";

    /**
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} with everything that keeps the value from being a CloudEvent
     */
    public EventMessage {
        List<Diagnostic> problems = EventRules.problems(envelope);
        if (!problems.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC,
                    "the event is not a CloudEvent: " + problems.getFirst().message(),
                    problems,
                    null);
        }
    }

    /** An event of these attributes. */
    public static EventMessage of(String source, String id, String type, JsonNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("specversion", EventRules.VERSION)
                .put("id", id)
                .put("source", source)
                .put("type", type);
        envelope.set("data", data);
        return new EventMessage(envelope);
    }

    /**
     * A signal: an event whose type is the signal's name and whose source is {@value #SIGNALS}.
     *
     * @param id makes sending it again harmless
     */
    public static EventMessage signal(String name, String id, JsonNode payload) {
        return of(SIGNALS, id, name, payload);
    }

    public String id() {
        return text("id");
    }

    public String source() {
        return text("source");
    }

    public String type() {
        return text("type");
    }

    /** An attribute, an extension or the data by name, the data also of an event that has it in base64; {@code null} if absent. */
    public @Nullable JsonNode attribute(String name) {
        JsonNode value = envelope.get(name);
        return value == null && name.equals("data") ? envelope.get("data_base64") : value;
    }

    private String text(String name) {
        return envelope.get(name).stringValue();
    }
}
