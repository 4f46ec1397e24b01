package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.util.ArrayList;
import java.util.List;

/** Finds the workflows that others run by the names of their documents, among those that the catalog knows. */
record Relatives(WorkflowCatalog catalog) {
    private static final String MISSING = "unknown-workflow";
    private static final TaskHandlers NONE = new TaskHandlers();

    /** Whether the provider that gave these warnings misses workflows that the definition runs. */
    static boolean areMissing(List<Diagnostic> warnings) {
        return warnings.stream().anyMatch(warning -> warning.code().equals(MISSING));
    }

    /** The newest versions on the provider of what the definition runs, those of other workflows. */
    List<DeployedWorkflow> of(WorkflowSpec spec, WorkflowProvider provider) {
        List<WorkflowReference> references = compile(spec).references().stream()
                .map(Compilation.Reference::workflow)
                .distinct()
                .toList();
        List<DeployedWorkflow> found = new ArrayList<>();
        String after = null;
        do {
            List<DeployedWorkflow> page = catalog.list(WorkflowCatalog.PAGE_LIMIT, after);
            for (DeployedWorkflow known : page) {
                boolean other = !known.workflowId().equals(spec.workflowId());
                if (other && known.provider().equals(provider.name()) && isMeant(known, references)) {
                    found.add(known);
                }
            }
            after = page.size() < WorkflowCatalog.PAGE_LIMIT
                    ? null
                    : page.getLast().workflowId();
        } while (after != null);
        return found;
    }

    private static boolean isMeant(DeployedWorkflow known, List<WorkflowReference> references) {
        String text = known.spec().definition();
        if (references.stream().noneMatch(reference -> text.contains(reference.name()))) {
            return false;
        }
        Program program = compile(known.spec()).program();
        return program != null && references.stream().anyMatch(reference -> reference.names(program));
    }

    private static Compilation compile(WorkflowSpec spec) {
        return DefinitionCompiler.compile(spec, NONE, DefinitionCompiler.Mode.CHECK);
    }
}
