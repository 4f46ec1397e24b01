package io.landlord.server.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.landlord.control.template.TemplateParameter;
import io.landlord.server.http.DefinitionText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A template as it is handed in. */
@Schema(
        name = "TemplateRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "How tenants are made and changed, and how they are removed")
record TemplateRequest(
        @Schema(description = "For people")
        @Size(max = 10_000, message = "the description has more than 10000 characters")
        @Nullable
        String description,

        @Schema(description = "What a tenant can say") @Valid @Nullable
        List<ParameterRequest> parameters,

        @Schema(description = "The workflow that makes a tenant, and changes one that is there")
        @NotNull(message = "the definition is missing")
        DefinitionText definition,

        @Schema(description = "The workflow that removes all of a tenant") @NotNull(message = "the removal is missing")
        DefinitionText removal) {

    /** What a template can be told. */
    @Schema(
            name = "TemplateParameter",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
            description = "What a template can be told")
    record ParameterRequest(
            @Schema(example = "region", pattern = "^[A-Za-z][A-Za-z0-9_]{0,63}$")
            @NotNull(message = "the parameter's name is missing")
            String name,

            @Schema(allowableValues = {"string", "integer", "number", "boolean"})
            @NotNull(message = "the parameter's type is missing")
            @Pattern(
                    regexp = "string|integer|number|boolean",
                    message = "the type must be string, integer, number or boolean")
            String type,

            @Schema(description = "Whether a tenant must give it", defaultValue = "false") @Nullable
            Boolean required,

            @JsonProperty("default") @Schema(description = "What it is when it is not given") @Nullable
            JsonNode defaultValue,

            @Schema(description = "The values it may have; any when empty") @Nullable
            List<JsonNode> allowed,

            @Schema(description = "For people") @Nullable String description) {

        TemplateParameter parameter() {
            return new TemplateParameter(
                    name,
                    TemplateParameter.Type.valueOf(type.toUpperCase(Locale.ROOT)),
                    required != null && required,
                    defaultValue == null || defaultValue.isNull() ? null : defaultValue,
                    allowed == null ? List.of() : allowed,
                    description == null ? "" : description);
        }
    }

    List<TemplateParameter> templateParameters() {
        return parameters == null
                ? List.of()
                : parameters.stream().map(ParameterRequest::parameter).toList();
    }
}
