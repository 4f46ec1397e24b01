package io.landlord.server.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An example as somebody would type it. */
final class CurlCommand {
    private static final String SERVER = "http://localhost:8080";

    private CurlCommand() {}

    static String of(Description.Operation operation, ExampleStep step) {
        List<String> parts = new ArrayList<>();
        String method = operation.method();
        parts.add("curl" + (method.equals("GET") ? "" : " -X " + method) + " '" + SERVER + path(operation, step) + "'");
        step.headers().forEach((name, value) -> parts.add("-H '" + name + ": " + value + "'"));
        if (step.mediaType() != null) {
            parts.add("-H 'Content-Type: " + step.mediaType() + "'");
        }
        JsonNode body = step.body();
        if (body != null) {
            String text = "application/yaml".equals(step.mediaType()) ? yaml(body) : json(body);
            parts.add("--data-binary '" + text.strip().replace("'", "'\\''") + "'");
        }
        return String.join(" \\\n  ", parts);
    }

    private static String path(Description.Operation operation, ExampleStep step) {
        String path = operation.path();
        for (Map.Entry<String, String> parameter : step.path().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return step.query().isEmpty()
                ? path
                : path + "?"
                        + step.query().entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                                .collect(Collectors.joining("&"));
    }

    private static String json(JsonNode body) {
        String line = body.toString();
        return line.length() <= 80 ? line : body.toPrettyString();
    }

    /** A body in YAML, as people write it. */
    static String yaml(JsonNode body) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(JsonMapper.shared().convertValue(body, Map.class));
    }
}
