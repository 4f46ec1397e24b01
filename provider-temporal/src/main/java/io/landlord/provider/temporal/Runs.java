package io.landlord.provider.temporal;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionEvent;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Asks Temporal about executions: its records, and through it the workers. */
final class Runs {
    private static final int HISTORY_BOUND = 10_000;
    private static final int PAGE = 1_000;

    /** Longer than visibility needs and clocks differ. */
    private static final Duration LATELY = Duration.ofMinutes(1);

    /** After so many attempts at one task, a stop waits for no worker any more. */
    private static final int HOPELESS = 4;

    private final Connection connection;
    private final TemporalSettings settings;
    private final Records records;

    Runs(Connection connection, TemporalSettings settings) {
        this.connection = connection;
        this.settings = settings;
        this.records = new Records(connection, settings);
    }

    String workflowId(String executionId) {
        return settings.idPrefix() + executionId;
    }

    WorkflowStub stub(String executionId) {
        return connection.client().newUntypedWorkflowStub(workflowId(executionId));
    }

    /** To this very run, and to none that follows it. */
    WorkflowStub stub(Run run) {
        return connection
                .client()
                .newUntypedWorkflowStub(
                        workflowId(run.identity().executionId()), Optional.of(run.runId()), Optional.empty());
    }

    // Temporal's records

