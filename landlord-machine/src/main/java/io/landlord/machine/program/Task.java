package io.landlord.machine.program;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One task of a program (dsl-reference, "Task").
 *
 * @param index its place among the program's tasks
 * @param name its name; empty for the root
 * @param pointer its JSON Pointer in the definition; empty for the root
 * @param definition what the document says under its name, for {@code $task.definition}
 * @param condition {@code if}
 * @param inputFrom {@code input.from}
 * @param outputAs {@code output.as}
 * @param exportAs {@code export.as}
 * @param timeout {@code timeout.after}
 * @param then what follows it
 * @param compensation the task list of {@code metadata.compensate}
 * @param action what it does
 */
public record Task(
        int index,
        String name,
        String pointer,
        JsonNode definition,
        @Nullable Expression condition,
        @Nullable Template inputFrom,
        @Nullable Template outputAs,
        @Nullable Template exportAs,
        @Nullable Delay timeout,
        Flow then,
        @Nullable Block compensation,
        Action action) {

    /** Whether this is the workflow itself. */
    public boolean isRoot() {
        return index == 0;
    }
}
