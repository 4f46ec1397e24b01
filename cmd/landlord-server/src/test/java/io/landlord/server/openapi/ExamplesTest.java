package io.landlord.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The description's examples, sent to a server in their order. */
class ExamplesTest extends LiveServer {
    /** What is another with every run, or holds such a thing. */
    private static final Set<String> VARYING = Set.of(
            "id",
            "executionId",
            "operation",
            "correlationId",
            "contentHash",
            "password",
            "url",
            "line",
            "column",
            "time");

    /** Ids of the examples, and those that stand for them in this run. */
    private final Map<String, String> ids = new HashMap<>();

    @Test
    void every_operation_has_an_example() {
        Description description = description();

        assertThat(ExampleStep.all())
                .extracting(ExampleStep::operation)
                .containsAll(description.operations().stream()
                        .map(Description.Operation::id)
                        .toList());
    }

    @Test
    void every_example_is_answered_as_it_says() {
        Description description = description();
        for (ExampleStep step : ExampleStep.all()) {
            Description.Operation operation = description.operation(step.operation());
            Answer answer = send(step, operation);
            String what = step.operation() + " '" + step.name() + "': " + answer.text();

            assertThat(answer.status()).as(what).isEqualTo(step.status());
            requireHeaders(operation, answer, what);
            JsonNode expected = step.answer();
            if (expected == null) {
                assertThat(answer.text()).as(what).isEmpty();
            } else if (expected.isString()) {
                assertThat(events(answer.text())).as(what).isEqualTo(events(expected.stringValue()));
            } else {
                JsonNode schema = operation
                        .answer(step.status())
                        .path("content")
                        .path(contentType(answer))
                        .path("schema");
                assertThat(schema.isObject()).as(what).isTrue();
                assertThat(description.violations(schema, answer.json()))
                        .as(what)
                        .isEmpty();
                assertThat(description.violations(schema, expected)).as(what).isEmpty();
                requireLike(step, expected, answer.json());
            }
        }
    }

    @Test
    void every_example_of_a_body_is_valid() {
        Description description = description();
        for (ExampleStep step : ExampleStep.all()) {
            JsonNode body = step.body();
            if (body != null && step.status() < 400) {
                JsonNode schema = description
                        .operation(step.operation())
                        .json()
                        .at("/requestBody/content/application~1json/schema");
                assertThat(description.violations(schema, body))
                        .as(step.operation())
                        .isEmpty();
            }
        }
    }

    @Test
    void every_example_is_in_the_description() {
        String json = server().get("/v1/openapi.json").text();

        assertThat(description()
                        .operation("createWorkflow")
                        .json()
                        .at("/requestBody/content/application~1yaml/examples/document/value/document/name")
                        .stringValue())
                .isEqualTo("welcome");
        assertThat(description()
                        .operation("applyTenant")
                        .answer(400)
                        .at("/content/application~1problem+json/examples/mistake/value/code")
                        .stringValue())
                .isEqualTo("invalid_body");
        assertThat(json).contains("\"executionId\":null");
    }

    private Description description() {
        return new Description(server().get("/v1/openapi.json").json());
    }

    private Answer send(ExampleStep step, Description.Operation operation) {
        String path = operation.path();
        for (Map.Entry<String, String> parameter : step.path().entrySet()) {
            String value = ids.getOrDefault(parameter.getValue(), parameter.getValue());
            path = path.replace("{" + parameter.getKey() + "}", URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        if (!step.query().isEmpty()) {
            path += "?"
                    + step.query().entrySet().stream()
                            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                            .collect(Collectors.joining("&"));
        }
        List<String> headers = new ArrayList<>();
        step.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        return server().send(operation.method(), path, text(step), headers.toArray(String[]::new));
    }

    private static String text(ExampleStep step) {
        JsonNode body = step.body();
        if (body == null) {
            return "";
        }
        return "application/yaml".equals(step.mediaType()) ? CurlCommand.yaml(body) : body.toString();
    }

    private static String contentType(Answer answer) {
        return String.valueOf(answer.header("Content-Type")).replaceFirst(";.*", "");
    }

    private static void requireHeaders(Description.Operation operation, Answer answer, String what) {
        JsonNode headers = operation.answer(answer.status()).path("headers");
        headers.properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean(false)) {
                assertThat(answer.header(header.getKey()))
                        .as(header.getKey() + " of " + what)
                        .isNotNull();
            }
        });
    }

    private static List<String> events(String stream) {
        return stream.lines().filter(line -> line.startsWith("event:")).toList();
    }

    /** Lists show what other tests made too, and what is under way may be further than it was. */
    private void requireLike(ExampleStep step, JsonNode expected, JsonNode actual) {
        if (step.status() == 202) {
            assertThat(actual.propertyNames())
                    .as(step.operation())
                    .containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            ids.put(expected.path("id").stringValue(), actual.path("id").stringValue());
        } else if (!step.operation().startsWith("list")) {
            requireLike(expected, actual, step.operation());
        }
    }

    /** The same members and values, but for those that vary; ids are learnt on the way. */
    private void requireLike(JsonNode expected, JsonNode actual, String where) {
        if (expected.isObject()) {
            assertThat(actual.propertyNames()).as(where).containsExactlyInAnyOrderElementsOf(expected.propertyNames());
            expected.properties().forEach(member -> {
                JsonNode value = actual.get(member.getKey());
                if (member.getValue().isString() && value.isString() && varies(member.getKey())) {
                    ids.put(member.getValue().stringValue(), value.stringValue());
                } else if (!varies(member.getKey())) {
                    requireLike(member.getValue(), value, where + "/" + member.getKey());
                }
            });
        } else if (expected.isArray()) {
            assertThat(actual.size()).as(where).isEqualTo(expected.size());
            for (int at = 0; at < expected.size(); at++) {
                requireLike(expected.get(at), actual.get(at), where + "/" + at);
            }
        } else {
            String id = expected.isString() ? ids.get(expected.stringValue()) : null;
            assertThat(actual).as(where).isEqualTo(id == null ? expected : StringNode.valueOf(id));
        }
    }

    private static boolean varies(String name) {
        return VARYING.contains(name) || name.endsWith("At") || name.endsWith("Time") || name.equals("message");
    }
}
