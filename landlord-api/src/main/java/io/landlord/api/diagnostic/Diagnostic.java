package io.landlord.api.diagnostic;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * One problem of a document: what is wrong, where, and what to do about it. One mistake gives one diagnostic.
 *
 * @param severity whether the document is refused
 * @param code a stable kebab-case name of the kind of problem, {@code unknown-property}
 * @param pointer the JSON Pointer of the offending node in the document, empty for the whole document
 * @param line the line in the text, from 1; 0 when the problem has no place in a text
 * @param column the column in that line, from 1, in UTF-16 units; 0 when the problem has no place in a text
 * @param message what is wrong, a sentence without a full stop
 * @param hint what to do, where that is known
 */
public record Diagnostic(
        Severity severity,
        String code,
        String pointer,
        int line,
        int column,
        String message,
        @Nullable String hint) {

    public Diagnostic {
        requireNonNull(severity, "severity");
        requireNonNull(code, "code");
        requireNonNull(pointer, "pointer");
        requireNonNull(message, "message");
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column count from 1, or are 0: " + line + ":" + column);
        }
    }

    /** A problem that refuses the document and has no place in its text. */
    public static Diagnostic error(String code, String pointer, String message, @Nullable String hint) {
        return new Diagnostic(Severity.ERROR, code, pointer, 0, 0, message, hint);
    }

    /** Whether this problem refuses the document. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether any of these problems refuses the document. */
    public static boolean anyError(Collection<Diagnostic> diagnostics) {
        return diagnostics.stream().anyMatch(Diagnostic::isError);
    }
}