    Run find(String executionId) {
        Run run = look(executionId);
        if (run == null) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_NOT_FOUND,
                    "there is no execution '" + executionId + "' on " + TemporalProvider.NAME);
        }
        return run;
    }

    @Nullable
    Run look(String executionId) {
        DescribeWorkflowExecutionResponse description = describe(executionId);
        return description == null ? null : Run.of(description, connection.converter(), settings.idPrefix());
    }

    /** Whether the workers fail at it again and again. */
    boolean isStuck(String executionId) {
        return find(executionId).attempts() >= HOPELESS;
    }

    /** Whether workers that fail at it were told so already, by a signal that none of them has got past yet. */
    boolean isTold(String executionId, String signal) {
        Run run = find(executionId);
        return run.attempts() > 1 && records.isWaiting(run, signal);
    }

    /** What the execution was started with; {@code null} when there is none. */
    Wire.@Nullable Start start(String executionId) {
        Run run = look(executionId);
        return run == null ? null : records.start(run);
    }

    private @Nullable DescribeWorkflowExecutionResponse describe(String executionId) {
        if (executionId.isEmpty()) {
            return null;
        }
        try {
            return connection
                    .service()
                    .blockingStub()
                    .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId(executionId)))
                            .build());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return null;
            }
            throw Connection.unavailable(settings, failure);
        }
    }

    /** Every execution of this provider that matches, in no order. */
    List<Run> list(String filter) {
        return records("ExecutionStatus != 'ContinuedAsNew'" + (filter.isEmpty() ? "" : " AND " + filter));
    }

    /** Every execution of this provider that listens for events. One that goes on in a new run may be in there twice. */
    List<Run> listening() {
        // The old run may be recorded as over before the new one is recorded as begun.
        String justNow = Instant.now().minus(LATELY).toString();
        return records(Attributes.LISTENS.getName() + " = true AND (ExecutionStatus = 'Running'"
                + " OR (ExecutionStatus = 'ContinuedAsNew' AND CloseTime > '" + justNow + "'))");
    }

    private List<Run> records(String filter) {
        String queues =
                settings.work().executionQueues().stream().map(Runs::quoted).collect(Collectors.joining(", "));
        String query = "TaskQueue IN (" + queues + ") AND " + filter;
        List<Run> runs = new ArrayList<>();
        ByteString page = ByteString.EMPTY;
        do {
            ListWorkflowExecutionsResponse response;
            try {
                response = connection
                        .service()
                        .blockingStub()
                        .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(settings.namespace())
                                .setPageSize(PAGE)
                                .setQuery(query)
                                .setNextPageToken(page)
                                .build());
            } catch (StatusRuntimeException failure) {
                throw Connection.unavailable(settings, failure);
            }
            for (WorkflowExecutionInfo info : response.getExecutionsList()) {
                Run run = Run.of(info, 0, connection.converter(), settings.idPrefix());
                if (run != null) {
                    runs.add(run);
                }
            }
            page = response.getNextPageToken();
        } while (!page.isEmpty());
        return runs;
    }

    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    // The workers' answers

    /** The execution, with all that is known of it. */
    Run findReadable(String executionId) {
        Run run = find(executionId);
        String unreadable = run.unreadable();
        if (unreadable != null) {
            throw Connection.unavailable("execution '" + executionId + "' cannot be read: " + unreadable, null);
        }
        return run;
    }

    /** The status as the workflow tells it, or as much of it as Temporal's records hold when no worker answers. */
    ExecutionStatus status(String executionId) {
        Run asked = find(executionId);
        ExecutionStatus status;
        try {
            status = joined(asked, answers(executionId, Wire.STATUS, HISTORY_BOUND));
        } catch (WorkflowQueryException | WorkflowServiceException | Unreadable noAnswer) {
            return records.status(asked);
        }
        if (!status.state().isFinal()) {
            return asked.state().isFinal() ? overruled(status, asked) : status;
        }
        Run run = find(executionId);
        return run.closeTime() == null
                ? status
                : status.toBuilder().stopTime(run.closeTime()).build();
    }

    /** It was terminated, or a fault ended it: the machine knows of no end. */
    private ExecutionStatus overruled(ExecutionStatus status, Run run) {
        HistoryEvent last = records.event(run, true);
        String detail = "Temporal ended it";
        if (last != null && last.hasWorkflowExecutionFailedEventAttributes()) {
            detail = connection.message(
                    last.getWorkflowExecutionFailedEventAttributes().getFailure());
        } else if (last != null && last.hasWorkflowExecutionTerminatedEventAttributes()) {
            detail = last.getWorkflowExecutionTerminatedEventAttributes().getReason();
        }
        return status.toBuilder()
                .state(run.state())
                .stopTime(run.closeTime())
                .output(null)
                .error(new ExecutionError(
                        StandardError.RUNTIME.type(),
                        StandardError.RUNTIME.title(),
                        StandardError.RUNTIME.status(),
                        detail,
                        "",
                        null,
                        false))
                .compensation(null)
                .currentTasks(List.of())
                .build();
    }

    private ExecutionStatus joined(Run asked, List<Wire.Answer> newestFirst) {
        ExecutionStatus newest = Boolean.TRUE.equals(newestFirst.getFirst().bare())
                ? records.withData(asked, read(newestFirst.getFirst()))
                : read(newestFirst.getFirst());
        if (newestFirst.size() == 1) {
            return newest;
        }
        List<ExecutionEvent> history = new ArrayList<>();
        for (Wire.Answer answer : newestFirst.reversed()) {
            for (ExecutionEvent line : read(answer).history()) {
                history.add(line.at(history.size() + 1L));
            }
        }
        return newest.toBuilder().history(history).build();
    }

    private static ExecutionStatus read(Wire.Answer answer) {
        return JsonPayloads.MAPPER.treeToValue(answer.content(), ExecutionStatus.class);
    }

    /**
     * A journal.
     *
     * @param entries those of all runs, oldest first
     * @param ofNewest how many of them are the newest run's
     */
    record Recorded(List<JsonNode> entries, int ofNewest) {}

    Recorded journal(String executionId) {
        List<JsonNode> entries = new ArrayList<>();
        int ofNewest = 0;
        try {
            for (Wire.Answer answer :
                    answers(executionId, Wire.JOURNAL, Integer.MAX_VALUE).reversed()) {
                answer.content().forEach(entries::add);
                ofNewest = answer.content().size();
            }
        } catch (WorkflowQueryException | WorkflowServiceException noAnswer) {
            throw Connection.unavailable(
                    "no worker answers for execution '" + executionId + "': " + noAnswer.getMessage(), noAnswer);
        }
        return new Recorded(entries, ofNewest);
    }

    /** The answers of the newest run and those before it, the newest first, until there are enough lines. */
    private List<Wire.Answer> answers(String executionId, String question, int lines) {
        List<Wire.Answer> answers = new ArrayList<>();
        Optional<String> run = Optional.empty();
        int seen = 0;
        do {
            WorkflowStub stub =
                    connection.client().newUntypedWorkflowStub(workflowId(executionId), run, Optional.empty());
            Wire.Answer answer = whole(stub, question);
            answers.add(answer);
            seen += lines(answer.content()).size();
            run = Optional.ofNullable(answer.previous());
        } while (run.isPresent() && seen < lines);
        return answers;
    }

    /** The answer with all its pages. */
    private static Wire.Answer whole(WorkflowStub stub, String question) {
        Wire.Answer first = stub.query(question, Wire.Answer.class);
        ArrayNode lines = lines(first.content());
        unpack(first, lines);
        String more = question.equals(Wire.STATUS) ? Wire.HISTORY : question;
        for (Integer next = first.next(); next != null; ) {
            Wire.Answer page = stub.query(more, Wire.Answer.class, next);
            page.content().forEach(lines::add);
            unpack(page, lines);
            next = page.next();
        }
        return first;
    }

    private static void unpack(Wire.Answer answer, ArrayNode lines) {
        if (answer.packed() != null) {
            PackedLines.read(answer.packed()).forEach(lines::add);
        }
    }

    private static ArrayNode lines(JsonNode content) {
        return (ArrayNode) (content.isArray() ? content : content.get("history"));
    }

    // Signals

    /** Sends a signal. Says whether the execution was still running. */
    boolean signal(String executionId, String name, Object... arguments) {
        return told(executionId, stub -> stub.signal(name, arguments));
    }

    boolean terminate(String executionId, String reason) {
        return told(executionId, stub -> stub.terminate(reason));
    }

    private boolean told(String executionId, Consumer<WorkflowStub> request) {
        try {
            request.accept(stub(executionId));
            return true;
        } catch (WorkflowNotFoundException over) {
            return false;
        } catch (WorkflowServiceException failure) {
            throw Connection.unavailable(
                    "Temporal at " + settings.address() + " did not take the request: " + failure.getMessage(),
                    failure);
        }
    }
}
