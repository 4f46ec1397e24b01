package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.provider.ListsWorkflows;
import io.landlord.api.provider.PausesExecutions;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.catalog.WorkflowVersion;
import io.landlord.core.registry.ProviderDescription;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.jq.JqValues;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The one facade over all engines: checks what it is given, finds the provider, logs and measures. Providers do the rest.
 *
 * <p><b>Routing.</b> The provider named with {@link #on}, else the spec's {@code providerType}, else the owner by the catalog,
 * else the configured default. <b>Checks.</b> Defaults first: a blank name becomes the id, an execution without a name gets
 * one. Then all violations at once, as the diagnostics of one {@link ErrorCode#INVALID_SPEC}, those of the definition among
 * them. Ids and execution names are letters, digits, {@code .}, {@code _} and {@code -}, beginning with a letter or digit, at
 * most 128. Values have at most 200 levels and 10,000,000 characters. <b>Capabilities.</b> What a provider cannot do is refused
 * with {@link ErrorCode#CAPABILITY_UNSUPPORTED}, naming both; an empty answer always means that there is nothing.
 * <b>Forgetful providers.</b> A workflow that the catalog knows and its provider has forgotten is deployed again when it is
 * started, under the same version; a newer version counts on from there.
 *
 * <p><b>Threads.</b> Safe for use by many. <b>Blocking.</b> As long as the provider does; only {@link #runOnce} waits for an
 * execution. <b>Errors.</b> {@link LandlordException} alone; what a provider throws against its contract becomes
 * {@link ErrorCode#INTERNAL}, naming provider and operation, with the cause kept.
 */
public final class WorkflowManager {
    private final ProviderRegistry registry;
    private final WorkflowCatalog catalog;
    private final FacadeSettings settings;
    private final Calls calls;
    private final Workflows workflows;

    /**
     * A facade over the providers of a registry; it logs which there are.
     *
     * @param catalog remembers who owns what; the facade keeps it up to date
     * @param meters takes the measures
     */
    public WorkflowManager(
            ProviderRegistry registry, WorkflowCatalog catalog, FacadeSettings settings, MeterRegistry meters) {
        this(
                catalog,
                settings,
                new Calls(new Observer(meters), new Routes(registry, catalog, settings.defaultProvider(), null)));
        Logger logger = LoggerFactory.getLogger(WorkflowManager.class);
        logger.atInfo()
                .addKeyValue("providers", registry.list())
                .addKeyValue("defaultProvider", settings.defaultProvider())
                .log("facade ready");
    }

    private WorkflowManager(WorkflowCatalog catalog, FacadeSettings settings, Calls calls) {
        this.registry = calls.registry();
        this.catalog = catalog;
        this.settings = settings;
        this.calls = calls;
        this.workflows = new Workflows(catalog);
    }

    /** This facade with every call going to the provider of this name, whatever spec and catalog say. */
    public WorkflowManager on(String provider) {
        return new WorkflowManager(catalog, settings, calls.to(provider));
    }

    /** The registered providers with what they can do, ordered by name. */
    public List<ProviderDescription> listProviders() {
        return registry.list();
    }

    /**
     * Deploys a workflow; its provider becomes its owner.
     *
     * @see WorkflowProvider#createWorkflow
     * @throws LandlordException {@link ErrorCode#INVALID_SPEC}; {@link ErrorCode#PROVIDER_NOT_FOUND};
     *     {@link ErrorCode#WORKFLOW_CONFLICT}; {@link ErrorCode#CAPABILITY_UNSUPPORTED} for a definition that asks for what the
     *     provider does not have
     */
    public CreateWorkflowResult createWorkflow(WorkflowSpec given) {
        WorkflowSpec spec = SpecChecks.withDefaults(given);
        return calls.ofSpec(Operation.CREATE_WORKFLOW, spec, provider -> workflows.create(spec, provider));
    }

    /**
     * Everything that is wrong with a spec or doubtful in it, and deploys nothing.
     *
     * @see WorkflowProvider#validate
     */
    public List<Diagnostic> validate(WorkflowSpec given) {
        WorkflowSpec spec = SpecChecks.withDefaults(given);
        return calls.ofSpec(Operation.VALIDATE, spec, provider -> SpecChecks.problems(spec, provider));
    }

    /**
     * Removes a workflow with its versions from its provider.
     *
     * @see WorkflowProvider#deleteWorkflow
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}; {@link ErrorCode#WORKFLOW_CONFLICT} while executions of
     *     it run
     */
    public void deleteWorkflow(String workflowId) {
        calls.onWorkflow(Operation.DELETE_WORKFLOW, workflowId, provider -> workflows.delete(workflowId, provider));
    }

    /**
     * The deployed workflows: of the named provider, else of all that can list them, ordered by id and provider.
     *
     * @throws LandlordException {@link ErrorCode#CAPABILITY_UNSUPPORTED} when the named provider cannot list them, or none can
     */
    public List<WorkflowSummary> listWorkflows() {
        return calls.able(Capability.LIST_WORKFLOWS).stream()
                .flatMap(provider -> listWorkflows(provider).stream())
                .sorted(Comparator.comparing(WorkflowSummary::workflowId).thenComparing(WorkflowSummary::provider))
                .toList();
    }

    private List<WorkflowSummary> listWorkflows(String name) {
        return calls.of(
                Operation.LIST_WORKFLOWS,
                name,
                provider -> Capable.of(provider, Capability.LIST_WORKFLOWS, ListsWorkflows.class)
                        .listWorkflows());
    }

    /**
     * A workflow as the catalog knows it: its newest version on the provider named with {@link #on}, else on its owner. The
     * provider is not asked and need not be registered.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}
     */
    public DeployedWorkflow describeWorkflow(String workflowId) {
        return workflows.describe(workflowId, calls.named());
    }

    /**
     * The workflows the catalog knows, whatever their provider and without asking it, ordered by id.
     *
     * @param limit how many at the most, from 1 to {@value WorkflowCatalog#PAGE_LIMIT}
     * @param after only those whose id comes after this one; {@code null} begins with the first
     */
    public List<DeployedWorkflow> catalogued(int limit, @Nullable String after) {
        return catalog.list(limit, after);
    }

    /**
     * The versions of a workflow that the catalog knows on its provider, oldest first.
     *
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}
     */
    public List<WorkflowVersion> listVersions(String workflowId) {
        return calls.ofWorkflow(
                Operation.LIST_VERSIONS, workflowId, provider -> workflows.versions(workflowId, provider));
    }

    /**
     * Starts an execution; one without a name gets a new one, so that starting it again starts another.
     *
     * @see WorkflowProvider#startExecution
     * @throws LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}; {@link ErrorCode#INVALID_SPEC};
     *     {@link ErrorCode#EXECUTION_CONFLICT} for a name that was used with another input
     */
    public ExecutionResult startExecution(String workflowId, ExecutionInput given) {
        return start(workflowId, given, workflowId);
    }

    /** @param label what the measures call the workflow: names that are made up for one run are of no use there */
    ExecutionResult start(String workflowId, ExecutionInput given, String label) {
        ExecutionInput input = InputChecks.withDefaults(given, settings.names());
        return calls.start(workflowId, input, provider -> {
            ExecutionResult result = workflows.start(workflowId, input, provider);
            if (result.created()) {
                calls.started(label, provider.name());
            }
            return result;
        });
    }

    /**
     * Tells all that is known of an execution.
     *
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    public ExecutionStatus getExecutionStatus(String executionId) {
        return calls.ofExecution(
                Operation.EXECUTION_STATUS, executionId, provider -> provider.getExecutionStatus(executionId));
    }

    /**
     * Cancels an execution.
     *
     * @param reason for people
     * @see WorkflowProvider#stopExecution
     * @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    public void stopExecution(String executionId, String reason) {
        calls.onExecution(
                Operation.STOP_EXECUTION, executionId, provider -> provider.stopExecution(executionId, reason));
    }

    /**
     * Pauses an execution.
     *
     * @see PausesExecutions#pauseExecution
     */
    public void pauseExecution(String executionId) {
        calls.onExecution(
                Operation.PAUSE_EXECUTION,
                executionId,
                provider -> Capable.of(provider, Capability.PAUSE, PausesExecutions.class)
                        .pauseExecution(executionId));
    }

    /**
     * Lets a paused execution go on.
     *
     * @see PausesExecutions#resumeExecution
     */
    public void resumeExecution(String executionId) {
        calls.onExecution(
                Operation.RESUME_EXECUTION,
                executionId,
                provider -> Capable.of(provider, Capability.PAUSE, PausesExecutions.class)
                        .resumeExecution(executionId));
    }

    /**
     * Moves a running execution to another version of its workflow.
     *
     * @param version the version's name
     * @see io.landlord.api.provider.MovesExecutions#moveExecution
     */
    public void moveExecution(String executionId, String version) {
        calls.onExecution(
                Operation.MOVE_EXECUTION, executionId, provider -> workflows.move(executionId, version, provider));
    }

    /**
     * Sends a signal into a running execution, under an id made for it.
     *
     * @param name the type of the event
     * @see #signalExecution(String, EventMessage)
     */
    public void signalExecution(String executionId, String name, JsonNode payload) {
        calls.onExecution(Operation.SIGNAL_EXECUTION, executionId, provider -> {
            AcceptsSignals able = Capable.of(provider, Capability.SIGNAL, AcceptsSignals.class);
            Violations violations = new Violations();
            if (name.isBlank()) {
                violations.add("empty-name", "/name", "the signal's name is empty", null);
            }
            InputChecks.requireJson(payload, "/payload", violations);
            if (!violations.found().isEmpty()) {
                throw Violations.refusal("the signal for execution '" + executionId + "'", violations.found());
            }
            able.signalExecution(
                    executionId, EventMessage.signal(name, settings.names().get(), JqValues.normalize(payload)));
        });
    }

    /**
     * Sends an event into a running execution; the same event, by source and id, has no effect the second time.
     *
     * @see AcceptsSignals#signalExecution
     * @throws LandlordException also {@link ErrorCode#INVALID_SPEC} for data beyond the limits
     */
    public void signalExecution(String executionId, EventMessage event) {
        calls.onExecution(
                Operation.SIGNAL_EXECUTION,
                executionId,
                provider -> Capable.of(provider, Capability.SIGNAL, AcceptsSignals.class)
                        .signalExecution(executionId, InputChecks.event(event)));
    }

    /**
     * Hands an event to every execution that could take it: on the named provider, else on all that receive events.
     *
     * @see ReceivesEvents#publish
     * @throws LandlordException {@link ErrorCode#CAPABILITY_UNSUPPORTED} when the named provider receives no events, or none
     *     does; {@link ErrorCode#INVALID_SPEC} for data beyond the limits
     */
    public void publishEvent(EventMessage event) {
        calls.able(Capability.EVENTS).forEach(provider -> publishEvent(provider, event));
    }

    private void publishEvent(String name, EventMessage event) {
        calls.on(
                Operation.PUBLISH_EVENT,
                name,
                provider -> Capable.of(provider, Capability.EVENTS, ReceivesEvents.class)
                        .publish(InputChecks.event(event)));
    }

    /**
     * One page of executions: of the named provider, else of the provider of the workflow asked for, else of the default.
     *
     * @see ListsExecutions#listExecutions
     */
    public ListsExecutions.Page listExecutions(ListsExecutions.Query query) {
        return calls.ofWorkflow(
                Operation.LIST_EXECUTIONS,
                query.workflowId(),
                provider -> Capable.of(provider, Capability.LIST_EXECUTIONS, ListsExecutions.class)
                        .listExecutions(query));
    }

    /**
     * The external events an execution received, in order.
     *
     * @see KeepsJournal#journal
     */
    public ExecutionJournal journal(String executionId) {
        return calls.ofExecution(
                Operation.JOURNAL,
                executionId,
                provider -> Capable.of(provider, Capability.JOURNAL, KeepsJournal.class)
                        .journal(executionId));
    }

    /**
     * Deploys a definition under a name made for it, runs it to its end, and removes the workflow again; its execution stays
     * readable. An execution that is not over in time, or whose caller is interrupted, is stopped.
     *
     * @param timeout how long to wait
     * @return the execution as it ended: {@code cancelled} when the time was up
     * @throws LandlordException as from {@link #createWorkflow} and {@link #startExecution}; {@link ErrorCode#EXECUTION_FAILED}
     *     when it did not even stop in 30 s
     * @throws InterruptedException when the calling thread was interrupted
     */
    public ExecutionStatus runOnce(String definition, JsonNode input, Duration timeout) throws InterruptedException {
        WorkflowSpec spec = WorkflowSpec.of("run-" + settings.names().get(), definition);
        ExecutionInput unnamed = new ExecutionInput(null, input, Map.of());
        return new OneOff(this, settings.waiting()).runAndRemove(spec, unnamed, timeout);
    }

    /**
     * Deploys a workflow, runs it to its end, and leaves it deployed. An execution that is not over in time, or whose caller
     * is interrupted, is stopped.
     *
     * @return the execution as it ended
     * @throws LandlordException as {@link #runOnce(String, JsonNode, Duration)}
     * @throws InterruptedException when the calling thread was interrupted
     */
    public ExecutionStatus runOnce(WorkflowSpec spec, ExecutionInput input, Duration timeout)
            throws InterruptedException {
        return new OneOff(this, settings.waiting()).run(spec, input, timeout);
    }
}
