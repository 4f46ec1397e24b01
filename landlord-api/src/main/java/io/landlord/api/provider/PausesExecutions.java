package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;

/**
 * The capability to pause. A paused execution starts nothing new; what is under way comes to its end and is recorded, and
 * timeouts go on counting.
 */
public interface PausesExecutions {

    /**
     * Pauses an execution. Idempotent while it is paused. Returns once the request is recorded; the state follows.
     *
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND};
     *     {@link ErrorCode#EXECUTION_CONFLICT} when the execution has ended
     */
    void pauseExecution(String executionId);

    /**
     * Lets a paused execution go on. Idempotent while it runs. Returns once the request is recorded; the state follows.
     *
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND};
     *     {@link ErrorCode#EXECUTION_CONFLICT} when the execution has ended
     */
    void resumeExecution(String executionId);
}
