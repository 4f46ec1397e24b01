package io.landlord.provider.temporal;

import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.tck.Patience;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.internal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs what has no history yet on a real server and keeps its histories. */
final class Recorder {
    private Recorder() {}

    public static void main(String[] arguments) throws Exception {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(TemporalServer.address())
                .build());
        WorkflowClient client = WorkflowClient.newInstance(service);
        for (Recording recording : Recordings.ALL) {
            if (!Fixtures.has(recording.name())) {
                record(recording, client);
            }
        }
        if (!Fixtures.has(Recordings.KEEPER)) {
            recordKeeper(client);
        }
        service.shutdownNow();
        System.exit(0);
    }

    /** The first run of what keeps a schedule {@code after}: some executions, and the beginning of a new run. */
    private static void recordKeeper(WorkflowClient client) throws Exception {
        TemporalSettings settings = OnTemporal.settings().withContinueAfter(40);
        try (TemporalProvider provider = TemporalProvider.open(Recording.handlers(), settings)) {
            var ignored = provider.createWorkflow(OnTemporal.spec("- a:\n    set: {b: 1}\nschedule: {after: PT1S}\n"));
            String id = Keeper.id(settings.idPrefix(), "test");
            WorkflowStub keeper = client.newUntypedWorkflowStub(id);
            String first = keeper.describe().getExecution().getRunId();
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "a new run of the keeper",
                            () -> !keeper.describe().getExecution().getRunId().equals(first));
            WorkflowExecutionHistory history = client.fetchHistory(id, first);
            Fixtures.write(Recordings.KEEPER, history, Replay.of(history, Recording.handlers()));
            deleteOnceIdle(provider);
        }
    }

    private static void deleteOnceIdle(TemporalProvider provider) {
        new Patience(OnTemporal.PATIENCE).until(() -> "the end of the schedule", () -> {
            try {
                provider.deleteWorkflow("test");
                return true;
            } catch (LandlordException oneRuns) {
                return false;
            }
        });
    }

    private static void record(Recording recording, WorkflowClient client) throws Exception {
        TemporalSettings settings = OnTemporal.settings().withContinueAfter(recording.continueAfter());
        List<WorkflowExecutionHistory> runs = new ArrayList<>();
        try (TemporalProvider provider = TemporalProvider.open(Recording.handlers(), settings)) {
            var ignored = provider.createWorkflow(WorkflowSpec.of("child", Recordings.CHILD));
            boolean scheduled = recording.tasks().contains("schedule:");
            String id = scheduled
                    ? startedByItself(provider, recording)
                    : OnTemporal.start(provider, recording.tasks(), "{}");
            WorkflowStub stub = client.newUntypedWorkflowStub(settings.idPrefix() + id);
            recording.driver().drive(new Recording.Live(provider, stub, id));
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> recording.name() + " to end, not " + provider.getExecutionStatus(id),
                            () -> provider.getExecutionStatus(id).state().isFinal());
            Optional<String> run = Optional.of(stub.describe().getExecution().getRunId());
            while (run.isPresent()) {
                WorkflowExecutionHistory history = client.fetchHistory(settings.idPrefix() + id, run.get());
                runs.addFirst(history);
                String before = started(history)
                        .getWorkflowExecutionStartedEventAttributes()
                        .getContinuedExecutionRunId();
                run = before.isEmpty() ? Optional.empty() : Optional.of(before);
            }
            System.out.println(recording.name() + ": "
                    + provider.getExecutionStatus(id).state().wireName() + ", "
                    + runs.stream().map(one -> one.getEvents().size()).toList() + " events");
        }
        for (int run = 0; run < runs.size(); run++) {
            String name = recording.name() + (run == 0 ? "" : "." + (run + 1));
            Fixtures.write(name, runs.get(run), Replay.of(runs.get(run), Recording.handlers()));
        }
    }

    /** The first execution that the schedule starts; the schedule is gone then. */
    private static String startedByItself(TemporalProvider provider, Recording recording) {
        var ignored = provider.createWorkflow(OnTemporal.spec(recording.tasks()));
        ListsExecutions.Query all = new ListsExecutions.Query("test", null, null, null, 10, null);
        Patience patience = new Patience(OnTemporal.PATIENCE);
        patience.until(
                () -> "an execution that ended",
                () -> provider.listExecutions(all).executions().stream()
                        .anyMatch(execution -> execution.state().isFinal()));
        String id = provider.listExecutions(all).executions().getLast().executionId();
        deleteOnceIdle(provider);
        return id;
    }

    private static HistoryEvent started(WorkflowExecutionHistory history) {
        return history.getEvents().getFirst();
    }
}
