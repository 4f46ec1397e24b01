package io.landlord.server.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/** Where an execution is moved to. */
@Schema(
        name = "MoveRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "Where an execution is moved to")
record MoveRequest(
        @Schema(
                description = "The name of another version of the execution's workflow",
                example = "2",
                maxLength = 128,
                pattern = "\\S")
        @NotBlank(message = "the version's name is missing")
        @Nullable
        String version) {}
