package io.landlord.language;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.machine.program.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a definition compiled to.
 *
 * @param program present when no diagnostic is an error
 * @param diagnostics everything that is wrong or doubtful, in the order of places
 */
public record Compilation(@Nullable Program program, List<Diagnostic> diagnostics) {
    public Compilation {
        diagnostics = List.copyOf(diagnostics);
    }
}
