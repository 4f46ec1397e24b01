package io.landlord.provider.mock;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsWorkflows;
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
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import io.landlord.machine.Outcome;
import io.landlord.machine.child.Children;
import io.landlord.machine.program.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

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
                SchedulesWorkflows,
                AutoCloseable {
    /** The name configuration uses for this provider. */
    public static final String NAME = "mock";

    private final TaskHandlers handlers;
    private final Definitions definitions;
    private final MockSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("mock-timers").factory());
    private final CallRunner calls;

    private final Schedules schedules;

    private final Object lock = new Object();
    private final Deployments deployments = new Deployments();
    private final Map<String, Execution> executions = new LinkedHashMap<>();

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
        this.calls = new CallRunner(
                settings.script() == null ? handlers : ScriptedPrograms.handlers(), this::emitted, this::execute);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return settings.script() != null ? List.of() : diagnostics(compile(spec));
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        Program program = null;
        String content = CanonicalJson.hash(StringNode.valueOf(spec.definition()));
        List<Diagnostic> warnings = List.of();
        if (settings.script() == null) {
            Compilation compilation = compile(spec);
            warnings = diagnostics(compilation);
            program = compilation.program();
            if (program == null) {
                throw new LandlordException(
                        ErrorCode.INVALID_SPEC,
                        "the definition of workflow '" + spec.workflowId() + "' is not valid",
                        warnings,
                        null);
            }
            content = program.hash();
        }
        CreateWorkflowResult result;
        Program newest;
        synchronized (lock) {
            result = deployments.add(spec, content, program, warnings);
            newest = deployments.newest(spec.workflowId()).program();
        }
        schedules.set(spec.workflowId(), newest == null ? null : newest.schedule());
        return result;
    }

    private List<Diagnostic> diagnostics(Compilation compilation) {
        synchronized (lock) {
            return deployments.diagnostics(compilation);
        }
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
        return start(workflowId, name, input, settings.clock().instant());
    }

    private void start(String workflowId, String name, JsonNode input, Instant at) {
        ExecutionResult ignored = start(workflowId, name, new ExecutionInput(name, input, Map.of()), at);
    }

    private ExecutionResult start(String workflowId, String name, ExecutionInput input, Instant at) {
        String executionId = workflowId + ":" + name;
        ExecutionInput given =
                new ExecutionInput(name, JqValues.normalize(input.input().deepCopy()), input.tags());
        Execution execution;
        synchronized (lock) {
            Execution known = executions.get(executionId);
            if (known != null) {
                return known(known, given);
            }
            Deployment.Version version = deployments.newest(workflowId);
            Descent descent = new Descent(0, deployments.pinned(version));
            execution = create(
                    new Execution.Identity(executionId, workflowId, version.name(), given, descent),
                    version,
                    timeline(at),
                    (outcome, end) -> schedules.ended(workflowId, name, end));
            executions.put(executionId, execution);
        }
        execution.start();
        return execution.result(true);
    }

    private static ExecutionResult known(Execution execution, ExecutionInput input) {
        if (!execution.identity().input().input().equals(input.input())) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_CONFLICT,
                    "execution '" + execution.identity().executionId()
                            + "' was started with another input; use another name for this one");
        }
        return execution.result(false);
    }

    private Timeline timeline(Instant start) {
        return settings.virtualTime() ? new VirtualTimeline(start) : new WallTimeline(settings.clock(), timers);
    }

    private Execution child(
            Execution.Identity parent,
            Command.StartChild command,
            Deployment.Version version,
            Timeline timeline,
            Consumer<Event> ended) {
        String workflowId = version.spec().workflowId();
        String name = Children.name(parent.executionId(), parent.name(), command.id());
        Execution.Identity identity = new Execution.Identity(
                workflowId + ":" + name,
                workflowId,
                version.name(),
                new ExecutionInput(
                        name, command.input(), Children.tags(parent.input().tags(), parent.executionId())),
                parent.descent().below());
        Execution child = create(
                identity,
                version,
                timeline,
                (outcome, end) -> ended.accept(Children.ended(end, command.id(), outcome)));
        synchronized (lock) {
            executions.put(identity.executionId(), child);
        }
        return child;
    }

    private Execution create(
            Execution.Identity identity,
            Deployment.Version version,
            Timeline timeline,
            BiConsumer<Outcome, Instant> ended) {
        Program program = version.program();
        if (program == null) {
            MockScript script = Objects.requireNonNull(settings.script());
            program = ScriptedPrograms.program(
                    version.content(),
                    script.answer(identity.workflowId(), identity.input()),
                    version.spec().timeout());
        }
        return new Execution(identity, program, timeline, this::execute, calls, this::child, ended, settings);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return execution(executionId).status();
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        execution(executionId).stop(reason);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        synchronized (lock) {
            Deployment.Version ignored = deployments.newest(workflowId);
            List<String> running = executions.values().stream()
                    .filter(execution -> execution.identity().workflowId().equals(workflowId))
                    .filter(execution -> !execution.state().isFinal())
                    .map(execution -> execution.identity().executionId())
                    .toList();
            if (!running.isEmpty()) {
                throw new LandlordException(
                        ErrorCode.WORKFLOW_CONFLICT,
                        "workflow '" + workflowId + "' has " + running.size() + " running executions, '"
                                + running.getFirst() + "' among them; stop them first");
            }
            deployments.remove(workflowId);
        }
        schedules.remove(workflowId);
    }

    @Override
    public List<WorkflowSummary> listWorkflows() {
        synchronized (lock) {
            return deployments.summaries();
        }
    }

    @Override
    public Page listExecutions(Query query) {
        Predicate<ExecutionSummary> listed = query::matches;
        String cursor = query.cursor();
        if (cursor != null) {
            listed = listed.and(ListPlace.of(cursor)::isBefore);
        }
        List<ExecutionSummary> left;
        synchronized (lock) {
            left = executions.values().stream()
                    .map(Execution::summary)
                    .filter(listed)
                    .sorted(ListPlace.ORDER)
                    .toList();
        }
        List<ExecutionSummary> page = left.subList(0, Math.min(left.size(), query.limit()));
        boolean last = page.size() == left.size();
        return new Page(page, last ? null : ListPlace.behind(page.getLast()).cursor());
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        return execution(executionId).journal();
    }

    @Override
    public void pauseExecution(String executionId) {
        runningExecution(executionId, "paused").pause();
    }

    @Override
    public void resumeExecution(String executionId) {
        runningExecution(executionId, "resumed").resume();
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        Execution execution = execution(executionId);
        if (!execution.receive(normalized(event))) {
            throw ended(execution, "signalled");
        }
    }

    /** Hands an event to the executions at hand, and to the workflows it starts; those that start later do not see it. */
    @Override
    public void publish(EventMessage event) {
        EventMessage given = normalized(event);
        List<Execution> all;
        synchronized (lock) {
            all = List.copyOf(executions.values());
        }
        for (Execution execution : all) {
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
        synchronized (lock) {
            Deployment.Version ignored = deployments.newest(workflowId);
        }
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
        execution(context.executionId()).timeline().pass(duration);
    }

    private Execution runningExecution(String executionId, String action) {
        Execution execution = execution(executionId);
        if (execution.state().isFinal()) {
            throw ended(execution, action);
        }
        return execution;
    }

    private static LandlordException ended(Execution execution, String action) {
        return new LandlordException(
                ErrorCode.EXECUTION_CONFLICT,
                "execution '" + execution.identity().executionId() + "' has ended as "
                        + execution.state().wireName() + " and cannot be " + action);
    }

    private Execution execution(String executionId) {
        synchronized (lock) {
            Execution execution = executions.get(executionId);
            if (execution == null) {
                throw new LandlordException(
                        ErrorCode.EXECUTION_NOT_FOUND, "there is no execution '" + executionId + "' on " + NAME);
            }
            return execution;
        }
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
