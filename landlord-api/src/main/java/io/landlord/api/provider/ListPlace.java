package io.landlord.api.provider;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionSummary;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;

/**
 * A place in a list of executions: behind this one, the newest first. It stays a place when the execution there no longer
 * belongs to the list. A provider whose engine pages in no such order makes its cursors of it.
 *
 * @param startTime of the execution before the place
 * @param executionId of that execution; it decides among those that were started at once
 */
public record ListPlace(Instant startTime, String executionId) {
    /** The order of lists: the newest first, then by id. */
    public static final Comparator<ExecutionSummary> ORDER =
            Comparator.comparing(ExecutionSummary::startTime).reversed().thenComparing(ExecutionSummary::executionId);

    private static final char BETWEEN = '~';

    /** The place behind this execution. */
    public static ListPlace behind(ExecutionSummary execution) {
        return new ListPlace(execution.startTime(), execution.executionId());
    }

    /**
     * The place that this cursor tells.
     *
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC} when it tells none
     */
    public static ListPlace of(String cursor) {
        int between = cursor.indexOf(BETWEEN);
        if (between > 0 && between < cursor.length() - 1) {
            try {
                return new ListPlace(Instant.parse(cursor.substring(0, between)), cursor.substring(between + 1));
            } catch (DateTimeParseException wrong) {
                // Told below.
            }
        }
        throw new LandlordException(
                ErrorCode.INVALID_SPEC,
                "the cursor is wrong",
                List.of(Diagnostic.error(
                        "invalid-cursor",
                        "/cursor",
                        "this is not a cursor that a list gave",
                        "leave it out for the first page, and take 'next' of each page for the one after it")),
                null);
    }

    /** The place as a text, for {@link ListsExecutions.Query#cursor}. */
    public String cursor() {
        return startTime.toString() + BETWEEN + executionId;
    }

    /** Whether the execution comes after this place. */
    public boolean isBefore(ExecutionSummary execution) {
        int time = execution.startTime().compareTo(startTime);
        return time < 0 || (time == 0 && execution.executionId().compareTo(executionId) > 0);
    }
}
