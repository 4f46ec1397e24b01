package io.landlord.api.handler;

import tools.jackson.databind.JsonNode;

/**
 * Stands around every call of a task handler on every engine: measures it, logs it, or refuses it. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface CallInterceptor {

    /**
     * Makes the call go on, or ends it.
     *
     * @param handler the name of the handler that is called
     * @param call the rest of the way to the handler; to be called at most once, on the same thread
     * @return the call's result
     * @throws TaskFailure what the call failed with, or the interceptor's refusal
     */
    JsonNode around(String handler, TaskContext context, Call call) throws InterruptedException;

    /** The rest of the way to the handler. */
    @FunctionalInterface
    interface Call {
        JsonNode proceed() throws InterruptedException;
    }
}
