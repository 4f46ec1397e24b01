package io.landlord.machine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One activation of a task.
 *
 * @param task the task's index in the program
 * @param path the activation's path
 * @param raw its raw input
 * @param input its transformed input; the raw one until it is transformed
 * @param startedAt when it began
 * @param deadline when it times out; {@code null} for never
 */
public record At(
        int task,
        Path path,
        JsonNode raw,
        JsonNode input,
        Instant startedAt,
        @Nullable Instant deadline) {

    At withInput(JsonNode newInput) {
        return new At(task, path, raw, newInput, startedAt, deadline);
    }

    At withDeadline(@Nullable Instant newDeadline) {
        return new At(task, path, raw, input, startedAt, newDeadline);
    }

    CommandId deadlineId() {
        return new CommandId(path, CommandId.Purpose.DEADLINE, 0);
    }
}
