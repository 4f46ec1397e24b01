package io.landlord.api.execution;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of an execution's history. The history is a fold of the journal: the same journal gives the same history, but for
 * the lines that tell of a move to another version, which is no event of the journal.
 *
 * @param sequence the place in the history, from 1, without gaps
 * @param time when it happened, as the engine's events say
 * @param type what happened
 * @param path the activation's path; empty for the execution itself
 * @param pointer the task's JSON Pointer; empty for the execution itself
 * @param task the task's name; empty for the execution itself
 * @param data the input of what started, the output of what completed, the CloudEvent that came, the id of a child, the
 *     versions {@code {from, to}} of a move
 * @param error why it failed, or why it is tried again
 */
public record ExecutionEvent(
        long sequence,
        Instant time,
        Type type,
        String path,
        String pointer,
        String task,
        @Nullable JsonNode data,
        @Nullable ExecutionError error) {

    /** The same line at another place of the history. */
    public ExecutionEvent at(long place) {
        return new ExecutionEvent(place, time, type, path, pointer, task, data, error);
    }

    /** The same line without its data. */
    public ExecutionEvent withoutData() {
        return new ExecutionEvent(sequence, time, type, path, pointer, task, null, error);
    }

    /** What a line of the history tells. */
    public enum Type {
        EXECUTION_STARTED,
        EXECUTION_PAUSED,
        EXECUTION_RESUMED,
        EXECUTION_MOVED,
        EXECUTION_COMPENSATING,
        EXECUTION_SUCCEEDED,
        EXECUTION_FAILED,
        EXECUTION_TIMED_OUT,
        EXECUTION_CANCELLED,
        EVENT_RECEIVED,
        EVENT_IGNORED,
        EVENT_DROPPED,
        EVENT_CONSUMED,
        CHILD_STARTED,
        TASK_STARTED,
        TASK_RETRIED,
        TASK_COMPLETED,
        TASK_FAILED,
        TASK_SKIPPED,
        TASK_CANCELLED;

        /** The name used in documents and answers, {@code task_started}. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
