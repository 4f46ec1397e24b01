package io.landlord.server.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Why an execution is stopped. */
@Schema(
        name = "StopRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "Why an execution is stopped")
record StopRequest(
        @Schema(description = "For people; becomes part of the execution's error", example = "no longer needed")
        @Size(max = 1_000, message = "the reason has more than 1000 characters")
        @Nullable
        String reason) {}
