package io.landlord.server.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What starts an execution of a deployed workflow. */
@Schema(
        name = "StartRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "What starts an execution")
record StartRequest(
        @Schema(
                description = "Makes starting idempotent: the same name and input is the same execution; made up unless"
                        + " given",
                pattern = StartRequest.NAME,
                example = "welcome-1")
        @Nullable
        String name,

        @Schema(description = "Any JSON value; an empty object unless given") @Nullable
        JsonNode input,

        @Schema(description = "Free labels") @Size(max = 63, message = "there are more than 63 tags") @Nullable
        Map<String, String> tags) {

    /** What the facade takes as a name, for the description. */
    static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

    static final StartRequest EMPTY = new StartRequest(null, null, null);
}
