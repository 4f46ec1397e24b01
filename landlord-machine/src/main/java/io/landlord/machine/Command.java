package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.machine.program.WorkflowReference;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the machine asks of its host. A host that lost its commands gets them again from {@link Machine#open}. */
public sealed interface Command {

    /** The command's identity; a cancellation carries that of what it takes back. */
    CommandId id();

    /**
     * Have a task handler do a side effect, and answer with {@link Event.CallDone} or {@link Event.CallFailed}.
     *
     * @param pointer the task's JSON Pointer
     * @param handler the handler's name
     * @param arguments its arguments
     * @param timeout how long the attempt may take before the host answers with a timeout error; {@code null} for no limit
     * @param deadline when the machine gives up on the whole call, further attempts included, so that an engine may too;
     *     {@code null} for never
     */
    record Call(
            CommandId id,
            String pointer,
            String handler,
            JsonNode arguments,
            @Nullable Duration timeout,
            @Nullable Instant deadline)
            implements Command {}

    /**
     * Have the event bus publish an event, and answer with {@link Event.CallDone} of any result or {@link Event.CallFailed}.
     *
     * @param pointer the task's JSON Pointer
     * @param event the event; when the command is carried out again, the same one
     * @param deadline when the machine gives up on it; {@code null} for never
     */
    record Publish(
            CommandId id,
            String pointer,
            EventMessage event,
            @Nullable Instant deadline) implements Command {}

    /**
     * Start an execution of another workflow, below this one. Answer with {@link Event.ChildStarted} once it is certain to
     * run, and, where its end is awaited, with {@link Event.ChildDone} or {@link Event.ChildFailed}; with the latter also
     * when it cannot be started. Taken back, a child that is awaited is cancelled.
     *
     * @param pointer the task's JSON Pointer
     * @param input what the child is started with
     */
    record StartChild(CommandId id, String pointer, WorkflowReference workflow, JsonNode input, boolean await)
            implements Command {}

    /** Answer with {@link Event.TimerFired} at this time, not before. */
    record StartTimer(CommandId id, Instant fireAt) implements Command {}

    /** The answer to this command is no longer wanted. */
    record Cancel(CommandId id) implements Command {}
}
