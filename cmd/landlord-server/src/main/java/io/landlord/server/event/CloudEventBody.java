package io.landlord.server.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an event looks like in structured mode. Only described, never made. */
@Schema(
        name = "CloudEvent",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
        description =
                "An event in the JSON format of CloudEvents 1.0; further members are extensions: text, integers, true or"
                        + " false, with names of lower-case letters and digits")
record CloudEventBody(
        @Schema(description = "The version of CloudEvents", allowableValues = "1.0") @NotNull
        String specversion,

        @Schema(description = "Tells it from other events of its source", pattern = "\\S", maxLength = 4_096) @NotNull
        String id,

        @Schema(
                description = "Where it happened: a URI, or the path of one",
                format = "uri-reference",
                pattern = "\\S",
                example = "/till")
        @NotNull
        String source,

        @Schema(description = "What kind of thing happened", pattern = "\\S", maxLength = 4_096) @NotNull
        String type,

        @Schema(description = "What it is about, within its source", pattern = "\\S", maxLength = 4_096) @Nullable
        String subject,

        @Schema(description = "When it happened, as RFC 3339 writes it", format = "date-time") @Nullable
        String time,

        @Schema(description = "The media type of the data", example = "application/json", pattern = "\\S") @Nullable
        String datacontenttype,

        @Schema(description = "Where the schema of the data is: a URI", format = "uri-reference", pattern = "\\S")
        @Nullable
        String dataschema,

        @Schema(description = "What happened, any JSON value") @Nullable
        JsonNode data,

        @Schema(
                description = "Instead of `data`: bytes in base64",
                pattern = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$")
        @JsonProperty("data_base64")
        @Nullable
        String bytes) {}
