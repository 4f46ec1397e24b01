package io.landlord.provider.temporal;

import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.TaskState;
import io.landlord.machine.State;
import io.landlord.machine.program.Program;
import io.landlord.machine.view.ExecutionView;
import java.util.List;

/**
 * What Temporal's UI shows of an execution that waits: its tasks under way. It costs no event and is not encrypted, so that
 * names are in it and no values.
 */
final class Details {
    /** Nobody reads more. */
    private static final int MOST = 20;

    private Details() {}

    static String of(Program program, State state) {
        List<CurrentTask> tasks = ExecutionView.currentTasks(program, state);
        StringBuilder text = new StringBuilder(state.paused() ? "paused\n\n" : "");
        for (CurrentTask task : tasks.subList(0, Math.min(tasks.size(), MOST))) {
            text.append("* ")
                    .append(task.state() == TaskState.SCHEDULED ? "waits: " : "runs: ")
                    .append("`")
                    .append(task.name().replace('`', '\''))
                    .append("` at `")
                    .append(task.pointer().replace('`', '\''))
                    .append("` since ")
                    .append(task.startTime())
                    .append('\n');
        }
        if (tasks.size() > MOST) {
            text.append("* and more\n");
        }
        return text.toString();
    }
}
