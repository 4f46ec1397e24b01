package io.landlord.language;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a definition compiled to.
 *
 * @param program present when no diagnostic is an error
 * @param diagnostics everything that is wrong or doubtful, in the order of places
 * @param references the workflows that its tasks run, in the order of places; {@link Deployed} tells which of them are missing
 */
public record Compilation(@Nullable Program program, List<Diagnostic> diagnostics, List<Reference> references) {

    /**
     * A place where a workflow is named that is to run.
     *
     * @param pointer the JSON Pointer of the place
     * @param line the line in the text, from 1
     * @param column the column in that line, from 1
     */
    public record Reference(WorkflowReference workflow, String pointer, int line, int column) {}

    public Compilation {
        diagnostics = List.copyOf(diagnostics);
        references = List.copyOf(references);
    }

    /** A compilation that refers to no workflow. */
    public Compilation(@Nullable Program program, List<Diagnostic> diagnostics) {
        this(program, diagnostics, List.of());
    }
}
