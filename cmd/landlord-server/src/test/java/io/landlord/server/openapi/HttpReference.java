package io.landlord.server.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes docs/http.md from the description. */
final class HttpReference {
    private static final Set<String> EXPLAINED =
            Set.of("X-Correlation-Id", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer");

    private final Description description;
    private final StringBuilder text = new StringBuilder();

    HttpReference(Description description) {
        this.description = description;
    }

    /** The whole page. */
    String page(String conventions) {
        text.append(conventions.stripTrailing()).append("\n\n## Endpoints\n\n");
        description.json().path("tags").forEach(tag -> contents(tag.path("name").stringValue()));
        description.json().path("tags").forEach(this::tag);
        text.append(
                "\n## Objects\n\nA field that is not marked *optional* is always there. `null` is told, never left out.\n");
        description
                .json()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> object(schema.getKey(), schema.getValue()));
        return text.toString();
    }

    private List<Description.Operation> operations(String tag) {
        return description.operations().stream()
                .filter(operation -> operation.json().at("/tags/0").asString("").equals(tag))
                .toList();
    }

    private void contents(String tag) {
        text.append("| ").append(tag).append(" | |\n|---|---|\n");
        operations(tag)
                .forEach(operation -> text.append("| `")
                        .append(operation)
                        .append("` | [")
                        .append(summary(operation))
                        .append("](#")
                        .append(anchor(summary(operation)))
                        .append(") |\n"));
        text.append('\n');
    }

    private void tag(JsonNode tag) {
        String name = tag.path("name").stringValue();
        text.append("## ")
                .append(Character.toUpperCase(name.charAt(0)))
                .append(name.substring(1))
                .append("\n\n")
                .append(tag.path("description").asString(""))
                .append(".\n");
        operations(name).forEach(this::operation);
        text.append('\n');
    }

    private void operation(Description.Operation operation) {
        text.append("\n### ")
                .append(summary(operation))
                .append("\n\n`")
                .append(operation)
                .append("`\n");
        String more = operation.json().path("description").asString("");
        if (!more.isEmpty()) {
            text.append('\n').append(more).append('\n');
        }
        parameters(operation);
        JsonNode body = operation.json().at("/requestBody/content/application~1json/schema");
        if (body.isObject()) {
            boolean required = operation.json().at("/requestBody/required").asBoolean(false);
            text.append("\nBody")
                    .append(required ? "" : " (optional)")
                    .append(": ")
                    .append(type(body))
                    .append(".\n");
        }
        answers(operation);
        ExampleStep.all().stream()
                .filter(step -> step.operation().equals(operation.id()))
                .forEach(step -> example(operation, step));
    }

    private void parameters(Description.Operation operation) {
        List<String> headers = new ArrayList<>();
        StringBuilder rows = new StringBuilder();
        operation.json().path("parameters").forEach(parameter -> {
            String name = parameter.path("name").stringValue();
            if (EXPLAINED.contains(name)) {
                if (!name.equals("X-Correlation-Id")) {
                    headers.add("`" + name + "`");
                }
                return;
            }
            rows.append("| `")
                    .append(name)
                    .append("` | ")
                    .append(parameter.path("in").stringValue())
                    .append(" | ")
                    .append(type(parameter.path("schema")))
                    .append(" | ")
                    .append(parameter.path("description").asString(""))
                    .append(limits(parameter.path("schema")))
                    .append(" |\n");
        });
        if (!rows.isEmpty()) {
            text.append("\n| parameter | in | type | |\n|---|---|---|---|\n").append(rows);
        }
        if (!headers.isEmpty()) {
            text.append("\nHeaders: ").append(String.join(", ", headers)).append(".\n");
        }
    }

