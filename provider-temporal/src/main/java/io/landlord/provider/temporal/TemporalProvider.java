package io.landlord.provider.temporal;

import io.grpc.StatusRuntimeException;
import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The engine on a Temporal cluster. One generic workflow hosts the machine; a call becomes an activity with the task's name, a
 * wait a timer; everything else costs no event. An execution carries its definition with it, and the hash of what that
 * compiles to: a new version never changes what runs, and a worker that would run something else refuses.
 *
 * <p><b>Durability.</b> Executions outlive this process; any worker with the same handlers on the same task queue goes on with
 * them. What is deployed is remembered by this process and by the facade's catalog, which deploys it again when it must.
 *
 * <p><b>Limits.</b> A name is taken for as long as the namespace keeps what has ended. A value of more than two megabytes
 * needs a payload store. Lists follow what happens by a moment, but for what this process started; an event can miss an
 * execution that another process started within that moment.
 */
public final class TemporalProvider
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
    public static final String NAME = "temporal";

    private final TaskHandlers handlers;
    private final TemporalSettings settings;
    private final Definitions definitions;
    private final Connection connection;
    private final SizeGuard guard;
    private final Programs programs;
    private final Runs runs;
    private final Listing listing;
    private final Footprints footprints;
    private final Starts starts;
    private final Moves moves;
    private final Deliveries deliveries;
    private final Schedules schedules;
    private final Ends ends;
    private final @Nullable HostWorker worker;

    private final Deployments deployments = new Deployments(NAME);

    private TemporalProvider(
            TaskHandlers handlers, TemporalSettings settings, Definitions definitions, Connection connection) {
        this.handlers = handlers;
        this.settings = settings;
        this.definitions = definitions;
        this.connection = connection;
        this.guard = new SizeGuard(connection.coding());
        this.programs = new Programs(handlers, definitions);
        this.runs = new Runs(connection, settings);
        this.listing = new Listing(runs, new Stalls(connection, settings));
        this.footprints = new Footprints(connection, settings);
        this.starts = new Starts(connection, settings, runs, listing, guard, deployments);
        this.moves = new Moves(runs, listing, guard, programs, deployments, starts);
        this.deliveries = new Deliveries(settings.bus(), runs, listing, programs, starts::by);
        this.schedules = new Schedules(connection, settings);
        this.ends = new Ends(runs, settings.listener());
        this.worker = settings.work().worker()
                ? HostWorker.start(connection, settings, handlers, programs, deliveries, notices())
                : null;
    }

    private HostWorkflow.Notices notices() {
        return new HostWorkflow.Notices() {
            @Override
            public void childBegun(Wire.Start start, boolean listens) {
                listing.started(start.identity().executionId(), listens ? start.hash() : null);
            }

            @Override
            public void ended(Wire.Identity identity) {
                ends.over(identity);
            }
        };
    }

    /**
     * Connects to Temporal, sees to the namespace and the search attributes, and starts a worker.
     *
     * @param handlers what definitions can call
     * @throws LandlordException {@link ErrorCode#PROVIDER_UNAVAILABLE} when Temporal does not answer or refuses
     */
    public static TemporalProvider open(TaskHandlers handlers, TemporalSettings settings) {
        return open(handlers, settings, DefinitionCompiler::compile);
    }

    /**
     * Connects to Temporal, sees to the namespace and the search attributes, and starts a worker.
     *
     * @param handlers what definitions can call
     * @param definitions compiles definitions; a catalog's cache spares compiling what the facade has checked
     * @throws LandlordException {@link ErrorCode#PROVIDER_UNAVAILABLE} when Temporal does not answer or refuses
     */
    public static TemporalProvider open(TaskHandlers handlers, TemporalSettings settings, Definitions definitions) {
        return new TemporalProvider(handlers, settings, definitions, Connection.open(settings));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EngineProfile profile() {
        return TemporalLimits.profile(program -> guard.excess(program.definition(), program.definition()));
    }

    // Workflows

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return deployments.diagnostics(compile(spec));
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        Compilation compilation = compile(spec);
        Program program = deployments.program(spec, compilation);
        connection.ensureAttributes(Milestone.types(program));
        programs.add(program);
        CreateWorkflowResult result = deployments.add(spec, compilation);
        DeployedVersion newest = deployments.newest(spec.workflowId());
        Wire.Start start = starts.prepared(newest, Schedules.NAME, JsonNodeFactory.instance.objectNode(), Map.of());
        schedules.set(newest.program().schedule(), start, Programs.listens(newest.program()));
        return result;
    }

    private Compilation compile(WorkflowSpec spec) {
        return definitions.compile(spec, handlers, DefinitionCompiler.Mode.DEPLOY);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        if (!deployments.knows(workflowId)) {
            // What another process deployed, this one can end all the same.
            schedules.remove(workflowId);
        }
        DeployedVersion ignored = deployments.newest(workflowId);
        List<String> running = new ArrayList<>();
        for (String executionId : listing.running(workflowId)) {
            Run run = runs.look(executionId);
            if (run != null && !run.state().isFinal()) {
                running.add(executionId);
            }
        }
        if (!running.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_CONFLICT,
                    "workflow '" + workflowId + "' has " + running.size() + " running executions, '"
                            + running.getFirst() + "' among them; stop them first");
        }
        schedules.remove(workflowId);
        deployments.remove(workflowId);
    }

    @Override
    public List<WorkflowSummary> listWorkflows() {
        return deployments.summaries();
    }

    // Executions

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        return starts.execution(workflowId, input);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return runs.status(executionId);
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        if (runs.find(executionId).state().isFinal()) {
            return;
        }
        if (runs.isStuck(executionId)) {
            // No worker can run its compensation: this much can be done.
            boolean ignored = runs.terminate(executionId, reason);
        } else if (!runs.isTold(executionId, Wire.STOP)) {
            // Told again and again, a run whose workers fail would never count as stuck: a signal lets it begin anew.
            boolean ignored = runs.signal(executionId, Wire.STOP, reason);
        }
    }

    @Override
    public void pauseExecution(String executionId) {
        control(executionId, Wire.PAUSE, "paused");
    }

    @Override
    public void resumeExecution(String executionId) {
        control(executionId, Wire.RESUME, "resumed");
    }

    @Override
    public void moveExecution(String executionId, String version) {
        moves.move(executionId, version);
    }

    @Override
    public void recallVersion(WorkflowSpec spec) {
        Compilation compilation = compile(spec);
        Program program = deployments.program(spec, compilation);
        connection.ensureAttributes(Milestone.types(program));
        deployments.recall(spec, compilation);
        programs.add(program);
    }

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        EventMessage given =
                new EventMessage(JqValues.normalize(event.envelope().deepCopy()));
        mustFit(given);
        ExecutionState state = runs.find(executionId).state();
        if (state.isFinal() || !runs.signal(executionId, Wire.EVENT, given.envelope())) {
            throw ended(executionId, "signalled");
        }
    }

    /**
     * Hands an event to the executions at hand, as Temporal's visibility records know them; to those that this process started
     * a moment ago, too.
     *
     * @throws LandlordException {@link ErrorCode#PROVIDER_UNAVAILABLE} when some may not have it; publishing it again is harmless
     */
    @Override
    public void publish(EventMessage event) {
        mustFit(event);
        try {
            deliveries.publish(event);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Connection.unavailable("the publishing was interrupted; not all may have the event", interrupted);
        }
    }

    private void mustFit(EventMessage event) {
        long excess = guard.excess(event.envelope(), event.envelope());
        if (excess > 0) {
            throw SizeGuard.refusal("the event '" + event.id() + "'", "/data", excess);
        }
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

    private void control(String executionId, String signal, String action) {
        ExecutionState state = runs.find(executionId).state();
        if (state.isFinal() || !runs.signal(executionId, signal)) {
            throw ended(executionId, action);
        }
    }

    static LandlordException ended(String executionId, String action) {
        return new LandlordException(
                ErrorCode.EXECUTION_CONFLICT, "execution '" + executionId + "' has ended and cannot be " + action);
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        Run run = runs.findReadable(executionId);
        return new ExecutionJournal(
                executionId,
                run.identity().programHash(),
                runs.journal(executionId).entries());
    }

    /**
     * What an execution is at Temporal and what it has cost there, as Temporal's records tell without a worker.
     *
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND} when there is no such execution
     */
    public Footprint footprint(String executionId) {
        Run run = runs.find(executionId);
        try {
            return footprints.of(run);
        } catch (StatusRuntimeException failure) {
            throw Connection.unavailable(settings, failure);
        }
    }

    @Override
    public Page listExecutions(Query query) {
        return listing.page(query);
    }

    /**
     * Takes no more work and waits until the calls under way have ended, at most this long; {@link #close} then hands what is left
     * to other workers. Other requests go on being answered.
     *
     * @return whether all of them have ended
     */
    public boolean drain(Duration limit) {
        return worker == null || worker.drain(limit);
    }

    /** Ends the worker. What runs goes on where another worker is, or when the next one starts. */
    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        deliveries.close();
        ends.close();
        connection.close();
    }
}
