package io.landlord.control.reconcile;

import io.landlord.control.operation.Operation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation that a job works on.
 *
 * @param operation as the job knows it
 * @param lease counts the jobs that took the operation; only the newest may write
 * @param input what its executions are started with; {@code null} until it has begun. Kept, so that an attempt which is started
 *     again after a crash is the same one, whatever became of the plan
 */
record Held(Operation operation, long lease, @Nullable JsonNode input) {

    /** Says that another job has the operation by now, or that it has ended: this one has to let go of it. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(Held held) {
            super("operation " + held.operation().id() + " is no longer this job's", null, false, false);
        }
    }
}
