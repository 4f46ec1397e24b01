package io.landlord.server.execution;

import io.landlord.server.http.DefinitionText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A definition and an input in one call. */
@Schema(
        name = "RunRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "A definition and an input in one call")
record RunRequest(
        @Schema(description = "The document, as an object or as text in YAML or JSON")
        @NotNull(message = "the definition is missing")
        DefinitionText definition,

        @Schema(description = "Any JSON value; an empty object unless given") @Nullable
        JsonNode input,

        @Schema(description = "The execution's name; made up unless given", pattern = StartRequest.NAME) @Nullable
        String name,

        @Schema(description = "The engine that must run it", example = "mock") @Nullable
        String provider,

        @Schema(description = "Free labels") @Size(max = 63, message = "there are more than 63 tags") @Nullable
        Map<String, String> tags) {}
