package io.landlord.api.error;

import static java.util.Objects.requireNonNull;

import io.landlord.api.diagnostic.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only exception the facade and the providers throw on purpose.
 *
 * <p>The message says what failed, names the id it failed for and says what to do; it never carries a secret. For
 * {@link ErrorCode#INVALID_SPEC} the diagnostics list every problem that was found.
 */
public final class LandlordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Diagnostic> diagnostics;

    public LandlordException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public LandlordException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), cause);
    }

    public LandlordException(ErrorCode code, String message, List<Diagnostic> diagnostics, @Nullable Throwable cause) {
        super(requireNonNull(message, "message"), cause);
        this.code = requireNonNull(code, "code");
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** What kind of failure this is. */
    public ErrorCode code() {
        return code;
    }

    /** The problems of the document that was refused; empty for every other code. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
