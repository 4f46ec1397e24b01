package io.landlord.cli;

import org.jspecify.annotations.Nullable;

/** A failure that is told in one line, with a hint where there is one, and ends the command with this exit code. */
final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final @Nullable String hint;

    CliFailure(int exitCode, String message, @Nullable String hint) {
        super(message);
        this.exitCode = exitCode;
        this.hint = hint;
    }

    static CliFailure invalid(String message, @Nullable String hint) {
        return new CliFailure(ExitCode.INVALID, message, hint);
    }

    int exitCode() {
        return exitCode;
    }

    @Nullable
    String hint() {
        return hint;
    }
}
