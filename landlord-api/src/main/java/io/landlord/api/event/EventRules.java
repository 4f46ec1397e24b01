package io.landlord.api.event;

import io.landlord.api.diagnostic.Diagnostic;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What makes a JSON value a CloudEvent (CloudEvents 1.0, "Context Attributes", and its JSON event format). */
public final class EventRules {
    /** The version of CloudEvents that Landlord speaks. */
    public static final String VERSION = "1.0";

    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");
    private static final Set<String> DATA = Set.of("data", "data_base64");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+");
    private static final int LONGEST_ATTRIBUTE = 4_096;

    private EventRules() {}

    /** Whether an attribute can have this name: lower-case letters and digits. */
    public static boolean isAttributeName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether the text is a point in time as RFC 3339 writes it. */
    public static boolean isTime(String text) {
        try {
            return OffsetDateTime.parse(text).getYear() > 0;
        } catch (DateTimeException wrong) {
            return false;
        }
    }

    /** Everything that keeps the value from being a CloudEvent, in the order of its members. */
    public static List<Diagnostic> problems(JsonNode value) {
        List<Diagnostic> problems = new ArrayList<>();
        if (!value.isObject()) {
            problems.add(problem("", "an event must be an object"));
            return problems;
        }
        for (String name : REQUIRED) {
            if (!value.has(name)) {
                problems.add(problem("/" + name, "the attribute '" + name + "' is missing"));
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String wrong = wrong(member.getKey(), member.getValue());
            if (wrong != null) {
                problems.add(problem("/" + escaped(member.getKey()), wrong));
            }
        }
        if (value.has("data") && value.has("data_base64")) {
            problems.add(problem("/data_base64", "an event has either 'data' or 'data_base64'"));
        }
        return problems;
    }

    private static @Nullable String wrong(String name, JsonNode value) {
        if (name.equals("data")) {
            return null;
        }
        if (name.equals("data_base64")) {
            return isBase64(value) ? null : "'data_base64' must be base64 text";
        }
        if (!isAttributeName(name)) {
            return "'" + clip(name) + "' cannot name an attribute: use lower-case letters and digits";
        }
        return switch (name) {
            case "specversion" ->
                value.isString() && value.stringValue().equals(VERSION) ? null : "'specversion' must be '1.0'";
            case "id", "type", "subject", "datacontenttype" ->
                isText(value) ? null : "'" + name + "' must be text that is not empty";
            case "source", "dataschema" ->
                isText(value) && isUri(value.stringValue()) ? null : "'" + name + "' must be a URI";
            case "time" ->
                value.isString() && isTime(value.stringValue())
                        ? null
                        : "'time' must be a time such as 2026-01-31T12:00:00Z";
            default ->
                isScalar(value) ? null : "the extension '" + clip(name) + "' must be text, an integer or true or false";
        };
    }

    private static boolean isText(JsonNode value) {
        return value.isString()
                && !value.stringValue().isBlank()
                && value.stringValue().length() <= LONGEST_ATTRIBUTE;
    }

    private static boolean isScalar(JsonNode value) {
        return value.isBoolean()
                || value.isIntegralNumber() && value.canConvertToInt()
                || value.isString() && value.stringValue().length() <= LONGEST_ATTRIBUTE;
    }

    private static boolean isUri(String text) {
        try {
            return !new URI(text).toString().isEmpty();
        } catch (URISyntaxException wrong) {
            return false;
        }
    }

    private static boolean isBase64(JsonNode value) {
        if (!value.isString()) {
            return false;
        }
        try {
            byte[] ignored = Base64.getDecoder().decode(value.stringValue());
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }

    private static Diagnostic problem(String pointer, String message) {
        return Diagnostic.error("invalid-event", pointer, message, null);
    }

    private static String escaped(String name) {
        return clip(name).replace("~", "~0").replace("/", "~1");
    }

    private static String clip(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
