package io.landlord.language.sdk;

import io.serverlessworkflow.api.WorkflowFormat;
import io.serverlessworkflow.api.WorkflowWriter;
import io.serverlessworkflow.api.types.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns a workflow built with the official Java SDK, or its fluent DSL, into the text of a definition.
 *
 * <p>The text is indented JSON and is read and checked like any other; places of diagnostics count within it. The workflow
 * is not changed. Needs {@code io.serverlessworkflow:serverlessworkflow-api} on the class path.
 */
public final class SdkWorkflows {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SdkWorkflows() {}

    /** The workflow as a document. */
    public static String definition(Workflow workflow) {
        JsonNode document = MAPPER.readTree(json(workflow));
        completeTasks(document.path("do"));
        return MAPPER.writeValueAsString(document);
    }

    private static String json(Workflow workflow) {
        try {
            return WorkflowWriter.workflowAsString(workflow, WorkflowFormat.JSON);
        } catch (IOException failure) {
            throw new UncheckedIOException("the workflow cannot be written as a document", failure);
        }
    }

    /** The SDK's builders leave the name out of the specification's own calls, which their arguments still tell apart. */
    private static void completeTasks(JsonNode list) {
        for (JsonNode item : list) {
            for (JsonNode task : item) {
                complete(task);
                completeTasks(task.path("do"));
                completeTasks(task.path("try"));
                completeTasks(task.path("catch").path("do"));
                completeTasks(task.path("fork").path("branches"));
                completeTasks(task.path("metadata").path("compensate"));
            }
        }
    }

    private static void complete(JsonNode task) {
        JsonNode with = task.path("with");
        if (!(task instanceof ObjectNode object) || task.has("call") || !with.isObject()) {
            return;
        }
        if (with.has("endpoint")) {
            object.put("call", "http");
        } else if (with.has("operationId")) {
            object.put("call", "openapi");
        }
    }
}
