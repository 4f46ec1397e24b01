package io.landlord.provider.temporal;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.language.deployment.DeployedVersion;
import io.landlord.language.deployment.Deployments;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.move.Move;
import io.landlord.machine.program.Program;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/**
 * Moves executions to other versions. Whether one can be moved is found out here, where its whole journal is at hand; the
 * workflow takes the move if nothing has come since, else it is found out anew.
 */
final class Moves {
    /** An execution that gets more events than that while it is looked at must be paused first. */
    private static final int MOST_ATTEMPTS = 5;

    /** What Temporal says of an update that came with the end of the run, or with the beginning of the next. */
    private static final String CLOSED = "AcceptedUpdateCompletedWorkflow";

    private final Runs runs;
    private final Listing listing;
    private final SizeGuard guard;
    private final Programs programs;
    private final Deployments deployments;
    private final Starts starts;

    Moves(Runs runs, Listing listing, SizeGuard guard, Programs programs, Deployments deployments, Starts starts) {
        this.runs = runs;
        this.listing = listing;
        this.guard = guard;
        this.programs = programs;
        this.deployments = deployments;
        this.starts = starts;
    }

    void move(String executionId, String version) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Run run = runs.findReadable(executionId);
            DeployedVersion to = deployments.version(run.identity().workflowId(), version);
            if (run.state().isFinal()) {
                throw TemporalProvider.ended(executionId, "moved");
            }
            if (run.identity().version().equals(version) || isTaken(run, to)) {
                return;
            }
        }
        throw new LandlordException(
                ErrorCode.EXECUTION_CONFLICT,
                "execution '" + executionId + "' cannot be moved to version '" + version
                        + "' now: events come faster than they can be looked at; pause it and try again");
    }

    private boolean isTaken(Run run, DeployedVersion to) {
        String executionId = run.identity().executionId();
        Runs.Recorded recorded = runs.journal(executionId);
        List<JournalEntry> journal =
                recorded.entries().stream().map(Journal::read).toList();
        Move.difference(from(run), to.program(), journal).ifPresent(difference -> {
            throw difference.refusal(executionId, to.name());
        });
        Wire.Move move = new Wire.Move(to.name(), to.content(), to.spec(), starts.pinned(to), recorded.ofNewest());
        long excess = guard.excess(move, to.program().definition());
        if (excess > 0) {
            throw SizeGuard.refusal("version '" + to.name() + "'", "/version", excess);
        }
        if (!update(run, move)) {
            return false;
        }
        listing.started(executionId, Programs.listens(to.program()) ? to.content() : null);
        return true;
    }

    private boolean update(Run run, Wire.Move move) {
        String executionId = run.identity().executionId();
        try {
            return runs.stub(run).update(Wire.MOVE, Boolean.class, move);
        } catch (WorkflowNotFoundException over) {
            return false;
        } catch (WorkflowUpdateException failure) {
            if (failure.getCause() instanceof ApplicationFailure told && CLOSED.equals(told.getType())) {
                return false;
            }
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    "execution '" + executionId + "' was not moved: "
                            + (failure.getCause() == null ? failure : failure.getCause()).getMessage(),
                    failure);
        } catch (WorkflowServiceException failure) {
            throw Connection.unavailable(
                    "no worker has answered whether execution '" + executionId + "' is moved; its status will tell: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** What it runs now. */
    private Program from(Run run) {
        Wire.Identity identity = run.identity();
        Program known = programs.known(identity.programHash());
        if (known != null) {
            return known;
        }
        try {
            Wire.Start start = runs.start(identity.executionId());
            if (start != null && start.hash().equals(identity.programHash())) {
                return programs.of(start);
            }
            DeployedVersion current = deployments.version(identity.workflowId(), identity.version());
            if (current.content().equals(identity.programHash())) {
                return current.program();
            }
        } catch (Programs.Mismatch | Unreadable elsewhere) {
            throw Connection.unavailable(
                    "execution '" + identity.executionId() + "' cannot be moved from here: " + elsewhere.getMessage(),
                    elsewhere);
        }
        throw Connection.unavailable(
                "execution '" + identity.executionId() + "' cannot be moved from here: this process does not know what"
                        + " version '" + identity.version() + "' of workflow '" + identity.workflowId()
                        + "' is; deploy that version again under its name",
                null);
    }
}
