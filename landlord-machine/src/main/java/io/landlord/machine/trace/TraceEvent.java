package io.landlord.machine.trace;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionError;
import io.landlord.machine.FailedAttempt;
import io.landlord.machine.Outcome;
import io.landlord.machine.Path;
import io.landlord.machine.program.Task;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Something an execution did. The root task stands for the execution itself. */
public sealed interface TraceEvent {

    /** When, by the newest event's time. */
    Instant at();

    /** A task began; its input is the transformed one. */
    record Started(Instant at, Path path, Task task, JsonNode input) implements TraceEvent {}

    /** A task did not run because its {@code if} did not hold; its raw input is its output. */
    record Skipped(Instant at, Path path, Task task, JsonNode input) implements TraceEvent {}

    /** An attempt at a call or a {@code try} failed and another one follows at that time. */
    record Retried(Instant at, Path path, Task task, ExecutionError error, Instant next) implements TraceEvent {}

    /** A task succeeded; its output is the transformed one. */
    record Completed(Instant at, Path path, Task task, JsonNode input, JsonNode output, List<FailedAttempt> failed)
            implements TraceEvent {}

    /** A task failed. */
    record Failed(Instant at, Path path, Task task, JsonNode input, ExecutionError error, List<FailedAttempt> failed)
            implements TraceEvent {}

    /** A task was abandoned. */
    record Cancelled(Instant at, Path path, Task task, JsonNode input) implements TraceEvent {}

    /** A fork was decided before all of its branches ended; by this branch, or by none when the number is -1. */
    record Decided(Instant at, Path path, Task task, int branch) implements TraceEvent {}

    /** The child of a {@code run} task is certain to run, under this id. */
    record ChildStarted(Instant at, Path path, Task task, String execution) implements TraceEvent {}

    /** A CloudEvent came. */
    record Received(Instant at, EventMessage event, Fate fate) implements TraceEvent {}

    /** What became of an event that came. */
    enum Fate {
        /** A {@code listen} takes it now or later. */
        ACCEPTED,
        /** It had come before, or no {@code listen} of the workflow could take it. */
        IGNORED,
        /** It waited too long: so many came after it. */
        DROPPED
    }

    /** A {@code listen} took an event. */
    record Consumed(Instant at, Path path, Task task, EventMessage event) implements TraceEvent {}

    /** The execution starts nothing new. */
    record Paused(Instant at) implements TraceEvent {}

    /** The execution goes on. */
    record Resumed(Instant at) implements TraceEvent {}

    /** The execution begins to undo what it did. */
    record Compensating(Instant at) implements TraceEvent {}

    /** The execution ended. */
    record Ended(Instant at, Outcome outcome) implements TraceEvent {}
}
