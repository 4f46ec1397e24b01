package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;
import tools.jackson.databind.JsonNode;

/** The capability to send an event into a running execution. */
public interface AcceptsSignals {

    /**
     * Sends a signal. Returns once it is recorded; a signal that nothing waits for is recorded and has no effect.
     *
     * @param name the type of the event
     * @param payload its data
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND};
     *     {@link ErrorCode#EXECUTION_CONFLICT} when the execution has ended
     */
    void signalExecution(String executionId, String name, JsonNode payload);
}
