package io.landlord.server.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.landlord.api.event.EventMessage;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.BodyReader;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as it came over HTTP (CloudEvents 1.0, "HTTP Protocol Binding"). */
final class ReceivedEvent {
    private static final String PREFIX = "ce-";
    private static final String VERSION = PREFIX + "specversion";
    private static final String STRUCTURED = "application/cloudevents";

    private final HttpServletRequest request;
    private final BodyReader bodies;
    private final @Nullable MediaType mediaType;

    ReceivedEvent(HttpServletRequest request, BodyReader bodies) {
        this.request = request;
        this.bodies = bodies;
        this.mediaType = mediaType(request);
    }

    void publish(WorkflowManager facade) throws IOException {
        byte[] body = bodies.bytes(request);
        if (!isStructured() && request.getHeader(VERSION) != null) {
            facade.publishEvent(new EventMessage(envelope(binary(body))));
            return;
        }
        requireStructured();
        ReceivedBody event = bodies.read(body);
        boolean ignored = event.placing(() -> {
            facade.publishEvent(new EventMessage(withoutNulls(event.root().json())));
            return true;
        });
    }

    private static @Nullable MediaType mediaType(HttpServletRequest request) {
        String told = request.getContentType();
        if (told == null) {
            return null;
        }
        try {
            return MediaType.parseMediaType(told);
        } catch (InvalidMediaTypeException wrong) {
            throw unsupported("the media type '" + told + "' is none");
        }
    }

    // structured mode

    private boolean isStructured() {
        return mediaType != null && type().startsWith(STRUCTURED);
    }

    private String type() {
        return mediaType == null ? "" : (mediaType.getType() + "/" + mediaType.getSubtype()).toLowerCase(Locale.ROOT);
    }

    /** A page of another site can make a browser send forms and plain text, so an event must say that it is one. */
    private void requireStructured() {
        String type = type();
        boolean known = isStructured()
                ? type.equals(STRUCTURED + "+json")
                : type.equals("application/json") || type.endsWith("yaml");
        if (!known) {
            throw unsupported(type.isEmpty() ? "the media type is missing" : "the media type is " + type);
        }
        if (mediaType != null
                && mediaType.getCharset() != null
                && !mediaType.getCharset().equals(StandardCharsets.UTF_8)) {
            throw unsupported("the charset is " + mediaType.getCharset());
        }
    }

    private static Refusal unsupported(String what) {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                what + "; send one event as application/cloudevents+json in UTF-8, or its attributes as headers, with "
                        + VERSION,
                List.of(),
                Map.of(HttpHeaders.ACCEPT, STRUCTURED + "+json, application/json, application/yaml"));
    }

    /** An attribute that is null is one that is not there (CloudEvents, "JSON Event Format", 2.2). */
    private static JsonNode withoutNulls(JsonNode event) {
        if (!(event instanceof ObjectNode)) {
            return event;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        event.properties().forEach(member -> {
            if (!member.getValue().isNull() || member.getKey().equals("data")) {
                whole.set(member.getKey(), member.getValue());
            }
        });
        return whole;
    }

    // binary mode

    private CloudEvent binary(byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        request.getHeaderNames().asIterator().forEachRemaining(name -> {
            String key = name.toLowerCase(Locale.ROOT);
            String value = Objects.requireNonNullElse(request.getHeader(name), "");
            if (key.startsWith(PREFIX)) {
                headers.put(key, decoded(value));
            } else if (key.equals("content-type")) {
                headers.put(key, value);
            }
        });
        try {
            return HttpMessageFactory.createReader(headers, body).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException wrong) {
            throw Refusal.badRequest(
                    "invalid_header",
                    "the headers that begin with " + PREFIX + " make no event: " + wrong.getMessage());
        }
    }

    /** Headers hold ASCII; what is beyond is percent-encoded UTF-8 there (3.1.3.2). */
    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException literal) {
            return value;
        }
    }

    private ObjectNode envelope(CloudEvent event) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        for (String name : event.getAttributeNames()) {
            Object value = event.getAttribute(name);
            if (value != null) {
                envelope.put(name, text(value));
            }
        }
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (value != null) {
                envelope.put(name, text(value));
            }
        }
        CloudEventData data = event.getData();
        if (data != null && data.toBytes().length > 0) {
            add(data.toBytes(), envelope);
        }
        return envelope;
    }

    private static String text(Object value) {
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time)
                : value.toString();
    }

    /** Data whose media type is not told is JSON; text stays text; anything else is bytes (JSON format, 3.1). */
    private void add(byte[] data, ObjectNode envelope) {
        String type = type();
        if (type.isEmpty() || type.endsWith("/json") || type.endsWith("+json")) {
            envelope.set("data", bodies.read(data).root().json());
        } else if (type.startsWith("text/")) {
            envelope.put("data", new String(data, StandardCharsets.UTF_8));
        } else {
            envelope.put("data_base64", Base64.getEncoder().encodeToString(data));
        }
    }
}
