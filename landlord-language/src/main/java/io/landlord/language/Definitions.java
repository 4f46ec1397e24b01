package io.landlord.language;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;

/**
 * Gives what a definition compiles to: {@link DefinitionCompiler#compile} does, and so does a cache around it. Safe for use
 * by many threads.
 */
@FunctionalInterface
public interface Definitions {

    Compilation compile(WorkflowSpec spec, TaskHandlers handlers, DefinitionCompiler.Mode mode);
}
