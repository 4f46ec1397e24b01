package io.landlord.api.provider;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The capability to list executions. */
public interface ListsExecutions {

    /**
     * One page of the executions that match, newest first, ties ordered by id.
     *
     * @param query which executions, and where the page begins
     */
    Page listExecutions(Query query);

    /**
     * Which executions to list.
     *
     * @param workflowId only those of this workflow
     * @param state only those in this state
     * @param startedFrom only those started at this time or later
     * @param startedBefore only those started before this time
     * @param version only those of this version
     * @param tags only those with all of these tags; a tenant's are found by {@code tenant}
     * @param limit how many at the most, from 1 to 1,000
     * @param cursor where the page begins, as the page before it said; {@code null} for the first. It stays good while
     *     executions come, end and go; one that no page gave is refused as invalid
     */
    record Query(
            @Nullable String workflowId,
            @Nullable ExecutionState state,
            @Nullable Instant startedFrom,
            @Nullable Instant startedBefore,
            @Nullable String version,
            Map<String, String> tags,
            int limit,
            @Nullable String cursor) {
        public Query {
            tags = Map.copyOf(tags);
            if (limit < 1 || limit > 1_000) {
                throw new IllegalArgumentException("limit must be between 1 and 1000, not " + limit);
            }
        }

        /** Whatever their versions and tags. */
        public Query(
                @Nullable String workflowId,
                @Nullable ExecutionState state,
                @Nullable Instant startedFrom,
                @Nullable Instant startedBefore,
                int limit,
                @Nullable String cursor) {
            this(workflowId, state, startedFrom, startedBefore, null, Map.of(), limit, cursor);
        }

        /** Whether an execution is among those that are asked for. */
        public boolean matches(ExecutionSummary execution) {
            return (workflowId == null || workflowId.equals(execution.workflowId()))
                    && (state == null || state == execution.state())
                    && (startedFrom == null || !execution.startTime().isBefore(startedFrom))
                    && (startedBefore == null || execution.startTime().isBefore(startedBefore))
                    && (version == null || version.equals(execution.version()))
                    && execution.tags().entrySet().containsAll(tags.entrySet());
        }

        /** The newest executions of all workflows in all states. */
        public static Query newest(int limit) {
            return new Query(null, null, null, null, limit, null);
        }
    }

    /**
     * A page of executions.
     *
     * @param executions what is on it
     * @param next the cursor of the page after it; {@code null} on the last one
     */
    record Page(List<ExecutionSummary> executions, @Nullable String next) {
        public Page {
            executions = List.copyOf(executions);
        }
    }
}
