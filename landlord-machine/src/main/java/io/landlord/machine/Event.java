package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionError;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** What happens to an execution from outside. Events are all a journal holds, and all that must be durable. */
public sealed interface Event {

    /** When it happened, by the host's clock. The newest event's time is the machine's now. */
    Instant at();

    /** The execution begins. Always the first event, and only the first. */
    record Started(Instant at, String execution, JsonNode input) implements Event {}

    /** A call succeeded. */
    record CallDone(Instant at, CommandId id, JsonNode result) implements Event {}

    /** An attempt at a call failed. */
    record CallFailed(Instant at, CommandId id, Failure failure) implements Event {}

    /** A timer's time has come. */
    record TimerFired(Instant at, CommandId id) implements Event {}

    /**
     * The child of a {@code run} task is certain to run.
     *
     * @param execution the id of the child's execution
     */
    record ChildStarted(Instant at, CommandId id, String execution) implements Event {}

    /** The child of a {@code run} task succeeded. */
    record ChildDone(Instant at, CommandId id, JsonNode output) implements Event {}

    /**
     * The child of a {@code run} task ended without success, or could not be started.
     *
     * @param error the child's own; its pointer counts in the child's definition
     */
    record ChildFailed(Instant at, CommandId id, ExecutionError error) implements Event {}

    /** A CloudEvent came. */
    record Received(Instant at, EventMessage event) implements Event {}

    /** Somebody wants the execution cancelled. */
    record CancelRequested(Instant at, String reason) implements Event {}

    /** Somebody wants nothing new to be started. */
    record PauseRequested(Instant at) implements Event {}

    /** Somebody wants the execution to go on. */
    record ResumeRequested(Instant at) implements Event {}

    /**
     * Why an attempt failed.
     *
     * @param type the URI of the kind of error
     * @param status the status that describes it best
     * @param title a short summary of the kind of error
     * @param detail what happened this time
     * @param retryable whether another attempt may succeed
     */
    record Failure(String type, int status, String title, String detail, boolean retryable) {}
}
