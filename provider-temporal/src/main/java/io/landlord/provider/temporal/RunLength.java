package io.landlord.provider.temporal;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;

/** When a run has become so long that the execution is to go on in a new one. */
final class RunLength {
    /** A worker that takes an execution over does all its work again: after so many slices a new run begins. */
    private static final int SLICES_A_RUN = 1_000;

    /** When there is always a call under way, nothing new begins once the history has so many times the events suggested. */
    private static final int PATIENCE_FOR_CALLS = 2;

    private static final int SUGGESTED = 4_096;

    /** Whether a state that was too large for a new run is so still is asked after so many events. */
    private static final int ASKED_EACH = 500;

    /** Temporal ends a run of more than 51,200 events. */
    private static final int LONGEST = 45_000;

    private final int continueAfter;
    private final Turns turns;
    private long refusedAt;

    /** @param continueAfter the events after which a new run begins; 0 for when Temporal suggests it */
    RunLength(int continueAfter, Turns turns) {
        this.continueAfter = continueAfter;
        this.turns = turns;
    }

    boolean isEnough() {
        WorkflowInfo info = Workflow.getInfo();
        return continueAfter > 0
                ? info.getHistoryLength() >= continueAfter
                : info.isContinueAsNewSuggested() || turns.ofRun() >= SLICES_A_RUN;
    }

    /** Whether it no longer waits for a moment at which nothing is under way. */
    boolean isTooMuch() {
        long suggested = continueAfter > 0 ? continueAfter : SUGGESTED;
        return Workflow.getInfo().getHistoryLength() > PATIENCE_FOR_CALLS * suggested;
    }

    /** The state does not fit into a new run. It may become smaller: until Temporal's last event there is time. */
    void stay() {
        refusedAt = Workflow.getInfo().getHistoryLength();
    }

    /** Whether the state may have become smaller since. */
    boolean isWorthATry() {
        return refusedAt == 0 || Workflow.getInfo().getHistoryLength() > refusedAt + ASKED_EACH;
    }

    boolean isAtItsEnd() {
        return Workflow.getInfo().getHistoryLength() > LONGEST;
    }
}