    private void answers(Description.Operation operation) {
        text.append("\n| answer | |\n|---|---|\n");
        operation.json().path("responses").properties().forEach(answer -> {
            String status = answer.getKey();
            if (Set.of("406", "413", "415", "500", "503").contains(status)) {
                return;
            }
            String told =
                    answer.getValue().path("description").asString("").replaceFirst("^[A-Z][A-Za-z ]+: (?=`)", "");
            List<String> types = new ArrayList<>();
            if (status.compareTo("300") < 0) {
                answer.getValue()
                        .path("content")
                        .properties()
                        .forEach(content -> types.add(
                                content.getKey().equals("application/json")
                                        ? type(content.getValue().path("schema"))
                                        : content.getKey()));
            }
            text.append("| ")
                    .append(status)
                    .append(" | ")
                    .append(told)
                    .append(types.isEmpty() ? "" : ": " + String.join(", ", types))
                    .append(" |\n");
        });
    }

    private void example(Description.Operation operation, ExampleStep step) {
        text.append('\n');
        if (!step.summary().isEmpty()) {
            text.append(step.summary()).append(":\n\n");
        }
        text.append("```sh\n").append(CurlCommand.of(operation, step)).append("\n```\n");
        JsonNode answer = step.answer();
        if (answer == null) {
            return;
        }
        boolean stream = answer.isString();
        text.append("\n```")
                .append(stream ? "" : "json")
                .append('\n')
                .append((stream ? answer.stringValue() : answer.toPrettyString()).strip())
                .append("\n```\n");
    }

    private void object(String name, JsonNode schema) {
        if (name.endsWith("Page")) {
            return;
        }
        text.append("\n### ")
                .append(name)
                .append("\n\n")
                .append(schema.path("description").asString(""))
                .append(".\n");
        if (!schema.has("properties")) {
            return;
        }
        Set<String> required =
                schema.path("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
        text.append("\n| field | type | |\n|---|---|---|\n");
        schema.path("properties")
                .properties()
                .forEach(field -> text.append("| `")
                        .append(field.getKey())
                        .append("` | ")
                        .append(type(field.getValue()))
                        .append(required.contains(field.getKey()) ? "" : ", optional")
                        .append(" | ")
                        .append(field.getValue().path("description").asString(""))
                        .append(limits(field.getValue()))
                        .append(" |\n"));
    }

    private static String summary(Description.Operation operation) {
        return operation.json().path("summary").stringValue();
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").stringValue().replaceFirst(".*/", "");
            return name.endsWith("Page")
                    ? "list of " + link(name.substring(0, name.length() - "Page".length()))
                    : link(name);
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (schema.has(choice)) {
                return schema.path(choice)
                        .valueStream()
                        .map(HttpReference::type)
                        .collect(Collectors.joining(" or "));
            }
        }
        if (schema.path("type").isArray()) {
            String others = schema.path("type")
                    .valueStream()
                    .map(JsonNode::stringValue)
                    .filter(type -> !type.equals("null"))
                    .collect(Collectors.joining(" or "));
            return plain(schema, others) + " or null";
        }
        return schema.has("type") ? plain(schema, schema.path("type").stringValue()) : "any JSON";
    }

    private static String plain(JsonNode schema, String type) {
        if (type.equals("array")) {
            return "list of " + type(schema.path("items"));
        }
        return switch (schema.path("format").asString("")) {
            case "date-time" -> "time";
            case "duration" -> "duration";
            default -> type;
        };
    }

    private static String link(String name) {
        return "[" + name + "](#" + anchor(name) + ")";
    }

    private static String limits(JsonNode schema) {
        StringBuilder limits = new StringBuilder();
        if (schema.has("enum")) {
            limits.append(schema.path("enum")
                    .valueStream()
                    .filter(JsonNode::isString)
                    .map(value -> "`" + value.stringValue() + "`")
                    .collect(Collectors.joining(", ", " (", ")")));
        }
        if (schema.has("minimum") && schema.has("maximum")) {
            limits.append(" (")
                    .append(schema.get("minimum"))
                    .append(" to ")
                    .append(schema.get("maximum"))
                    .append(")");
        }
        if (schema.has("default")) {
            limits.append(" (default ")
                    .append(schema.path("default").asString(""))
                    .append(")");
        }
        return limits.toString();
    }
}
