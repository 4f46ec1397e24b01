package io.landlord.provider.mock;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsWorkflows;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.provider.PausesExecutions;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import io.landlord.jq.JqValues;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.Definitions;
import io.landlord.language.deployment.DeployedVersion;
import io.landlord.language.deployment.Deployments;
import io.landlord.language.portability.DeclaresProfile;
import io.landlord.language.portability.EngineProfile;
import io.landlord.machine.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import tools.jackson.databind.JsonNode;

/**
 * The engine in memory: for tests, for simulation, and for embedding where nothing has to outlive the process.
 *
 * <p>It hosts the machine with the real task handlers, on a wall clock or a virtual one; or, with a script, it takes any
 * definition unread and answers as told. It is an event bus of its own: what one execution emits, all can listen to.
 * Executions run side by side, each call of a handler on a thread of its own. What
 * has ended is kept until the provider is closed, so that a name stays taken.
 */
public final class MockProvider
        implements WorkflowProvider,
                ListsWorkflows,
                ListsExecutions,
                KeepsJournal,
                AcceptsSignals,
                ReceivesEvents,
                PausesExecutions,
                RunsSubWorkflows,
                MovesExecutions,
                SchedulesWorkflows,
                DeclaresProfile,
                AutoCloseable {
    /** The name configuration uses for this provider. */
    public static final String NAME = "mock";

    /** It runs everything. */
    public static final EngineProfile PROFILE = EngineProfile.full(NAME, List.of());

    private final TaskHandlers handlers;
    private final Definitions definitions;
    private final MockSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mock-timers").factory());
    private final Deployments deployments = new Deployments(NAME);
    private final Executions executions;
    private final Schedules schedules;

    /**
     * @param handlers what definitions can call
     * @param settings how time passes and who answers
     */
    public MockProvider(TaskHandlers handlers, MockSettings settings) {
        this(handlers, settings, DefinitionCompiler::compile);
    }

    /**
     * @param handlers what definitions can call
     * @param settings how time passes and who answers
     * @param definitions compiles definitions; a catalog's cache spares compiling what the facade has checked
     */
    public MockProvider(TaskHandlers handlers, MockSettings settings, Definitions definitions) {
        this.definitions = definitions;
        this.handlers = handlers;
        this.settings = settings;
        this.schedules = new Schedules(settings.clock(), settings.virtualTime(), timers, this::start);
        CallRunner calls = new CallRunner(
                settings.script() == null ? handlers : ScriptedPrograms.handlers(), this::emitted, this::execute);
        this.executions = new Executions(settings, deployments, timers, this::execute, calls, schedules::ended);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineProfile profile() {
        return PROFILE;
    }

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return settings.script() != null ? List.of() : deployments.diagnostics(compile(spec));
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        CreateWorkflowResult result =
                settings.script() != null ? deployments.addUnread(spec) : deployments.add(spec, compile(spec));
        Program newest = deployments.newest(spec.workflowId()).compiled();
        schedules.set(spec.workflowId(), newest == null ? null : newest.schedule());
        return result;
    }

    private Compilation compile(WorkflowSpec spec) {
        return definitions.compile(spec, handlers, DefinitionCompiler.Mode.DEPLOY);
    }

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        String name = input.executionName();
        if (name == null || name.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC, "an execution of workflow '" + workflowId + "' needs a name");
        }
        return executions.start(workflowId, name, input, settings.clock().instant());
    }

    private void start(String workflowId, String name, JsonNode input, Instant at) {
        ExecutionResult ignored = executions.start(workflowId, name, new ExecutionInput(name, input, Map.of()), at);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return executions.get(executionId).status();
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        executions.get(executionId).stop(reason);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        executions.removeWorkflow(workflowId);
        schedules.remove(workflowId);
    }

    @Override
    public List<WorkflowSummary> listWorkflows() {
        return deployments.summaries();
    }

    @Override
    public Page listExecutions(Query query) {
        return executions.page(query);
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        return executions.get(executionId).journal();
    }

    @Override
    public void pauseExecution(String executionId) {
        executions.running(executionId, "paused").pause();
    }

    @Override
    public void resumeExecution(String executionId) {
        executions.running(executionId, "resumed").resume();
    }

    @Override
    public void moveExecution(String executionId, String version) {
        executions.move(executionId, version);
    }

    @Override
    public void recallVersion(WorkflowSpec spec) {
        deployments.recall(spec, compile(spec));
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        Execution execution = executions.get(executionId);
        if (!execution.receive(normalized(event))) {
            throw Executions.ended(execution, "signalled");
        }
    }

    /** Hands an event to the executions at hand, and to the workflows it starts; those that start later do not see it. */
    @Override
    public void publish(EventMessage event) {
        EventMessage given = normalized(event);
        for (Execution execution : executions.all()) {
            if (execution.isConcernedBy(given)) {
                boolean ignored = execution.receive(given);
            }
        }
        schedules.published(given);
    }

    @Override
    public Set<Kind> schedules() {
        return EnumSet.allOf(Kind.class);
    }

    @Override
    public Optional<Instant> nextStart(String workflowId) {
        DeployedVersion ignored = deployments.newest(workflowId);
        return schedules.next(workflowId);
    }

    /**
     * Lets the time of schedules go on, on a virtual clock: every execution that becomes due is started, at its time. The
     * executions have times of their own.
     */
    public void advance(Duration duration) {
        schedules.advance(duration);
    }

    private void emitted(EventMessage event) throws InterruptedException {
        settings.bus().publish(event);
        publish(event);
    }

    private static EventMessage normalized(EventMessage event) {
        return new EventMessage(JqValues.normalize(event.envelope().deepCopy()));
    }

    /**
     * Lets a handler's call take this long on the timeline of its execution: at once on a virtual one. For handlers that
     * simulate work.
     */
    public void pass(TaskContext context, Duration duration) throws InterruptedException {
        executions.get(context.executionId()).timeline().pass(duration);
    }

    /** Once the provider is closed, what still comes in is lost with everything else. */
    private void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException closed) {
            if (!threads.isShutdown()) {
                throw closed;
            }
        }
    }

    /** Ends every thread; what still runs is lost, as it would be with the process. */
    @Override
    public void close() {
        timers.shutdownNow();
        threads.shutdownNow();
    }
}
