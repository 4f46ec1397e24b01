package io.landlord.provider.temporal;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;
import java.util.function.Function;

/** Temporal's own records of an execution's newest run. */
final class History {
    private History() {}

    static List<HistoryEvent> of(TemporalSettings settings, String executionId) {
        return asked(
                settings,
                client -> client.fetchHistory(settings.idPrefix() + executionId).getEvents());
    }

    /** Ends the workflow by force, as people can. */
    static void terminate(TemporalSettings settings, String executionId) {
        boolean ignored = asked(settings, client -> {
            client.newUntypedWorkflowStub(settings.idPrefix() + executionId).terminate("by hand");
            return true;
        });
    }

    private static <T> T asked(TemporalSettings settings, Function<WorkflowClient, T> question) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .build());
        try {
            return question.apply(WorkflowClient.newInstance(
                    service,
                    WorkflowClientOptions.newBuilder()
                            .setNamespace(settings.namespace())
                            .build()));
        } finally {
            service.shutdownNow();
        }
    }
}
