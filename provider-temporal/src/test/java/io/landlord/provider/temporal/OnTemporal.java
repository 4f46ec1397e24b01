package io.landlord.provider.temporal;

import io.landlord.api.execution.ExecutionStatus;
import io.landlord.tck.Patience;
import java.time.Duration;
import java.util.UUID;

/** What tests of this module share: settings of their own on the server, and waiting. */
final class OnTemporal {
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private OnTemporal() {}

    /** Settings that share nothing but the server. */
    static TemporalSettings settings() {
        String own = "test-" + UUID.randomUUID();
        return TemporalSettings.of(TemporalServer.address())
                .withTaskQueue(own, own + "/")
                .withTimes(Duration.ofMillis(200), Duration.ofSeconds(10));
    }

    static ExecutionStatus awaitEnd(TemporalProvider provider, String executionId) {
        new Patience(PATIENCE)
                .until(
                        () -> "the end of " + provider.getExecutionStatus(executionId).state(),
                        () -> provider.getExecutionStatus(executionId).state().isFinal());
        return provider.getExecutionStatus(executionId);
    }
}
