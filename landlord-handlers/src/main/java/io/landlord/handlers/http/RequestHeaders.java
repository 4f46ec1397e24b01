package io.landlord.handlers.http;

import io.landlord.handlers.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The headers of a request, by name in any case, and which of them must never be shown. */
final class RequestHeaders {
    static final String HIDDEN = "***";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x08\\x0A-\\x1F\\x7F]");
    private static final List<String> SENSITIVE = List.of(
            "authorization",
            "cookie",
            "token",
            "secret",
            "password",
            "api-key",
            "apikey",
            "access-key",
            "signature",
            "credential");
    private static final int SHORTEST_SECRET = 4;

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private RequestHeaders() {}

    static RequestHeaders of(Arguments arguments) {
        RequestHeaders headers = new RequestHeaders();
        arguments
                .object("headers")
                .ifPresent(given -> given.properties().forEach(entry -> {
                    if (!entry.getValue().isNull()) {
                        headers.add(entry.getKey(), entry.getValue(), arguments);
                    }
                }));
        return headers;
    }

    private void add(String name, JsonNode value, Arguments arguments) {
        if (!NAME.matcher(name).matches()) {
            throw arguments.invalid("'headers' has a name that is no header's name");
        }
        // The client's own message would quote the value, which may be a credential.
        if (value.isContainer() || UNPRINTABLE.matcher(value.asString()).find()) {
            throw arguments.invalid("header '" + name + "' must be one line of text");
        }
        if (values.put(name, value.asString()) != null) {
            throw arguments.invalid("header '" + name + "' is given twice");
        }
    }

    void addIfAbsent(String name, String value) {
        values.putIfAbsent(name, value);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    void forEach(BiConsumer<String, String> action) {
        values.forEach(action);
    }

    /** The headers as they may be shown. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, value) -> shown.put(name, isSensitive(name) ? HIDDEN : value));
        return shown;
    }

    /** The text with every sensitive value, and every word of one, blotted out. */
    String redact(String text) {
        String redacted = text;
        for (String secret : secrets()) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return redacted;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        values.forEach((name, value) -> {
            if (isSensitive(name)) {
                secrets.add(value);
                secrets.addAll(List.of(value.split("[\\s,;]+")));
            }
        });
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET);
        secrets.sort((left, right) -> Integer.compare(right.length(), left.length()));
        return secrets;
    }

    private static boolean isSensitive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SENSITIVE.stream().anyMatch(lower::contains);
    }
}
