package io.landlord.provider.temporal;

import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.List;

/** Temporal's own records of an execution's newest run. */
final class History {
    private History() {}

    static List<HistoryEvent> of(TemporalSettings settings, String executionId) {
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(settings.address())
                .build());
        try {
            return WorkflowClient.newInstance(
                            service,
                            WorkflowClientOptions.newBuilder()
                                    .setNamespace(settings.namespace())
                                    .build())
                    .fetchHistory(settings.idPrefix() + executionId)
                    .getEvents();
        } finally {
            service.shutdownNow();
        }
    }
}
