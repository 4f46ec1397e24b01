package io.landlord.cli.console;

import org.jspecify.annotations.Nullable;

/** A failure that is told in one line, with details and a hint where there are some, and ends the command with this exit code. */
public final class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final String details;
    private final @Nullable String hint;

    /** A failure without details. */
    public CliFailure(int exitCode, String message, @Nullable String hint) {
        this(exitCode, message, "", hint);
    }

    /**
     * A failure with several problems.
     *
     * @param details lines that tell each of them; may be empty
     */
    public CliFailure(int exitCode, String message, String details, @Nullable String hint) {
        super(message);
        this.exitCode = exitCode;
        this.details = details;
        this.hint = hint;
    }

    /** What was asked for is wrong. */
    public static CliFailure invalid(String message, @Nullable String hint) {
        return new CliFailure(ExitCode.INVALID, message, hint);
    }

    public int exitCode() {
        return exitCode;
    }

    /** Lines to show below the message; empty, or ending with a line feed. */
    public String details() {
        return details;
    }

    public @Nullable String hint() {
        return hint;
    }
}
