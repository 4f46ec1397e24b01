package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.jq.JqValues;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.Command;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.child.Children;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ChildWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Runs the children of one execution, as child workflows. What they run was settled when the execution at the top was
 * started, and came with the start.
 *
 * <p>A child that is awaited is cancelled with its parent, also when Temporal ends the parent by force; any other is let go
 * once it has started. Temporal forgets whose child it is when the parent goes on in a new run, so the parent does not while
 * it waits for one.
 */
final class ChildRuns {
    /** Fewer than Temporal allows to be open at once. What is more than these waits here, at no event. */
    private static final int MOST = 500;

    /** One child. It is cancelled only once it has started: before, Temporal would not find it. */
    private static final class Child {
        final CancellationScope scope;
        boolean started;
        boolean abandoned;

        Child(CancellationScope scope) {
            this.scope = scope;
        }
    }

    private Wire.Start start;
    private final Mailbox mailbox;
    private final SizeGuard guard;
    private final Unsent unsent;
    private final Map<CommandId, Child> open = new LinkedHashMap<>();
    private final Deque<Command.StartChild> waiting = new ArrayDeque<>();

    ChildRuns(Wire.Start start, Mailbox mailbox, SizeGuard guard, Unsent unsent) {
        this.start = start;
        this.mailbox = mailbox;
        this.guard = guard;
        this.unsent = unsent;
    }

    /** What settles from here on which workflows the children run. */
    void run(Wire.Start newStart) {
        start = newStart;
    }

    /** How many children keep the execution in this run. */
    int open() {
        return open.size();
    }

    void start(Command.StartChild command) {
        waiting.addLast(command);
        startWaiting();
    }

    private void startWaiting() {
        while (open.size() < MOST && !waiting.isEmpty()) {
            Command.StartChild command = waiting.removeFirst();
            CommandId id = command.id();
            Wire.Pin pin = start.pin(command.workflow());
            if (pin == null) {
                mailbox.add(now -> Children.unknown(now, id, command.workflow()));
            } else if (start.level() >= Children.MOST_LEVELS) {
                mailbox.add(now -> Children.tooDeep(now, id));
            } else {
                begin(command, identity(command, pin), pin);
            }
        }
    }

    private Wire.Identity identity(Command.StartChild command, Wire.Pin pin) {
        Wire.Identity parent = start.identity();
        String name = Children.name(parent.executionId(), parent.name(), command.id());
        return new Wire.Identity(
                pin.workflowId() + ":" + name,
                pin.workflowId(),
                pin.version(),
                name,
                Children.tags(parent.tags(), parent.executionId()),
                CanonicalJson.hash(command.input()),
                pin.hash(),
                null);
    }

    private void begin(Command.StartChild command, Wire.Identity identity, Wire.Pin pin) {
        CommandId id = command.id();
        Wire.Start child = start.child(identity, pin, command.input());
        long excess = guard.recorded(child, command.input());
        if (excess > 0) {
            unsent.given();
            mailbox.add(now -> new Event.ChildFailed(
                    now, id, SizeGuard.error("the input of the child '" + identity.executionId() + "'", excess)));
            return;
        }
        ChildWorkflowStub stub =
                Workflow.newUntypedChildWorkflowStub(pin.workflowId(), options(command, identity, pin.listens()));
        CancellationScope scope = Workflow.newCancellationScope(() -> {
            Promise<JsonNode> end = stub.executeAsync(JsonNode.class, child);
            Promise<?> started = stub.getExecution().handle((execution, failure) -> {
                if (failure == null) {
                    started(command, identity.executionId());
                }
                return execution;
            });
            Promise<?> ended = end.handle((output, failure) -> {
                Unreadable unreadable = Unreadable.in(failure);
                if (unreadable != null) {
                    mailbox.fault(unreadable);
                } else if (open.remove(id) != null) {
                    mailbox.add(now -> failure == null
                            ? new Event.ChildDone(
                                    now, id, output == null ? NullNode.getInstance() : JqValues.normalize(output))
                            : failed(now, id, failure));
                    startWaiting();
                }
                return output;
            });
        });
        open.put(id, new Child(scope));
        scope.run();
        unsent.given();
    }

    private void started(Command.StartChild command, String executionId) {
        Child child = open.get(command.id());
        if (child == null) {
            return;
        }
        child.started = true;
        if (child.abandoned) {
            open.remove(command.id());
            child.scope.cancel();
            unsent.given();
        } else {
            if (!command.await()) {
                open.remove(command.id());
            }
            mailbox.add(now -> new Event.ChildStarted(now, command.id(), executionId));
        }
        startWaiting();
    }

    void takeBack(CommandId id) {
        Child child = open.get(id);
        if (child == null) {
            waiting.removeIf(command -> command.id().equals(id));
        } else if (child.started) {
            open.remove(id);
            child.scope.cancel("its parent does not wait for it any more");
            unsent.given();
            startWaiting();
        } else {
            child.abandoned = true;
        }
    }

    private ChildWorkflowOptions options(Command.StartChild command, Wire.Identity identity, boolean listens) {
        String own = Workflow.getInfo().getWorkflowId();
        String prefix =
                own.substring(0, own.length() - start.identity().executionId().length());
        return ChildWorkflowOptions.newBuilder()
                .setWorkflowId(prefix + identity.executionId())
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setParentClosePolicy(
                        command.await()
                                ? ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL
                                : ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .setCancellationType(ChildWorkflowCancellationType.TRY_CANCEL)
                .setMemo(Map.of(Wire.MEMO, identity))
                .setTypedSearchAttributes(Attributes.of(identity, listens))
                .build();
    }

    private static Event failed(Instant now, CommandId id, RuntimeException failure) {
        Throwable cause = failure.getCause();
        ExecutionError error = cause instanceof ApplicationFailure told ? error(told) : null;
        if (error != null) {
            return new Event.ChildFailed(now, id, error);
        }
        String why = cause instanceof TerminatedFailure
                ? "the child was terminated"
                : "the child was lost: " + (cause == null ? failure : cause).getMessage();
        return Children.lost(now, id, why);
    }

    private static @Nullable ExecutionError error(ApplicationFailure failure) {
        return failure.getDetails().getSize() == 0
                ? null
                : failure.getDetails().get(ExecutionStatus.class).error();
    }
}
