package io.landlord.provider.temporal;

import io.grpc.StatusRuntimeException;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionStatus;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowTaskFailedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What Temporal's histories tell of an execution when no worker answers. */
final class Records {
    /** The type of the error of an execution that runs and does not come forward. */
    static final String STUCK = "urn:landlord:error:stuck";

    /** The type of the error of an execution whose values this process cannot read. */
    static final String UNREADABLE = "urn:landlord:error:unreadable";

    private static final int STUCK_STATUS = 503;

    /** Signals may stand behind the failure of a task, more than these rarely. */
    private static final int NEWEST = 100;

    private final Connection connection;
    private final TemporalSettings settings;

    Records(Connection connection, TemporalSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** What the run was started with. */
    Wire.@Nullable Start start(Run run) {
        HistoryEvent first = event(run, false);
        return first == null || !first.hasWorkflowExecutionStartedEventAttributes()
                ? null
                : value(first.getWorkflowExecutionStartedEventAttributes().getInput(), Wire.Start.class);
    }

    /** As much of the status as they hold, and what keeps the execution from going on. */
    ExecutionStatus status(Run run) {
        try {
            return readable(run);
        } catch (RuntimeException failure) {
            Unreadable unreadable = Unreadable.in(failure);
            if (unreadable == null) {
                throw failure;
            }
            return known(run)
                    .error(new ExecutionError(
                            UNREADABLE,
                            "Unreadable",
                            STUCK_STATUS,
                            String.valueOf(unreadable.getMessage()),
                            "",
                            null,
                            true))
                    .build();
        }
    }

    private ExecutionStatus readable(Run run) {
        HistoryEvent last = run.state().isFinal() ? event(run, true) : null;
        if (last != null && last.hasWorkflowExecutionFailedEventAttributes()) {
            var failure = last.getWorkflowExecutionFailedEventAttributes().getFailure();
            if (failure.getApplicationFailureInfo().hasDetails()) {
                return value(failure.getApplicationFailureInfo().getDetails(), ExecutionStatus.class).toBuilder()
                        .stopTime(run.closeTime())
                        .history(List.of())
                        .build();
            }
        }
        Wire.Start start = start(run);
        JsonNode input = start == null ? NullNode.getInstance() : start.input();
        return known(run)
                .input(input)
                .output(output(last))
                .error(hindrance(run))
                .context(input)
                .build();
    }

    /** What stands in the answer to a description. */
    private static ExecutionStatus.Builder known(Run run) {
        Wire.Identity identity = run.identity();
        return ExecutionStatus.of(
                        identity.executionId(), identity.workflowId(), identity.version(), run.state(), run.startTime())
                .stopTime(run.closeTime());
    }

    /** A status that a worker told without data, with as much of it as there is. */
    ExecutionStatus withData(Run run, ExecutionStatus status) {
        Wire.Start start = start(run);
        return status.toBuilder()
                .input(start == null ? status.input() : start.input())
                .output(output(run.state().isFinal() ? event(run, true) : null))
                .build();
    }

    private @Nullable JsonNode output(@Nullable HistoryEvent last) {
        return last != null && last.hasWorkflowExecutionCompletedEventAttributes()
                ? value(last.getWorkflowExecutionCompletedEventAttributes().getResult(), JsonNode.class)
                : null;
    }

    private <T> T value(Payloads payloads, Class<T> type) {
        return connection.converter().fromPayload(payloads.getPayloads(0), type, type);
    }

    @Nullable
    HistoryEvent event(Run run, boolean last) {
        try {
            List<HistoryEvent> events = connection
                    .service()
                    .blockingStub()
                    .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .setExecution(execution(run))
                            .setMaximumPageSize(1)
                            .setHistoryEventFilterType(
                                    last
                                            ? HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT
                                            : HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
                            .build())
                    .getHistory()
                    .getEventsList();
            if (events.isEmpty()) {
                return null;
            }
            // A page has whole transactions: with the first event comes the one that schedules the task.
            return last ? events.getLast() : events.getFirst();
        } catch (StatusRuntimeException failure) {
            throw Connection.unavailable(settings, failure);
        }
    }

    /** Whether the workers fail at an execution that runs. */
    boolean isHindered(Run run) {
        return hindrance(run) != null;
    }

    /** The failure of the workers at an execution that runs; {@code null} when none is known. */
    private @Nullable ExecutionError hindrance(Run run) {
        if (run.state().isFinal() || run.attempts() < 2) {
            return null;
        }
        WorkflowTaskFailedEventAttributes failed = failedTask(run);
        return failed == null
                ? null
                : new ExecutionError(
                        STUCK,
                        "Stuck",
                        STUCK_STATUS,
                        "the workers fail at it, " + (run.attempts() - 1) + " times so far: "
                                + connection.message(failed.getFailure()),
                        "",
                        null,
                        true);
    }

    /** Temporal records the first failure of a row alone. A worker that was lost leaves a timeout instead, and heals. */
    private @Nullable WorkflowTaskFailedEventAttributes failedTask(Run run) {
        for (HistoryEvent event : newest(run)) {
            if (event.hasWorkflowTaskFailedEventAttributes()) {
                WorkflowTaskFailedEventAttributes failed = event.getWorkflowTaskFailedEventAttributes();
                return failed.getCause() == WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_UNHANDLED_COMMAND
                        ? null
                        : failed;
            }
            if (event.hasWorkflowTaskCompletedEventAttributes() || event.hasWorkflowTaskTimedOutEventAttributes()) {
                return null;
            }
        }
        return null;
    }

    /** Whether a signal of this name is there that no worker has looked at yet. */
    boolean isWaiting(Run run, String signal) {
        for (HistoryEvent event : newest(run)) {
            if (event.hasWorkflowTaskCompletedEventAttributes()) {
                return false;
            }
            if (event.hasWorkflowExecutionSignaledEventAttributes()
                    && event.getWorkflowExecutionSignaledEventAttributes()
                            .getSignalName()
                            .equals(signal)) {
                return true;
            }
        }
        return false;
    }

    private List<HistoryEvent> newest(Run run) {
        try {
            return connection
                    .service()
                    .blockingStub()
                    .getWorkflowExecutionHistoryReverse(GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .setExecution(execution(run))
                            .setMaximumPageSize(NEWEST)
                            .build())
                    .getHistory()
                    .getEventsList();
        } catch (StatusRuntimeException failure) {
            throw Connection.unavailable(settings, failure);
        }
    }

    private WorkflowExecution execution(Run run) {
        return WorkflowExecution.newBuilder()
                .setWorkflowId(settings.idPrefix() + run.identity().executionId())
                .setRunId(run.runId())
                .build();
    }
}
