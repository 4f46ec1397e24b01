package io.landlord.provider.mock.mutants;

import io.landlord.machine.program.Action;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Programs that do something else with children than their definitions say, as an adapter with a bug would. */
final class ProgramMutants {
    private ProgramMutants() {}

    /** Starts each child twice, and takes the result of the one that ends first. */
    static Program childTwice(Program program) {
        List<Task> tasks = new ArrayList<>(program.tasks());
        for (Task task : program.tasks()) {
            if (task.action() instanceof Action.Run run) {
                List<Integer> both = List.of(tasks.size(), tasks.size() + 1);
                both.forEach(index -> tasks.add(branch(index, task, run)));
                tasks.set(task.index(), with(task, new Action.Fork(both, true)));
            }
        }
        return with(program, tasks);
    }

    /** Loses what a child gives. */
    static Program lostResult(Program program) {
        return changed(program, run -> new Action.Run(run.workflow(), run.input(), run.await(), false));
    }

    /** Forgets a child once it has started. */
    static Program orphan(Program program) {
        return changed(program, run -> new Action.Run(run.workflow(), run.input(), false, run.returns()));
    }

    private static Program changed(Program program, Function<Action.Run, Action.Run> change) {
        List<Task> tasks = new ArrayList<>();
        for (Task task : program.tasks()) {
            tasks.add(task.action() instanceof Action.Run run ? with(task, change.apply(run)) : task);
        }
        return with(program, tasks);
    }

    private static Task branch(int index, Task task, Action.Run run) {
        return new Task(
                index,
                task.name(),
                task.pointer(),
                task.definition(),
                null,
                null,
                null,
                null,
                null,
                Flow.CONTINUE,
                null,
                run);
    }

    private static Task with(Task task, Action action) {
        return new Task(
                task.index(),
                task.name(),
                task.pointer(),
                task.definition(),
                task.condition(),
                task.inputFrom(),
                task.outputAs(),
                task.exportAs(),
                task.timeout(),
                task.then(),
                task.compensation(),
                action);
    }

    private static Program with(Program program, List<Task> tasks) {
        return new Program(
                program.hash(),
                program.namespace(),
                program.name(),
                program.version(),
                program.definition(),
                tasks,
                program.limit());
    }
}
