package io.landlord.api.execution;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Everything Landlord knows of an execution at one moment.
 *
 * @param executionId the execution's id
 * @param workflowId the workflow it runs
 * @param version the version it runs
 * @param state its state
 * @param startTime when it started
 * @param stopTime when it ended; {@code null} while it runs
 * @param input what it was started with
 * @param output its result; {@code null} unless it succeeded
 * @param error why it failed, timed out or was cancelled; of one that runs, what its engine fails at so that it does not come
 *     forward, if it knows; {@code null} otherwise
 * @param compensation how compensation went; {@code null} when there was nothing to undo
 * @param currentTasks what it is busy with; empty once it has ended
 * @param context the workflow's context as of now
 * @param history what it did so far, oldest first
 */
public record ExecutionStatus(
        String executionId,
        String workflowId,
        String version,
        ExecutionState state,
        Instant startTime,
        @Nullable Instant stopTime,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable ExecutionError error,
        @Nullable Compensation compensation,
        List<CurrentTask> currentTasks,
        JsonNode context,
        List<ExecutionEvent> history) {

    public ExecutionStatus {
        currentTasks = List.copyOf(currentTasks);
        history = List.copyOf(history);
    }

    /** A status of an execution of which no more than this is known. */
    public static Builder of(
            String executionId, String workflowId, String version, ExecutionState state, Instant startTime) {
        return new Builder(new ExecutionStatus(
                executionId,
                workflowId,
                version,
                state,
                startTime,
                null,
                NullNode.getInstance(),
                null,
                null,
                null,
                List.of(),
                NullNode.getInstance(),
                List.of()));
    }

    /** The same status, to be built anew with some of it changed. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Builds a status. What is not said stays as it is in the status that it began with. */
    public static final class Builder {
        private final String executionId;
        private final String workflowId;
        private final String version;
        private ExecutionState state;
        private final Instant startTime;
        private @Nullable Instant stopTime;
        private JsonNode input;
        private @Nullable JsonNode output;
        private @Nullable ExecutionError error;
        private @Nullable Compensation compensation;
        private List<CurrentTask> currentTasks;
        private JsonNode context;
        private List<ExecutionEvent> history;

        private Builder(ExecutionStatus from) {
            executionId = from.executionId;
            workflowId = from.workflowId;
            version = from.version;
            state = from.state;
            startTime = from.startTime;
            stopTime = from.stopTime;
            input = from.input;
            output = from.output;
            error = from.error;
            compensation = from.compensation;
            currentTasks = from.currentTasks;
            context = from.context;
            history = from.history;
        }

        public Builder state(ExecutionState state) {
            this.state = state;
            return this;
        }

        public Builder stopTime(@Nullable Instant stopTime) {
            this.stopTime = stopTime;
            return this;
        }

        public Builder input(JsonNode input) {
            this.input = input;
            return this;
        }

        public Builder output(@Nullable JsonNode output) {
            this.output = output;
            return this;
        }

        public Builder error(@Nullable ExecutionError error) {
            this.error = error;
            return this;
        }

        public Builder compensation(@Nullable Compensation compensation) {
            this.compensation = compensation;
            return this;
        }

        public Builder currentTasks(List<CurrentTask> currentTasks) {
            this.currentTasks = currentTasks;
            return this;
        }

        public Builder context(JsonNode context) {
            this.context = context;
            return this;
        }

        public Builder history(List<ExecutionEvent> history) {
            this.history = history;
            return this;
        }

        public ExecutionStatus build() {
            return new ExecutionStatus(
                    executionId,
                    workflowId,
                    version,
                    state,
                    startTime,
                    stopTime,
                    input,
                    output,
                    error,
                    compensation,
                    currentTasks,
                    context,
                    history);
        }
    }
}
