package io.landlord.machine.program;

import java.util.List;

/**
 * A task list: its tasks run one after the other, and flow directives name positions in it.
 *
 * @param tasks the indexes of its tasks in the program, in the order they are declared
 */
public record Block(List<Integer> tasks) {
    public Block {
        tasks = List.copyOf(tasks);
    }

    /** How many tasks it has. */
    public int size() {
        return tasks.size();
    }
}
