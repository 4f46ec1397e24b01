package io.landlord.server.workflow;

import io.landlord.server.http.DefinitionText;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workflow to deploy, with what its document does not say. */
@Schema(name = "WorkflowRequest", description = "A workflow to deploy, with what its document does not say")
record WorkflowRequest(
        @Schema(description = "The document's own name unless given", example = "welcome") @Nullable
        String id,

        @Schema(description = "A name for people") @Nullable String name,

        @Schema(description = "What it is for") @Nullable String description,

        @Schema(description = "The version's name; counted unless given") @Nullable
        String version,

        @Schema(description = "The engine that must run it", example = "mock") @Nullable
        String provider,

        @Schema(
                description = "The document, as an object or as text in YAML or JSON",
                oneOf = {String.class, Object.class})
        @NotNull(message = "the definition is missing")
        DefinitionText definition,

        @Schema(description = "A deadline over the whole execution", type = "string", format = "duration") @Nullable
        Duration timeout,

        @Valid @Nullable RetryPolicyRequest retryPolicy,

        @Schema(description = "Free labels") @Size(max = 64, message = "there are more than 64 tags") @Nullable
        Map<String, String> tags) {}
