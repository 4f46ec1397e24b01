package io.landlord.api.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionJournal;

/** The capability to hand out an execution's journal, from which state, trace and history can be folded anew. */
public interface KeepsJournal {

    /**
     * The journal as of now, readable also after the execution has ended.
     *
     * @throws io.landlord.api.error.LandlordException {@link ErrorCode#EXECUTION_NOT_FOUND}
     */
    ExecutionJournal journal(String executionId);
}
