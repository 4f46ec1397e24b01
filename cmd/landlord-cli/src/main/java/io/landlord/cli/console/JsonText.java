package io.landlord.cli.console;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.execution.ExecutionError;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes values for programs and people. The fields of an object keep the order in which this class sets them. */
public final class JsonText {
    /** Values of expressions may be nested deeper than the library expects. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamWriteConstraints(StreamWriteConstraints.builder()
                            .maxNestingDepth(1_000_000)
                            .build())
                    .build())
            .build();

    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter PRETTY = JSON.writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(INDENT)
                    .withArrayIndenter(INDENT)
                    .withSeparators(Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER)));

    private JsonText() {}

    /** One line, with numbers as expressions write them. */
    public static String compact(JsonNode value) {
        return io.landlord.jq.text.JsonText.write(value, steps -> {});
    }

    public static String pretty(JsonNode value) {
        return PRETTY.writeValueAsString(value);
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? NullNode.getInstance() : value;
    }

    public static ObjectNode error(ExecutionError error) {
        return object().put("type", error.type())
                .put("status", error.status())
                .put("title", error.title())
                .put("detail", error.detail())
                .put("instance", error.pointer());
    }

    public static ArrayNode diagnostics(String file, List<Diagnostic> diagnostics) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        diagnostics.forEach(diagnostic -> array.addObject()
                .put("file", file)
                .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .put("code", diagnostic.code())
                .put("pointer", diagnostic.pointer())
                .put("line", diagnostic.line())
                .put("column", diagnostic.column())
                .put("message", diagnostic.message())
                .put("hint", diagnostic.hint()));
        return array;
    }
}
