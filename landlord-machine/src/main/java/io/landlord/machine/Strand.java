package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of control: the whole execution, or a branch of a fork.
 *
 * @param context its {@code $context}
 * @param top the top of its stack; {@code null} once it has ended
 * @param end how it ended; {@code null} while it runs
 */
public record Strand(
        JsonNode context, @Nullable Frame top, @Nullable End end) {

    /** How a strand ended. */
    public sealed interface End {
        record Output(JsonNode value) implements End {}

        record Fault(ExecutionError error) implements End {}
    }

    static Strand running(JsonNode context, @Nullable Frame top) {
        return new Strand(context, top, null);
    }

    boolean isReady() {
        return top != null && top.isReady();
    }
}
