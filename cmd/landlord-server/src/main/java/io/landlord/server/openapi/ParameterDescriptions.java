package io.landlord.server.openapi;

import io.landlord.server.http.Parameters;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;

/** Says what parameters mean that mean the same everywhere, and what names may look like where something gets its name. */
final class ParameterDescriptions {
    /** The names of tenants, plans and templates. */
    static final String NAME = "^[a-z][a-z0-9-]{0,39}$";

    /** What stands in a path or a query is a name or a word, so that controls are refused everywhere. */
    private static final String NO_CONTROLS = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$";

    private ParameterDescriptions() {}

    private static boolean isPlainText(Schema<?> schema) {
        boolean text = "string".equals(schema.getType())
                || (schema.getTypes() != null && schema.getTypes().contains("string"));
        return text && schema.getFormat() == null && schema.getEnum() == null && schema.getPattern() == null;
    }

    static void complete(Operation operation, OperationConventions.Kind kind) {
        List<Parameter> parameters = operation.getParameters();
        if (parameters != null) {
            parameters.forEach(parameter -> complete(parameter, kind));
        }
    }

    private static void complete(Parameter parameter, OperationConventions.Kind kind) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(description(parameter));
        }
        Schema<?> schema = parameter.getSchema();
        if (isPlainText(schema) && !"header".equals(parameter.getIn())) {
            schema.setPattern(NO_CONTROLS);
        }
        switch (parameter.getName()) {
            case "limit" -> {
                schema.setMinimum(BigDecimal.ONE);
                schema.setMaximum(BigDecimal.valueOf(Parameters.MOST));
            }
            case "name" -> {
                if (kind.method() == RequestMethod.PUT) {
                    schema.setPattern(NAME);
                }
            }
            case "version" -> schema.setMinimum(BigDecimal.ONE);
            case "Last-Event-ID" -> schema.setPattern("^[0-9]{0,18}$");
            default -> {}
        }
    }

    private static @Nullable String description(Parameter parameter) {
        return switch (parameter.getName()) {
            case "limit" -> "How many items a page has at most";
            case "cursor" -> "The `next` of the page before; absent for the first page";
            case "state" -> "Only those in this state";
            case "plan" -> "Only those with this plan";
            case "template" -> "Only those made with this template";
            case "tenant" -> "Only those of this tenant";
            case "workflow" -> "Only those of this workflow";
            case "workflowVersion" -> "Only those of this version of their workflow";
            case "tag" -> "Only those with this tag, `key=value`; may be given several times";
            case "provider" -> "Those of this engine";
            case "version" -> "The number of the version";
            case "Last-Event-ID" -> "The `id` of the last event that was seen: the stream goes on after it";
            case "name" -> "The name";
            case "id" -> "The id";
            default -> null;
        };
    }
}
