package io.landlord.server.http;

import io.landlord.api.diagnostic.Diagnostic;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in what was sent.
 *
 * @param code the stable name of the kind of mistake, {@code unknown-property}
 * @param severity {@code error} or {@code warning}
 * @param pointer the JSON Pointer of the offending value
 * @param line its line in the text, from 1; 0 when it has no place in a text
 * @param column its column, from 1; 0 when it has no place in a text
 * @param message what is wrong
 * @param hint what to do, where that is known
 */
@Schema(name = "ProblemError", description = "One mistake in what was sent, or a doubt about it")
public record ProblemError(
        @Schema(example = "unknown-property") String code,
        @Schema(allowableValues = {"error", "warning"}) String severity,
        @Schema(example = "/plna") String pointer,
        @Schema(example = "2") int line,
        @Schema(example = "3") int column,
        @Schema(example = "'plna' is not known here") String message,

        @Schema(example = "did you mean 'plan'?") @Nullable String hint) {

    /** A diagnostic in the form it has in answers. */
    public static ProblemError of(Diagnostic diagnostic) {
        return new ProblemError(
                diagnostic.code(),
                diagnostic.severity().name().toLowerCase(Locale.ROOT),
                diagnostic.pointer(),
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.message(),
                diagnostic.hint());
    }

    /** Diagnostics in the form they have in answers. */
    public static List<ProblemError> of(Collection<Diagnostic> diagnostics) {
        return diagnostics.stream().map(ProblemError::of).toList();
    }
}
