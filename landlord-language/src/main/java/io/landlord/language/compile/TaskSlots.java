package io.landlord.language.compile;

import io.landlord.machine.program.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tasks of the program in the order they begin in the document; a task's place is taken before its children's. */
final class TaskSlots {
    private final List<Optional<Task>> slots = new ArrayList<>();

    /** Takes the next place. */
    int take() {
        slots.add(Optional.empty());
        return slots.size() - 1;
    }

    void put(Task task) {
        slots.set(task.index(), Optional.of(task));
    }

    /** All tasks; call it only for a document without errors. */
    List<Task> all() {
        return slots.stream().map(Optional::orElseThrow).toList();
    }
}
