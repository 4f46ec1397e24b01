package io.landlord.server.openapi;

import io.landlord.server.http.ReceivedBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An example of the description: a request and its answer. All of them, in their order, are what somebody could really do.
 *
 * @param operation the operation's id
 * @param name tells it from other examples of the same operation
 * @param summary what it shows; empty when there is nothing to tell apart
 * @param path the parameters in the path
 * @param query the parameters in the query
 * @param headers the headers
 * @param mediaType the media type of the body; null without one
 * @param body the request's body
 * @param status the answer's status
 * @param answer the answer's body; null without one, text for a stream of events
 */
record ExampleStep(
        String operation,
        String name,
        String summary,
        Map<String, String> path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable String mediaType,
        @Nullable JsonNode body,
        int status,
        @Nullable JsonNode answer) {

    private static final String RESOURCE = "examples.yaml";

    /** All examples, in the order in which they make sense. */
    static List<ExampleStep> all() {
        JsonNode steps = ReceivedBody.tree(text())
                .orElseThrow(() -> new IllegalStateException("the resource " + RESOURCE + " cannot be read"));
        List<ExampleStep> all = new ArrayList<>();
        steps.path("examples").forEach(step -> all.add(of(step)));
        return all;
    }

    private static String text() {
        try (InputStream resource = ExampleStep.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static ExampleStep of(JsonNode step) {
        return new ExampleStep(
                step.path("operation").stringValue(),
                step.path("name").asString("example"),
                step.path("summary").asString(""),
                texts(step.path("path")),
                texts(step.path("query")),
                texts(step.path("headers")),
                step.has("mediaType") ? step.path("mediaType").stringValue() : null,
                step.get("body"),
                step.path("status").intValue(),
                step.get("answer"));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().stringValue()));
        return texts;
    }
}
