package io.landlord.provider.temporal;

import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.common.converter.EncodedValues;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.ContinueAsNewOptions;
import io.temporal.workflow.DynamicSignalHandler;
import io.temporal.workflow.DynamicWorkflow;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Keeps a schedule {@code after}: Temporal's own schedules know nothing of ends. One such workflow for each workflow that has the
 * schedule waits, starts an execution, waits for its end, and so on; it lives at Temporal and needs no process of its own.
 *
 * <p>A new version comes as a signal and counts from the next start on. Where the keeper is ended, an execution that it has
 * started goes on.
 */
final class Keeper implements DynamicWorkflow {
    /** The type of the workflow; no workflow of ours can have this id. */
    static final String TYPE = "landlord/schedule";

    /** The memo that says when the next execution starts; empty while one runs. */
    static final String NEXT = "next";

    /** The signal that brings what is to be kept from now on. */
    static final String KEEP = "landlord.keep";

    /** After so many events a new run begins, some 150 executions: a history that is short is quick to read. */
    private static final int LONGEST = 2_000;

    /**
     * What is kept.
     *
     * @param start what executions are started with; their names get the time that was due
     * @param listens whether the program has a {@code listen}
     * @param due when the first execution starts
     */
    record Kept(Wire.Start start, boolean listens, Duration delay, Instant due) {
        Kept due(Instant time) {
            return new Kept(start, listens, delay, time);
        }
    }

    private Kept kept;
    private @Nullable Kept newer;

    Keeper(EncodedValues input) {
        this.kept = input.get(0, Kept.class);
        Workflow.registerListener((DynamicSignalHandler) (name, arguments) -> {
            if (name.equals(KEEP)) {
                newer = arguments.get(0, Kept.class);
            }
        });
    }

    @Override
    public Object execute(EncodedValues ignored) {
        Instant due = kept.due();
        while (!isLong()) {
            due = awaitDue(due);
            show(null);
            run(due);
            due = now().plus(kept.delay());
        }
        // What has been signalled meanwhile goes along; a signal that comes right now lets Temporal ask again.
        return goOn(due);
    }

    private boolean isLong() {
        int most = kept.start().continueAfter();
        return Workflow.getInfo().getHistoryLength() >= (most > 0 ? most : LONGEST);
    }

    /** Returns when the next execution is due, by what is kept then. */
    private Instant awaitDue(Instant planned) {
        Instant due = planned;
        show(due);
        while (true) {
            Duration left = Duration.between(now(), due);
            boolean changed = Workflow.await(left.isNegative() ? Duration.ZERO : left, () -> newer != null);
            if (!changed) {
                return due;
            }
            Duration before = kept.delay();
            takeNewer();
            if (!kept.delay().equals(before)) {
                due = kept.due();
                show(due);
            }
        }
    }

    private void takeNewer() {
        if (newer != null) {
            kept = newer;
            newer = null;
        }
    }

    /** Starts the execution that is due and waits for its end, however it ends. */
    private void run(Instant due) {
        takeNewer();
        Wire.Start start = kept.start().at(due);
        Wire.Identity identity = start.identity();
        ChildWorkflowStub execution = Workflow.newUntypedChildWorkflowStub(
                identity.workflowId(),
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(prefix() + identity.executionId())
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .setMemo(Map.of(Wire.MEMO, identity))
                        .setTypedSearchAttributes(Attributes.of(identity, kept.listens()))
                        .build());
        Promise<Boolean> ended =
                execution.executeAsync(JsonNode.class, start).handle((output, failure) -> Boolean.TRUE);
        Boolean ignored = ended.get();
        takeNewer();
    }

    private Object goOn(Instant due) {
        Workflow.continueAsNew(ContinueAsNewOptions.getDefaultInstance(), kept.due(due));
        throw new IllegalStateException("a new run has begun");
    }

    private static void show(@Nullable Instant next) {
        Workflow.upsertMemo(Map.of(NEXT, next == null ? "" : next.toString()));
    }

    private String prefix() {
        return prefixOf(
                Workflow.getInfo().getWorkflowId(), kept.start().identity().workflowId());
    }

    private static String prefixOf(String keeperId, String workflowId) {
        return keeperId.substring(0, keeperId.length() - id("", workflowId).length());
    }

    /** The id of the keeper of a workflow; no execution can have it. */
    static String id(String idPrefix, String workflowId) {
        return idPrefix + "schedule/" + workflowId;
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
