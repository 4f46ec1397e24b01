package io.landlord.language.sdk;

import io.serverlessworkflow.api.WorkflowFormat;
import io.serverlessworkflow.api.WorkflowWriter;
import io.serverlessworkflow.api.types.Workflow;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns a workflow built with the official Java SDK, or its fluent DSL, into the text of a definition.
 *
 * <p>The text is YAML and is read and checked like any other; positions of diagnostics count within it. Needs
 * {@code io.serverlessworkflow:serverlessworkflow-api} on the class path.
 */
public final class SdkWorkflows {

    private SdkWorkflows() {}

    /** The workflow as a document. */
    public static String definition(Workflow workflow) {
        try {
            return WorkflowWriter.workflowAsString(workflow, WorkflowFormat.YAML);
        } catch (IOException failure) {
            throw new UncheckedIOException("the workflow cannot be written as a document", failure);
        }
    }
}
