package io.landlord.server.live;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back: the status, the headers and the body as text. */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The body as JSON. */
    public JsonNode json() {
        return JSON.readTree(text);
    }

    /** The value at this pointer. */
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    /** The text of a field; the empty text when it is not there. */
    public String field(String name) {
        return json().path(name).asString("");
    }

    /** The header's first value, or null. */
    public @Nullable String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** The items of a list. */
    public Stream<JsonNode> items() {
        return StreamSupport.stream(json().get("items").spliterator(), false);
    }

    /** This field of every item of a list. */
    public Stream<String> items(String name) {
        return items().map(item -> item.path(name).asString(""));
    }
}
