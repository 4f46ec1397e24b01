package io.landlord.server.execution;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.event.EventMessage;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.ReceivedBody;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A signal for one execution. */
@Schema(
        name = "SignalRequest",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "A signal for one execution")
record SignalRequest(
        @Schema(
                description = "The `type` of the event",
                example = "client-answered",
                maxLength = 4_096,
                pattern = "\\S")
        @NotBlank(message = "the signal's name is missing")
        @Nullable
        String name,

        @Schema(
                description =
                        "Makes sending it again harmless: a signal of the same id has no effect; made up unless given",
                maxLength = 4_096,
                pattern = "\\S")
        @Nullable
        String id,

        @Schema(description = "The event's `data`, any JSON value; null unless given") @Nullable
        JsonNode data) {

    private static final Map<String, String> FIELDS = Map.of("/type", "/name", "/payload", "/data");

    /** Sends it as the event it stands for. */
    void send(WorkflowManager facade, String execution) {
        String type = name == null ? "" : name;
        JsonNode value = data == null ? NullNode.getInstance() : data;
        if (id == null) {
            facade.signalExecution(execution, type, value);
        } else {
            facade.signalExecution(execution, EventMessage.signal(type, id, value));
        }
    }

    /** The event's attributes have other names in the body. */
    static Diagnostic inBody(Diagnostic diagnostic) {
        String pointer = diagnostic.pointer();
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            if (pointer.equals(field.getKey()) || pointer.startsWith(field.getKey() + "/")) {
                return ReceivedBody.at(
                        field.getValue() + pointer.substring(field.getKey().length()), diagnostic);
            }
        }
        return diagnostic;
    }
}
