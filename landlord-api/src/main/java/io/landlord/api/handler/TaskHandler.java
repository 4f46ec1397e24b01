package io.landlord.api.handler;

import tools.jackson.databind.JsonNode;

/**
 * Java code that does the side effect of a {@code call}. The same handler serves every engine.
 *
 * <p><b>Threads.</b> {@link #handle} is called from many threads at once. It may block; it should heed interruption.
 * <b>Idempotency.</b> A call may be delivered more than once, always with the same idempotency key: after the loss of a
 * worker, or when it is tried again. A handler makes the second delivery do no further harm. <b>Values.</b> Arguments are
 * the handler's own copy; so is its result the caller's.
 */
public interface TaskHandler {

    /** The name definitions call it by: letters, digits, {@code .}, {@code _} and {@code -}, beginning with a letter. */
    String name();

    /**
     * Does the work.
     *
     * @param arguments the task's {@code with}, evaluated; an empty object when it has none
     * @return the result, any JSON value
     * @throws TaskFailure when the call failed; any other exception is taken for a fault of the handler, a {@code runtime}
     *     error of status 500 that may be tried again
     * @throws InterruptedException when it was interrupted because its result is no longer wanted
     */
    JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException;
}
