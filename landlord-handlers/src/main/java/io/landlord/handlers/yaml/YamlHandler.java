package io.landlord.handlers.yaml;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.handlers.Arguments;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads or writes YAML: the call {@code yaml}.
 *
 * <p>Arguments: either {@code parse}, the text of one YAML 1.2 document, whose value is the result; or {@code format}, any
 * value, whose YAML text is the result. Values are those of the core schema. Aliases are expanded. Refused as invalid
 * arguments, with line and column: tags beyond the core schema, keys that are no scalars, the same key twice, infinities and
 * what is no number, a second document. Limits: 10,000,000 characters, 200 levels, 1,000,000 values after expansion.
 */
public final class YamlHandler implements TaskHandler {

    @Override
    public String name() {
        return "yaml";
    }

    @Override
    public JsonNode handle(JsonNode values, TaskContext context) {
        Arguments arguments = Arguments.of("yaml", values, List.of("parse", "format"));
        if (arguments.has("parse") == arguments.has("format")) {
            throw arguments.invalid("give either 'parse' or 'format'");
        }
        try {
            return arguments.has("parse")
                    ? new YamlReader().read(arguments.requiredText("parse"))
                    : StringNode.valueOf(
                            YamlWriter.write(arguments.value("format").orElse(NullNode.getInstance())));
        } catch (YamlRefusal refusal) {
            throw arguments.invalid(refusal.getMessage());
        }
    }
}
