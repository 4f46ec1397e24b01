package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The capability to start workflows by themselves, as the {@code schedule} of their definitions says.
 *
 * <p>Deploying a workflow begins its schedule; a new version takes the place of the old one's, also when it has none; deleting
 * the workflow ends it. An execution that is started like this runs the newest version and has the name of its time or of its
 * event, so that none is started twice. Times are in UTC. The facade refuses a definition whose kind of schedule the provider
 * does not have.
 */
public interface SchedulesWorkflows {

    /** The reasons to start that the specification knows. */
    enum Kind {
        EVERY,
        CRON,
        AFTER,
        ON
    }

    /** The kinds of schedules that the provider keeps. */
    Set<Kind> schedules();

    /**
     * When the workflow starts by itself next; empty when it has no schedule, or nobody can tell.
     *
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#WORKFLOW_NOT_FOUND}
     */
    Optional<Instant> nextStart(String workflowId);
}
