package io.landlord.core.workflow;

import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsWorkflows;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.PausesExecutions;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import java.util.List;
import java.util.Map;

/** A fake provider with every capability. */
public final class AbleProvider extends FakeProvider
        implements ListsWorkflows,
                ListsExecutions,
                KeepsJournal,
                AcceptsSignals,
                ReceivesEvents,
                PausesExecutions,
                RunsSubWorkflows,
                MovesExecutions,
                SchedulesWorkflows {

    public AbleProvider(String name) {
        super(name);
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        called("signal " + executionId + " " + event.envelope());
    }

    @Override
    public void publish(EventMessage event) {
        called("publish " + event.envelope());
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        called("journal " + executionId);
        return new ExecutionJournal(executionId, "hash", List.of());
    }

    @Override
    public Page listExecutions(Query query) {
        called("list executions " + query.workflowId());
        return new Page(List.of(), null);
    }

    @Override
    public List<WorkflowSummary> listWorkflows() {
        called("list workflows");
        return specs.keySet().stream()
                .map(id -> new WorkflowSummary(id, name(), id, List.of("1"), Map.of()))
                .toList();
    }

    @Override
    public void pauseExecution(String executionId) {
        called("pause " + executionId);
    }

    @Override
    public void moveExecution(String executionId, String version) {
        called("move " + executionId + " to " + version);
    }

    @Override
    public void recallVersion(WorkflowSpec spec) {
        called("recall " + spec.workflowId());
    }

    @Override
    public void resumeExecution(String executionId) {
        called("resume " + executionId);
    }

    @Override
    public java.util.Set<Kind> schedules() {
        return java.util.EnumSet.allOf(Kind.class);
    }

    @Override
    public java.util.Optional<java.time.Instant> nextStart(String workflowId) {
        called("next " + workflowId);
        return java.util.Optional.empty();
    }
}
