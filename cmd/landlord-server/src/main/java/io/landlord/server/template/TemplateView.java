package io.landlord.server.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.landlord.control.template.Template;
import io.landlord.control.template.TemplateParameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A version of a template as it is told. */
@Schema(name = "Template", description = "A version of a template")
record TemplateView(
        String name,
        int version,
        String description,
        List<ParameterView> parameters,

        @Schema(description = "The text of the workflow that makes and changes a tenant")
        String definition,

        @Schema(description = "The text of the workflow that removes a tenant")
        String removal,

        Instant createdAt) {

    /** What a template can be told, as it is told. */
    @Schema(name = "TemplateParameterView", description = "What a template can be told")
    record ParameterView(
            String name,

            @Schema(allowableValues = {"string", "integer", "number", "boolean"})
            String type,

            boolean required,

            @JsonProperty("default") @Nullable JsonNode defaultValue,

            @Schema(description = "Any when empty") List<JsonNode> allowed,
            String description) {

        static ParameterView of(TemplateParameter parameter) {
            return new ParameterView(
                    parameter.name(),
                    parameter.type().wireName(),
                    parameter.required(),
                    parameter.defaultValue(),
                    parameter.allowed(),
                    parameter.description());
        }
    }

    static TemplateView of(Template template) {
        return new TemplateView(
                template.name(),
                template.version(),
                template.description(),
                template.parameters().stream().map(ParameterView::of).toList(),
                template.definition(),
                template.removal(),
                template.createdAt());
    }
}
