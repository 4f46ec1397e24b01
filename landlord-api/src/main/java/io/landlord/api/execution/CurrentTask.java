package io.landlord.api.execution;

import java.time.Instant;

/**
 * A task that an execution is busy with or waits in.
 *
 * @param path the activation's path
 * @param pointer the task's JSON Pointer in the definition
 * @param name the task's name
 * @param state {@code scheduled} while it waits for a timer or a further attempt, else {@code running}
 * @param startTime when the activation began
 */
public record CurrentTask(String path, String pointer, String name, TaskState state, Instant startTime) {}
