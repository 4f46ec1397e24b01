package io.landlord.language;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Compares the workflows that a definition runs with those that a provider has deployed. */
public final class Deployed {
    private Deployed() {}

    /**
     * The compilation's diagnostics, with a warning for each workflow that it runs and that is not deployed. Not an error:
     * workflows may run each other, so that one has to come first, and what counts is what is there when an execution starts.
     *
     * @param deployed whether what a reference names is deployed
     */
    public static List<Diagnostic> diagnostics(Compilation compilation, Predicate<WorkflowReference> deployed) {
        Program program = compilation.program();
        List<Diagnostic> all = new ArrayList<>(compilation.diagnostics());
        for (Compilation.Reference reference : compilation.references()) {
            WorkflowReference workflow = reference.workflow();
            boolean itself = program != null && workflow.names(program);
            if (!itself && !deployed.test(workflow)) {
                all.add(new Diagnostic(
                        Severity.WARNING,
                        "unknown-workflow",
                        reference.pointer(),
                        reference.line(),
                        reference.column(),
                        "no workflow " + workflow + " is deployed",
                        "deploy it before an execution starts, or this task will fail"));
            }
        }
        all.sort(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column));
        return all;
    }
}
