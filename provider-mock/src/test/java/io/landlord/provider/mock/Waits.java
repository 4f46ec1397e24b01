package io.landlord.provider.mock;

import io.landlord.api.execution.ExecutionStatus;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for an execution as a caller would; the test's own time limit ends a wait in vain. */
final class Waits {
    private Waits() {}

    static ExecutionStatus until(MockProvider provider, String executionId, Predicate<ExecutionStatus> reached)
            throws InterruptedException {
        ExecutionStatus status = provider.getExecutionStatus(executionId);
        while (!reached.test(status)) {
            TimeUnit.MILLISECONDS.sleep(2);
            status = provider.getExecutionStatus(executionId);
        }
        return status;
    }
}
