package io.landlord.examples.provider;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.provider.ReceivesEvents;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.jq.JqValues;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.Event;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.Program;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An engine that keeps everything in one file: what was deployed, and every event of every execution. A process that opens
 * the file goes on where the last one was, however that ended.
 *
 * <p><b>Limits.</b> One process has the file at a time. It grows for ever, and all of it is in memory. Every event costs one
 * write to the disk. Handlers must be registered when the file is opened, with the options they had when the workflows in it
 * were deployed.
 */
public final class FileProvider
        implements WorkflowProvider, KeepsJournal, AcceptsSignals, ReceivesEvents, AutoCloseable {
    /** The name configuration uses for this provider. */
    public static final String NAME = "file";

    private final TaskHandlers handlers;
    private final Loop loop;
    private final JournalFile file;
    private final Engine engine;

    // Both belong to the loop's thread.
    private final Map<String, Workflow> workflows = new HashMap<>();
    private final Map<String, HostedExecution> executions = new LinkedHashMap<>();

    private FileProvider(JournalFile file, TaskHandlers handlers, Clock clock, ExecutionListener listener) {
        this.file = file;
        this.handlers = handlers;
        this.loop = new Loop(clock);
        this.engine = new Engine(handlers, clock, loop, file, this::deliver, listener);
    }

    /**
     * Opens the file, or makes it, and goes on with what runs in it.
     *
     * @param handlers what definitions can call
     * @param clock the wall clock
     * @param listener is told of the end of each execution, on the loop's thread
     * @throws LandlordException {@link ErrorCode#PROVIDER_UNAVAILABLE} when the file is in use or cannot be read or written;
     *     {@link ErrorCode#INVALID_SPEC} when a workflow in it means something else with these handlers
     */
    public static FileProvider open(Path file, TaskHandlers handlers, Clock clock, ExecutionListener listener) {
        FileProvider provider = new FileProvider(JournalFile.open(file), handlers, clock, listener);
        try {
            return provider.loop.ask(provider::recovered);
        } catch (LandlordException failure) {
            provider.close();
            throw failure;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    // Workflows

    @Override
    public List<Diagnostic> validate(WorkflowSpec spec) {
        return compile(spec).diagnostics();
    }

    private Compilation compile(WorkflowSpec spec) {
        return DefinitionCompiler.compile(spec, handlers, DefinitionCompiler.Mode.DEPLOY);
    }

    @Override
    public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
        Compilation compilation = compile(spec);
        Program program = compilation.program();
        if (program == null) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC,
                    "the definition of workflow '" + spec.workflowId() + "' is not valid",
                    compilation.diagnostics(),
                    null);
        }
        return loop.ask(() -> deploy(spec, program, compilation.diagnostics()));
    }

    private CreateWorkflowResult deploy(WorkflowSpec spec, Program program, List<Diagnostic> warnings) {
        String id = spec.workflowId();
        Workflow workflow = workflows.getOrDefault(id, new Workflow(id));
        Optional<Workflow.Version> known = workflow.same(spec.version(), program);
        if (known.isPresent()) {
            return new CreateWorkflowResult(id, NAME, known.get().name(), program.hash(), false, warnings);
        }
        String version = spec.version() == null ? workflow.nextName() : spec.version();
        file.append(new Line.Deployed(spec.withVersion(version), program.hash()));
        workflow.add(new Workflow.Version(version, program));
        workflows.put(id, workflow);
        return new CreateWorkflowResult(id, NAME, version, program.hash(), true, warnings);
    }

    @Override
    public void deleteWorkflow(String workflowId) {
        Workflow ignored = loop.ask(() -> delete(workflowId));
    }

    private Workflow delete(String workflowId) {
        Workflow workflow = workflow(workflowId);
        long running = executions.values().stream()
                .filter(execution -> execution.identity().workflowId().equals(workflowId))
                .filter(execution -> !execution.state().isFinal())
                .count();
        if (running > 0) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_CONFLICT,
                    "workflow '" + workflowId + "' has " + running + " running executions; stop them first");
        }
        file.append(new Line.Deleted(workflowId));
        workflows.remove(workflowId);
        return workflow;
    }

    private Workflow workflow(String workflowId) {
        Workflow workflow = workflows.get(workflowId);
        if (workflow == null) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "' on " + NAME);
        }
        return workflow;
    }

    // Executions

    @Override
    public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
        String name = input.executionName();
        if (name == null || name.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC, "an execution of workflow '" + workflowId + "' needs a name");
        }
        JsonNode value = JqValues.normalize(input.input().deepCopy());
        return loop.ask(() -> start(workflowId, name, value, input.tags()));
    }

    private ExecutionResult start(String workflowId, String name, JsonNode input, Map<String, String> tags) {
        String id = workflowId + ":" + name;
        HostedExecution known = executions.get(id);
        if (known != null) {
            if (!known.input().equals(input)) {
                throw new LandlordException(
                        ErrorCode.EXECUTION_CONFLICT,
                        "execution '" + id + "' was started with another input; use another name for this one");
            }
            return known.result(false);
        }
        Workflow.Version version = workflow(workflowId).newest().orElseThrow();
        HostedExecution execution = new HostedExecution(
                new Line.Identity(id, workflowId, version.name(), name, tags), version.program(), engine);
        execution.take(new Event.Started(loop.now(), id, input));
        executions.put(id, execution);
        return execution.result(true);
    }

    @Override
    public ExecutionStatus getExecutionStatus(String executionId) {
        return loop.ask(() -> execution(executionId).status());
    }

    @Override
    public void stopExecution(String executionId, String reason) {
        HostedExecution ignored = loop.ask(() -> {
            HostedExecution execution = execution(executionId);
            if (!execution.state().isFinal()) {
                execution.take(new Event.CancelRequested(loop.now(), reason));
            }
            return execution;
        });
    }

    @Override
    public ExecutionJournal journal(String executionId) {
        return loop.ask(() -> execution(executionId).journal());
    }

    // Events

    @Override
    public void signalExecution(String executionId, EventMessage event) {
        EventMessage given = normalized(event);
        HostedExecution ignored = loop.ask(() -> {
            HostedExecution execution = execution(executionId);
            if (execution.state().isFinal()) {
                throw new LandlordException(
                        ErrorCode.EXECUTION_CONFLICT,
                        "execution '" + executionId + "' has ended as "
                                + execution.state().wireName() + " and cannot be signalled");
            }
            execution.hear(given);
            return execution;
        });
    }

    @Override
    public void publish(EventMessage event) {
        EventMessage given = normalized(event);
        FileProvider ignored = loop.ask(() -> {
            deliver(given);
            return this;
        });
    }

    private void deliver(EventMessage event) {
        executions.values().forEach(execution -> execution.hear(event));
    }

    private static EventMessage normalized(EventMessage event) {
        return new EventMessage(JqValues.normalize(event.envelope().deepCopy()));
    }

    private HostedExecution execution(String executionId) {
        HostedExecution execution = executions.get(executionId);
        if (execution == null) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_NOT_FOUND, "there is no execution '" + executionId + "' on " + NAME);
        }
        return execution;
    }

    // Recovery

    /** Reads what was, and only then lets executions go on. */
    private FileProvider recovered() {
        file.read().forEach(this::recover);
        executions.values().forEach(HostedExecution::recover);
        return this;
    }

    private void recover(Line line) {
        switch (line) {
            case Line.Deployed(WorkflowSpec spec, String hash) ->
                workflows
                        .computeIfAbsent(spec.workflowId(), Workflow::new)
                        .add(new Workflow.Version(String.valueOf(spec.version()), recompile(spec, hash)));
            case Line.Deleted(String workflowId) -> workflows.remove(workflowId);
            case Line.Started(Line.Identity execution, JournalEntry entry) -> {
                executions.put(execution.id(), new HostedExecution(execution, program(execution), engine));
                execution(execution.id()).remember(entry);
            }
            case Line.Happened(String executionId, JournalEntry entry) ->
                execution(executionId).remember(entry);
        }
    }

    private Program recompile(WorkflowSpec spec, String hash) {
        Program program = compile(spec).program();
        if (program == null || !program.hash().equals(hash)) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC,
                    "workflow '" + spec.workflowId() + "' meant something else when it was deployed; register the same "
                            + "task handlers with the same options before opening the file");
        }
        return program;
    }

    private Program program(Line.Identity execution) {
        return workflow(execution.workflowId())
                .find(execution.version())
                .orElseThrow()
                .program();
    }

    /** Ends every thread. What runs goes on when the file is opened again. */
    @Override
    public void close() {
        loop.close();
        file.close();
    }
}
