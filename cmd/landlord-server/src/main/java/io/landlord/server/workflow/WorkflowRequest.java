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
@Schema(
        name = "WorkflowRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "A workflow to deploy, with what its document does not say")
record WorkflowRequest(
        @Schema(description = "The document's own name unless given", pattern = ID, example = "welcome") @Nullable
        String id,

        @Schema(description = "A name for people", maxLength = 256) @Nullable
        String name,

        @Schema(description = "What it is for", maxLength = 10_000) @Nullable
        String description,

        @Schema(
                description = "The version's name; counted unless given",
                pattern = "^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$")
        @Nullable
        String version,

        @Schema(description = "The engine that must run it", example = "mock") @Nullable
        String provider,

        @Schema(description = "The document, as an object or as text in YAML or JSON")
        @NotNull(message = "the definition is missing")
        DefinitionText definition,

        @Schema(description = "A deadline over the whole execution") @Nullable
        Duration timeout,

        @Valid @Nullable RetryPolicyRequest retryPolicy,

        @Schema(description = "Free labels") @Size(max = 64, message = "there are more than 64 tags") @Nullable
        Map<String, String> tags) {

    /** What the facade takes as an id or a name, for the description. */
    static final String ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";
}
