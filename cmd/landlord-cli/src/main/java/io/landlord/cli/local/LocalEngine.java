package io.landlord.cli.local;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.CanonicalTrace;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Landlord within this process: the facade over the one engine that needs nothing installed. */
public final class LocalEngine implements Engine {
    private static final Duration FIRST_LOOK = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

    private final MockProvider provider;
    private final WorkflowManager manager;

    /** @param engine the name of the provider that is to do the work; an unknown one is refused with the known names */
    public LocalEngine(TaskHandlers handlers, MockSettings settings, String engine) {
        InMemoryWorkflowCatalog catalog = new InMemoryWorkflowCatalog();
        this.provider = new MockProvider(handlers, settings, catalog::compile);
        this.manager = new WorkflowManager(
                        new ProviderRegistry().register(provider),
                        catalog,
                        FacadeSettings.withDefaultProvider(MockProvider.NAME),
                        new SimpleMeterRegistry())
                .on(engine);
    }

    /** Deploys and starts; the id of the execution. */
    public String start(WorkflowSpec spec, JsonNode input) {
        return start(spec, input, null);
    }

    @Override
    public String start(WorkflowSpec spec, JsonNode input, @Nullable String name) {
        String workflow = manager.createWorkflow(spec).workflowId();
        return manager.startExecution(workflow, new ExecutionInput(name, input, Map.of()))
                .executionId();
    }

    public ExecutionStatus status(String executionId) {
        return manager.getExecutionStatus(executionId);
    }

    @Override
    public void stop(String executionId, String reason) {
        manager.stopExecution(executionId, reason);
    }

    /** Shows every state that is seen to the watcher until the execution has ended. */
    @Override
    public ExecutionStatus await(String executionId, Consumer<ExecutionStatus> watcher) throws InterruptedException {
        Duration pause = FIRST_LOOK;
        ExecutionStatus status = status(executionId);
        while (!status.state().isFinal()) {
            watcher.accept(status);
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
            status = status(executionId);
        }
        watcher.accept(status);
        return status;
    }

    @Override
    public JsonNode trace(Program program, String executionId) {
        return trace(manager, program, executionId);
    }

    @Override
    public Optional<Place> place(String executionId) {
        return Optional.empty();
    }

    static JsonNode trace(WorkflowManager manager, Program program, String executionId) {
        CanonicalTrace trace = new CanonicalTrace();
        Journal.fold(
                program,
                manager.journal(executionId).entries().stream()
                        .map(Journal::read)
                        .toList(),
                trace);
        return trace.toJson();
    }

    @Override
    public void close() {
        provider.close();
    }
}
