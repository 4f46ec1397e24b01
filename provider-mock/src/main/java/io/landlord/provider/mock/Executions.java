package io.landlord.provider.mock;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.provider.ListPlace;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.jq.JqValues;
import io.landlord.language.deployment.DeployedVersion;
import io.landlord.language.deployment.Deployments;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import io.landlord.machine.Outcome;
import io.landlord.machine.child.Children;
import io.landlord.machine.program.Program;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The executions of a provider, and which workflows they are executions of. Safe for use by many threads. */
final class Executions {
    /** Takes the end of an execution that no other one runs. */
    interface End {
        void ended(String workflowId, String executionName, Instant at);
    }

    private final MockSettings settings;
    private final Deployments deployments;
    private final ScheduledExecutorService timers;
    private final Executor threads;
    private final CallRunner calls;
    private final End end;

    /** Guards the executions, and that a workflow is not removed while one of its executions is started. */
    private final Object lock = new Object();

    private final Map<String, Execution> executions = new LinkedHashMap<>();

    Executions(
            MockSettings settings,
            Deployments deployments,
            ScheduledExecutorService timers,
            Executor threads,
            CallRunner calls,
            End end) {
        this.settings = settings;
        this.deployments = deployments;
        this.timers = timers;
        this.threads = threads;
        this.calls = calls;
        this.end = end;
    }

    /** Starts the execution of this name, or tells of the one there is. */
    ExecutionResult start(String workflowId, String name, ExecutionInput input, Instant at) {
        String executionId = workflowId + ":" + name;
        ExecutionInput given =
                new ExecutionInput(name, JqValues.normalize(input.input().deepCopy()), input.tags());
        Execution execution;
        synchronized (lock) {
            Execution known = executions.get(executionId);
            if (known != null) {
                return known(known, given);
            }
            DeployedVersion version = deployments.newest(workflowId);
            Descent descent = new Descent(0, deployments.pinned(version));
            execution = create(
                    new Execution.Identity(executionId, workflowId, version.name(), given, descent),
                    version,
                    timeline(at),
                    (outcome, time) -> end.ended(workflowId, name, time));
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
            DeployedVersion version,
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
                (outcome, time) -> ended.accept(Children.ended(time, command.id(), outcome)));
        synchronized (lock) {
            executions.put(identity.executionId(), child);
        }
        return child;
    }

    private Execution create(
            Execution.Identity identity,
            DeployedVersion version,
            Timeline timeline,
            BiConsumer<Outcome, Instant> ended) {
        return new Execution(
                identity, program(identity, version), timeline, threads, calls, this::child, ended, settings);
    }

    private Program program(Execution.Identity identity, DeployedVersion version) {
        Program program = version.compiled();
        if (program != null) {
            return program;
        }
        MockScript script = Objects.requireNonNull(settings.script());
        return ScriptedPrograms.program(
                version.content(),
                script.answer(identity.workflowId(), identity.input()),
                version.spec().timeout());
    }

    /** Has an execution go on with another version of its workflow. */
    void move(String executionId, String version) {
        Execution execution = get(executionId);
        Execution.Identity identity = execution.identity();
        DeployedVersion to = deployments.version(identity.workflowId(), version);
        Descent descent = identity.descent().and(deployments.pinned(to));
        execution.move(identity.moved(version, descent), program(identity, to));
    }

    /** @throws LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND} */
    Execution get(String executionId) {
        synchronized (lock) {
            Execution execution = executions.get(executionId);
            if (execution == null) {
                throw new LandlordException(
                        ErrorCode.EXECUTION_NOT_FOUND,
                        "there is no execution '" + executionId + "' on " + MockProvider.NAME);
            }
            return execution;
        }
    }

    /**
     * An execution that something is to be done with.
     *
     * @param action what cannot be done once it has ended
     */
    Execution running(String executionId, String action) {
        Execution execution = get(executionId);
        if (execution.state().isFinal()) {
            throw ended(execution, action);
        }
        return execution;
    }

    static LandlordException ended(Execution execution, String action) {
        return new LandlordException(
                ErrorCode.EXECUTION_CONFLICT,
                "execution '" + execution.identity().executionId() + "' has ended as "
                        + execution.state().wireName() + " and cannot be " + action);
    }

    List<Execution> all() {
        synchronized (lock) {
            return List.copyOf(executions.values());
        }
    }

    ListsExecutions.Page page(ListsExecutions.Query query) {
        Predicate<ExecutionSummary> listed = query::matches;
        String cursor = query.cursor();
        if (cursor != null) {
            listed = listed.and(ListPlace.of(cursor)::isBefore);
        }
        List<ExecutionSummary> left = all().stream()
                .map(Execution::summary)
                .filter(listed)
                .sorted(ListPlace.ORDER)
                .toList();
        List<ExecutionSummary> page = left.subList(0, Math.min(left.size(), query.limit()));
        boolean last = page.size() == left.size();
        return new ListsExecutions.Page(
                page, last ? null : ListPlace.behind(page.getLast()).cursor());
    }

    /** Removes a workflow that nothing runs of. */
    void removeWorkflow(String workflowId) {
        synchronized (lock) {
            DeployedVersion ignored = deployments.newest(workflowId);
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
    }
}
