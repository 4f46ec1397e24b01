package io.landlord.machine;

import tools.jackson.databind.JsonNode;

/**
 * A completed task that declares a compensation.
 *
 * @param task the task's index
 * @param path the activation's path
 * @param input its transformed input
 * @param output its transformed output
 */
public record Undoable(int task, Path path, JsonNode input, JsonNode output) {}
