package io.landlord.provider.temporal;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.jq.JqValues;
import io.landlord.language.deployment.DeployedVersion;
import io.landlord.language.deployment.Deployments;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.ScheduledEvents;
import io.landlord.machine.program.Schedule;
import io.landlord.machine.program.WorkflowReference;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Starts executions: once for each name, whoever asks and however often. */
final class Starts {
    private final Connection connection;
    private final TemporalSettings settings;
    private final Runs runs;
    private final Listing listing;
    private final SizeGuard guard;
    private final Deployments deployments;

    Starts(
            Connection connection,
            TemporalSettings settings,
            Runs runs,
            Listing listing,
            SizeGuard guard,
            Deployments deployments) {
        this.connection = connection;
        this.settings = settings;
        this.runs = runs;
        this.listing = listing;
        this.guard = guard;
        this.deployments = deployments;
    }

    /** The execution of this name, which is started when there is none yet. */
    ExecutionResult execution(String workflowId, ExecutionInput input) {
        String name = input.executionName();
        if (name == null || name.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC, "an execution of workflow '" + workflowId + "' needs a name");
        }
        DeployedVersion version = deployments.newest(workflowId);
        Wire.Start start =
                prepared(version, name, JqValues.normalize(input.input().deepCopy()), input.tags());
        Wire.Identity identity = start.identity();
        long excess = guard.excess(start, start.input(), version.program().definition());
        if (excess > 0) {
            throw SizeGuard.refusal(
                    "the input of execution '" + identity.executionId() + "', with the definition,", "/input", excess);
        }
        Begun begun = start(start, Programs.listens(version.program()));
        if (begun == null) {
            return known(identity);
        }
        return begun.at() == null
                ? result(runs.find(identity.executionId()), true)
                : result(identity, ExecutionState.RUNNING, begun.at(), true);
    }

    /** The input of a workflow that runs this version. */
    Wire.Start prepared(DeployedVersion version, String name, JsonNode input, Map<String, String> tags) {
        String workflowId = version.spec().workflowId();
        Wire.Identity identity = new Wire.Identity(
                workflowId + ":" + name,
                workflowId,
                version.name(),
                name,
                tags,
                CanonicalJson.hash(input),
                version.content(),
                null);
        return new Wire.Start(
                identity,
                version.content(),
                version.spec(),
                input,
                null,
                settings.work().heartbeat(),
                settings.continueAfter(),
                0,
                pinned(version),
                true,
                null);
    }

    /** What executions of the version run below themselves, as of now; {@code null} when that is nothing. */
    @Nullable
    Map<String, Wire.Pin> pinned(DeployedVersion version) {
        Map<String, Wire.Pin> pins = new TreeMap<>();
        deployments.pinned(version).forEach((workflow, found) -> pins.put(workflow.toString(), pin(found)));
        return pins.isEmpty() ? null : pins;
    }

    private static Wire.Pin pin(DeployedVersion version) {
        return new Wire.Pin(
                version.spec().workflowId(),
                version.name(),
                version.content(),
                version.spec(),
                version.program().references().stream()
                        .map(WorkflowReference::toString)
                        .toList(),
                Programs.listens(version.program()));
    }

    /** @param at when, if the server told it at once */
    private record Begun(@Nullable Instant at) {}

    /** Starts an execution; {@code null} when there is one of this name. */
    private @Nullable Begun start(Wire.Start start, boolean listens) {
        Wire.Identity identity = start.identity();
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(runs.workflowId(identity.executionId()))
                .setTaskQueue(settings.work().taskQueue(identity.workflowId()))
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
                .setMemo(Map.of(Wire.MEMO, identity))
                .setTypedSearchAttributes(Attributes.of(identity, listens))
                // Where a worker of this process has room, the first task comes with the answer to the start.
                .setDisableEagerExecution(false)
                .setPriority(Attributes.fairness(identity))
                .build();
        try {
            WorkflowExecution run = connection.withAttributes(() -> connection
                    .client()
                    .newUntypedWorkflowStub(identity.workflowId(), options)
                    .start(start));
            listing.started(identity.executionId(), listens ? identity.programHash() : null);
            return new Begun(connection.startTimes().take(run.getRunId()));
        } catch (WorkflowExecutionAlreadyStarted taken) {
            return null;
        } catch (WorkflowServiceException failure) {
            throw Connection.unavailable(
                    "Temporal at " + settings.address() + " did not start execution '" + identity.executionId() + "': "
                            + failure.getMessage()
                            + (failure.getCause() == null
                                    ? ""
                                    : ": " + failure.getCause().getMessage()),
                    failure);
        }
    }

    private ExecutionResult known(Wire.Identity given) {
        Run run = runs.findReadable(given.executionId());
        if (!run.identity().inputHash().equals(given.inputHash())) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_CONFLICT,
                    "execution '" + given.executionId()
                            + "' was started with another input; use another name for this one");
        }
        return result(run, false);
    }

    private static ExecutionResult result(Run run, boolean created) {
        return result(run.identity(), run.state(), run.startTime(), created);
    }

    private static ExecutionResult result(
            Wire.Identity identity, ExecutionState state, Instant startTime, boolean created) {
        return new ExecutionResult(
                identity.executionId(), identity.workflowId(), identity.version(), state, startTime, created);
    }

    /** Starts what the event starts, of what this process has deployed; the same event starts nothing twice. */
    void by(EventMessage event) {
        for (DeployedVersion version : deployments.newest()) {
            if (version.program().schedule() instanceof Schedule.On on) {
                ScheduledEvents.input(on, event)
                        .map(input -> prepared(version, ScheduledEvents.executionName(event), input, Map.of()))
                        .ifPresent(start -> {
                            Begun ignored = start(start, Programs.listens(version.program()));
                        });
            }
        }
    }
}
