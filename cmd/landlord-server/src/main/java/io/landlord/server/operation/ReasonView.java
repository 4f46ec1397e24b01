package io.landlord.server.operation;

import io.landlord.control.operation.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why an operation failed, as it is told. */
@Schema(name = "Reason", description = "Why an operation failed, and its tenant with it")
public record ReasonView(
        @Schema(example = "execution_failed") String code,
        String message,
        @Schema(description = "What to do") String hint,
        @Nullable String task,
        @Nullable String pointer,
        @Nullable String executionId) {

    /** Null for no reason. */
    public static @Nullable ReasonView of(@Nullable Reason reason) {
        return reason == null
                ? null
                : new ReasonView(
                        reason.code(),
                        reason.message(),
                        reason.hint(),
                        reason.task(),
                        reason.pointer(),
                        reason.executionId());
    }
}
