package io.landlord.server.execution;

import io.landlord.api.execution.Compensation;
import io.landlord.api.execution.CurrentTask;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is told of executions. */
final class ExecutionViews {

    private ExecutionViews() {}

    /** What starting gave. */
    @Schema(name = "ExecutionStarted", description = "What starting gave")
    record Started(
            String id,
            String workflowId,
            String version,
            @ExecutionStateSchema String state,

            @Schema(description = "False when this name and input had been started before")
            boolean created) {

        static Started of(ExecutionResult result) {
            return new Started(
                    result.executionId(),
                    result.workflowId(),
                    result.version(),
                    result.state().wireName(),
                    result.created());
        }
    }

    /** An execution in a list. */
    @Schema(name = "ExecutionSummary", description = "An execution in a list")
    record Summary(
            String id,
            String workflowId,
            String version,
            String name,
            @ExecutionStateSchema String state,
            Instant startTime,

            @Nullable Instant stopTime,

            Map<String, String> tags,

            @Schema(
                    description =
                            "Whether it runs but the engine fails at it again and again; its `error` says at what")
            boolean stuck) {

        static Summary of(ExecutionSummary execution) {
            return new Summary(
                    execution.executionId(),
                    execution.workflowId(),
                    execution.version(),
                    execution.executionName(),
                    execution.state().wireName(),
                    execution.startTime(),
                    execution.stopTime(),
                    new TreeMap<>(execution.tags()),
                    execution.stuck());
        }
    }

    /** All of an execution but its history. */
    @Schema(name = "Execution", description = "All of an execution but its history")
    record Described(
            String id,
            String workflowId,
            String version,
            String provider,

            @Schema(
                    description =
                            "Where the engine's own UI shows it; null when it has none, or nobody said where it is")
            @Nullable
            String engineUrl,

            @ExecutionStateSchema String state,
            Instant startTime,

            @Schema(description = "Null while it runs") @Nullable
            Instant stopTime,

            JsonNode input,

            @Schema(description = "Null unless it succeeded") @Nullable
            JsonNode output,

            @Nullable Failure error,

            @Nullable Undoing compensation,

            List<Task> currentTasks,

            JsonNode context) {

        static Described of(ExecutionStatus status, String provider, @Nullable String engineUrl) {
            return new Described(
                    status.executionId(),
                    status.workflowId(),
                    status.version(),
                    provider,
                    engineUrl,
                    status.state().wireName(),
                    status.startTime(),
                    status.stopTime(),
                    status.input(),
                    status.output(),
                    Failure.of(status.error()),
                    Undoing.of(status.compensation()),
                    status.currentTasks().stream().map(Task::of).toList(),
                    status.context());
        }
    }

    /** Why a task or an execution failed. */
    @Schema(name = "ExecutionError", description = "Why a task or an execution failed")
    record Failure(
            String type,
            @Nullable String title,
            int status,
            @Nullable String detail,

            @Schema(description = "The JSON Pointer of the task")
            String pointer,

            @Schema(description = "The task handler that failed, when a call did") @Nullable
            String handler,

            boolean retryable) {

        static @Nullable Failure of(@Nullable ExecutionError error) {
            return error == null
                    ? null
                    : new Failure(
                            error.type(),
                            error.title(),
                            error.status(),
                            error.detail(),
                            error.pointer(),
                            error.handler(),
                            error.retryable());
        }
    }

    /** How undoing the completed tasks went. */
    @Schema(name = "Compensation", description = "How undoing the completed tasks went")
    record Undoing(boolean complete, @Nullable Failure error) {

        static @Nullable Undoing of(@Nullable Compensation compensation) {
            return compensation == null ? null : new Undoing(compensation.complete(), Failure.of(compensation.error()));
        }
    }

    /** A task that an execution is busy with. */
    @Schema(name = "CurrentTask", description = "A task that an execution is busy with or waits in")
    record Task(
            String path,
            String pointer,
            String name,

            @Schema(allowableValues = {"scheduled", "running", "completed", "failed", "skipped", "cancelled"})
            String state,

            Instant startTime) {

        static Task of(CurrentTask task) {
            return new Task(
                    task.path(), task.pointer(), task.name(), task.state().wireName(), task.startTime());
        }
    }

    /** One line of a history. */
    @Schema(name = "ExecutionEvent", description = "One line of a history")
    record Event(
            @Schema(description = "From 1, without gaps") long sequence,
            Instant time,
            @Schema(example = "task_completed") String type,
            String path,
            String pointer,
            String task,

            @Schema(description = "The input of what started, the output of what completed") @Nullable
            JsonNode data,

            @Nullable Failure error) {

        static Event of(ExecutionEvent event) {
            return new Event(
                    event.sequence(),
                    event.time(),
                    event.type().wireName(),
                    event.path(),
                    event.pointer(),
                    event.task(),
                    event.data(),
                    Failure.of(event.error()));
        }
    }
}
