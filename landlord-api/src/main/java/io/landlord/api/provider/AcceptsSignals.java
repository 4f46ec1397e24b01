package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.event.EventMessage;

/**
 * The capability to send an event into one execution, whoever else listens for it.
 *
 * <p>A {@code listen} sees it like any other event. One that comes before its {@code listen} waits; one that has come
 * before, by source and id, has no effect; one that no {@code listen} of the workflow could take has none either.
 */
public interface AcceptsSignals {

    /**
     * Sends an event. Returns once it is recorded.
     *
     * @param event {@link EventMessage#signal} makes one of a name and a payload
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND};
     *     {@link ErrorCode#EXECUTION_CONFLICT} when the execution has ended
     */
    void signalExecution(String executionId, EventMessage event);
}
