package io.landlord.language.reader;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the problems of one document. The same problem at the same place counts once, as it does when an alias repeats
 * it; after {@value #MOST} errors and as many warnings the rest is not told.
 */
public final class Problems {
    private static final int MOST = 1_000;

    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Set<Diagnostic> known = new HashSet<>();

    /** Adds a problem that refuses the document. */
    public void error(String code, String pointer, Place place, String message, @Nullable String hint) {
        add(errors, Severity.ERROR, code, pointer, place, message, hint);
    }

    /** Adds a problem that does not refuse the document. */
    public void warning(String code, String pointer, Place place, String message, @Nullable String hint) {
        add(warnings, Severity.WARNING, code, pointer, place, message, hint);
    }

    private void add(
            List<Diagnostic> found,
            Severity severity,
            String code,
            String pointer,
            Place place,
            String message,
            @Nullable String hint) {
        Diagnostic anywhere = new Diagnostic(severity, code, "", place.line(), place.column(), message, hint);
        if (found.size() < MOST && known.add(anywhere)) {
            found.add(new Diagnostic(severity, code, pointer, place.line(), place.column(), message, hint));
        }
    }

    /** Takes over what was found elsewhere in the same document. */
    public void add(Diagnostic found) {
        Place place = new Place(found.line(), found.column());
        add(
                found.isError() ? errors : warnings,
                found.severity(),
                found.code(),
                found.pointer(),
                place,
                found.message(),
                found.hint());
    }

    /** Whether any problem refuses the document. */
    public boolean failed() {
        return !errors.isEmpty();
    }

    /** The problems in the order of their places. */
    public List<Diagnostic> sorted() {
        return Stream.concat(errors.stream(), warnings.stream())
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }
}
