package io.landlord.provider.temporal;

import io.temporal.workflow.Workflow;
import java.time.Duration;

/** Work that needs no event, slice by slice: between two of them, the worker sees that the workflow lives. */
final class Turns {
    /** A task of the workflow must end within ten seconds, on a busy machine too: after so many slices it does. */
    private static final int SLICES_A_TASK = 50;

    private long task;
    private int ofTask;
    private int ofRun;

    /** How many slices this run has taken. */
    int ofRun() {
        return ofRun;
    }

    /** Lets the worker see that the workflow lives; after much work of one task, ends that task. */
    void yield() {
        long length = Workflow.getInfo().getHistoryLength();
        if (length != task) {
            task = length;
            ofTask = 0;
        }
        ofRun++;
        if (++ofTask > SLICES_A_TASK) {
            Workflow.sleep(Duration.ofMillis(1));
            return;
        }
        boolean[] asked = new boolean[1];
        Workflow.await(() -> {
            boolean before = asked[0];
            asked[0] = true;
            return before;
        });
    }
}
