package io.landlord.provider.temporal;

import io.landlord.machine.CommandId;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The commands that the SDK was given in the current task of the workflow and Temporal does not have yet. When one of them is
 * taken back in that task, the SDK forgets it, and it is in no history.
 *
 * <p>That goes wrong behind a brief call that ended in the same task. Going through the history again, the SDK meets the
 * events of the commands given before that end, and has the one that was taken back before it knows of the end: it takes the
 * next event for its own, and the execution is stuck. So what was given before the last end of a brief call is taken back at
 * once only from the end of the row; else, in the next task.
 */
final class Unsent {
    private final List<@Nullable CommandId> sinceBriefCall = new ArrayList<>();
    private final List<@Nullable CommandId> beforeBriefCall = new ArrayList<>();
    private final Map<CommandId, CancellationScope> unwanted = new LinkedHashMap<>();
    private long task;
    private boolean hurried;

    /** The SDK was given this timer or call. */
    void given(CommandId id) {
        renew();
        sinceBriefCall.add(id);
    }

    /** The SDK was given a command that nobody takes back. */
    void given() {
        renew();
        sinceBriefCall.add(null);
    }

    /** A brief call has ended. */
    void briefCallEnded() {
        renew();
        beforeBriefCall.addAll(sinceBriefCall);
        sinceBriefCall.clear();
    }

    /** Takes a command back, now, at {@link #settle} or in the next task. */
    void takeBack(CommandId id, CancellationScope scope) {
        renew();
        if (beforeBriefCall.contains(id)) {
            unwanted.put(id, scope);
            return;
        }
        if (!sinceBriefCall.remove(id)) {
            sinceBriefCall.add(null);
        }
        scope.cancel();
    }

    /** Takes back what can be taken back now. To be asked when nothing more is to be taken back for the same reason. */
    void settle() {
        if (unwanted.isEmpty()) {
            return;
        }
        renew();
        while (!beforeBriefCall.isEmpty() && unwanted.containsKey(beforeBriefCall.getLast())) {
            CommandId id = Objects.requireNonNull(beforeBriefCall.removeLast());
            Objects.requireNonNull(unwanted.remove(id)).cancel();
        }
        if (!hurried && unwanted.keySet().stream().anyMatch(id -> id.purpose() == CommandId.Purpose.CALL)) {
            // Whoever carries out the call is told soon, not at whatever happens next.
            hurried = true;
            var ignored = Workflow.newTimer(Duration.ofMillis(1));
            sinceBriefCall.add(null);
        }
    }

    /** Whether there is something to take back that could not be before. */
    boolean isDue() {
        return !unwanted.isEmpty() && Workflow.getInfo().getHistoryLength() != task;
    }

    /** What was given in an earlier task is Temporal's. */
    void renew() {
        long length = Workflow.getInfo().getHistoryLength();
        if (length == task) {
            return;
        }
        task = length;
        hurried = false;
        beforeBriefCall.clear();
        sinceBriefCall.clear();
        for (CancellationScope scope : unwanted.values()) {
            sinceBriefCall.add(null);
            scope.cancel();
        }
        unwanted.clear();
    }
}
