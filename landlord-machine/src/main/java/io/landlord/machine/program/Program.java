package io.landlord.machine.program;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A definition compiled and linked, ready for the machine. Immutable, and shared by all executions of one version.
 *
 * @param hash the SHA-256 of everything that decides what executions do; equal content has the equal hash everywhere
 * @param namespace the document's namespace
 * @param name the document's name
 * @param version the document's version
 * @param definition the document itself, for {@code $workflow.definition}
 * @param tasks every task of the document, each at its own index; the first is the root, whose block is the workflow's
 *     {@code do} and whose input, output and timeout are the workflow's own
 * @param limit a deadline over the whole execution, set at deployment; the earlier of it and the document's own decides
 * @param schedule when it starts by itself; {@code null} for never
 */
public record Program(
        String hash,
        String namespace,
        String name,
        String version,
        JsonNode definition,
        List<Task> tasks,
        @Nullable Duration limit,
        @Nullable Schedule schedule) {

    /** A program that starts when it is told to. */
    public Program(
            String hash,
            String namespace,
            String name,
            String version,
            JsonNode definition,
            List<Task> tasks,
            @Nullable Duration limit) {
        this(hash, namespace, name, version, definition, tasks, limit, null);
    }

    public Program {
        tasks = List.copyOf(tasks);
        for (int index = 0; index < tasks.size(); index++) {
            if (tasks.get(index).index() != index) {
                throw new IllegalArgumentException(
                        "task " + tasks.get(index).pointer() + " must stand at its own index " + index);
            }
        }
        if (tasks.isEmpty() || !(tasks.getFirst().action() instanceof Action.Do)) {
            throw new IllegalArgumentException("the first task must be the root, with the workflow's block");
        }
    }

    /** The workflow as a task: its block is the workflow's {@code do}. */
    public Task root() {
        return tasks.getFirst();
    }

    /** The workflows that its tasks run, each once. */
    public Set<WorkflowReference> references() {
        Set<WorkflowReference> references = new LinkedHashSet<>();
        for (Task task : tasks) {
            if (task.action() instanceof Action.Run run) {
                references.add(run.workflow());
            }
        }
        return references;
    }

    /** The task at this index. */
    public Task task(int index) {
        return tasks.get(index);
    }
}
