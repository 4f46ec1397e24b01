package io.landlord.server.openapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a definition looks like from outside; what is in it is the language's to say. Only described, never made. */
@Schema(
        name = "WorkflowDocument",
        description = "A document of the Serverless Workflow DSL 1.0; docs/language.md tells what it can say")
public record WorkflowDocument(
        @Schema(description = "What it is: `dsl`, `namespace`, `name`, `version`")
        ObjectNode document,

        @Schema(description = "Its tasks, each an object with one member: the task's name") @JsonProperty("do")
        List<ObjectNode> tasks) {}
