package io.landlord.machine;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How an execution ends.
 *
 * @param state a final state
 * @param output its result; {@code null} unless it succeeded
 * @param error why it did not succeed; {@code null} when it did
 * @param compensated how many tasks were undone or failed to be
 * @param compensationError the first error of a compensation
 */
public record Outcome(
        ExecutionState state,
        @Nullable JsonNode output,
        @Nullable ExecutionError error,
        int compensated,
        @Nullable ExecutionError compensationError) {

    static Outcome succeeded(JsonNode output) {
        return new Outcome(ExecutionState.SUCCEEDED, output, null, 0, null);
    }

    static Outcome ended(ExecutionState state, ExecutionError error) {
        return new Outcome(state, null, error, 0, null);
    }
}
