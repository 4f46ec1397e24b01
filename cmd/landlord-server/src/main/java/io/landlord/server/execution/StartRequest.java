package io.landlord.server.execution;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What starts an execution of a deployed workflow. */
@Schema(name = "StartRequest", description = "What starts an execution")
record StartRequest(
        @Schema(
                description = "Makes starting idempotent: the same name and input is the same execution; made up unless"
                        + " given",
                example = "welcome-1")
        @Nullable
        String name,

        @Schema(description = "Any JSON value; an empty object unless given", implementation = Object.class) @Nullable
        JsonNode input,

        @Schema(description = "Free labels") @Size(max = 63, message = "there are more than 63 tags") @Nullable
        Map<String, String> tags) {

    static final StartRequest EMPTY = new StartRequest(null, null, null);
}
