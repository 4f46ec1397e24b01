package io.landlord.cli.local;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.engines.TemporalTarget;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.machine.program.Program;
import io.landlord.provider.temporal.Footprint;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Temporal server, with a worker for one execution in this process. The execution has a task queue of its own, named by its
 * id, so that runs that are under way at once, or were left behind, do not do each other's work. It outlives this process:
 * another one that starts it under the same name goes on with it.
 */
final class TemporalEngine implements Engine {
    static final String QUEUE = "landlord-run/";

    private static final Duration FIRST_LOOK = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    /** A long history takes long to tell: looking must not be most of the work. */
    private static final int REST_AFTER_LOOK = 4;

    private static final Duration LONGEST_REST = Duration.ofSeconds(2);

    private final TemporalTarget target;
    private final String name;
    private final String executionId;
    private final TemporalProvider provider;
    private final WorkflowManager manager;
    private final boolean live;
    private boolean created;

    /**
     * Connects, and starts the worker.
     *
     * @param name of the execution; {@code null} for a new one
     * @param taskQueue where the execution runs; {@code null} for a queue of its own
     * @param live whether somebody watches every task
     */
    TemporalEngine(
            TaskHandlers handlers,
            TemporalTarget target,
            Program program,
            @Nullable String name,
            @Nullable String taskQueue,
            boolean live) {
        this.target = target;
        this.live = live;
        this.name = name != null ? name : "run-" + UUID.randomUUID().toString().substring(0, 13);
        this.executionId = program.name() + ":" + this.name;
        InMemoryWorkflowCatalog catalog = new InMemoryWorkflowCatalog();
        this.provider = TemporalProvider.open(
                handlers,
                TemporalSettings.of(target.address())
                        .with(target.frontend())
                        .withTaskQueue(taskQueue != null ? taskQueue : QUEUE + executionId, ""),
                catalog::compile);
        this.manager = new WorkflowManager(
                new ProviderRegistry().register(provider),
                catalog,
                FacadeSettings.withDefaultProvider(TemporalProvider.NAME),
                new SimpleMeterRegistry());
    }

    @Override
    public String start(WorkflowSpec spec, JsonNode input, @Nullable String ignored) {
        String workflow = manager.createWorkflow(spec).workflowId();
        ExecutionResult result = manager.startExecution(workflow, new ExecutionInput(name, input, Map.of()));
        created = result.created();
        return result.executionId();
    }

    /** Refuses an execution of that name that runs another definition: nobody would know which one the outcome is of. */
    void check(Program program) {
        if (!created && !provider.footprint(executionId).programHash().equals(program.hash())) {
            throw new CliFailure(
                    ExitCode.CONFLICT,
                    "execution '" + executionId + "' was started from another definition",
                    "take the definition as it was, or another name: --name NAME");
        }
    }

    @Override
    public void stop(String execution, String reason) {
        manager.stopExecution(execution, reason);
    }

    @Override
    public ExecutionStatus await(String execution, Consumer<ExecutionStatus> watcher) throws InterruptedException {
        Duration pause = FIRST_LOOK;
        long rested = System.nanoTime();
        while (true) {
            boolean over = provider.footprint(execution).closed();
            if (over || (live && System.nanoTime() - rested >= 0)) {
                long begun = System.nanoTime();
                ExecutionStatus status = manager.getExecutionStatus(execution);
                watcher.accept(status);
                if (over && status.state().isFinal()) {
                    return status;
                }
                long now = System.nanoTime();
                rested = now + Math.min((now - begun) * REST_AFTER_LOOK, LONGEST_REST.toNanos());
            }
            Thread.sleep(pause);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.plus(FIRST_LOOK) : pause;
        }
    }

    @Override
    public JsonNode trace(Program program, String execution) {
        return LocalEngine.trace(manager, program, execution);
    }

    @Override
    public Optional<Place> place(String execution) {
        Footprint footprint = provider.footprint(execution);
        String ui = target.ui();
        return Optional.of(new Place(
                TemporalProvider.NAME,
                target.address(),
                footprint.namespace(),
                execution,
                ui == null ? null : footprint.in(ui),
                footprint.runs(),
                footprint.events(),
                created));
    }

    @Override
    public void close() {
        provider.close();
    }
}
