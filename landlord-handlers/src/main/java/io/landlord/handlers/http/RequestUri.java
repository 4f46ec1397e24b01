package io.landlord.handlers.http;

import io.landlord.handlers.Arguments;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Makes the URI of a request out of {@code endpoint} and {@code query}. */
final class RequestUri {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LARGEST_PORT = 65_535;
    private static final String UNRESERVED = "-._~";

    private RequestUri() {}

    static URI of(Arguments arguments) {
        URI endpoint = endpoint(arguments);
        StringJoiner query = new StringJoiner("&");
        if (endpoint.getRawQuery() != null && !endpoint.getRawQuery().isEmpty()) {
            query.add(endpoint.getRawQuery());
        }
        arguments.object("query").ifPresent(given -> given.properties().forEach(entry -> add(entry, query, arguments)));
        String path = endpoint.getRawPath().isEmpty() ? "/" : endpoint.getRawPath();
        String base = endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path;
        return URI.create(query.length() == 0 ? base : base + "?" + query);
    }

    private static URI endpoint(Arguments arguments) {
        String text = endpointText(arguments);
        URI uri;
        try {
            uri = new URI(new URI(text).toASCIIString());
        } catch (URISyntaxException malformed) {
            throw arguments.invalid("'endpoint' is not a URI: " + malformed.getReason());
        }
        boolean supported = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!supported || uri.getHost() == null || uri.getPort() > LARGEST_PORT) {
            throw arguments.invalid("'endpoint' must be an absolute http or https URI with a host and a possible port");
        }
        if (uri.getRawUserInfo() != null) {
            throw arguments.invalid("'endpoint' must not carry user information; send an Authorization header");
        }
        return uri;
    }

    private static String endpointText(Arguments arguments) {
        JsonNode endpoint = arguments.value("endpoint").orElseThrow(() -> arguments.invalid("'endpoint' is missing"));
        JsonNode uri = endpoint.isObject() ? endpoint.get("uri") : endpoint;
        if (uri == null || !uri.isString()) {
            throw arguments.invalid("'endpoint' must be a URI or an object with a uri");
        }
        if (endpoint.isObject() && endpoint.size() > 1) {
            throw arguments.invalid("'endpoint' has more than a uri, which is not supported");
        }
        return uri.stringValue();
    }

    private static void add(Map.Entry<String, JsonNode> parameter, StringJoiner query, Arguments arguments) {
        String name = encode(parameter.getKey());
        JsonNode value = parameter.getValue();
        Iterable<JsonNode> values = value.isArray() ? value : List.of(value);
        for (JsonNode one : values) {
            if (one.isContainer()) {
                throw arguments.invalid("'query' must be text, numbers, truth values or arrays of them");
            }
            if (!one.isNull()) {
                query.add(name + "=" + encode(one.asString()));
            }
        }
    }

    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (unit & 0xFF);
            boolean plain =
                    character < 128 && (Character.isLetterOrDigit(character) || UNRESERVED.indexOf(character) >= 0);
            if (plain) {
                encoded.append(character);
            } else {
                encoded.append('%').append(HEX.toHexDigits(unit));
            }
        }
        return encoded.toString();
    }
}
