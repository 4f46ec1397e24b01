package io.landlord.server.observability;

import io.landlord.api.provider.ExecutionListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;

/**
 * Measures executions that ended: the timer {@code landlord.executions} by workflow, as {@link WorkflowLabels} calls it, provider
 * and final state.
 */
public final class ExecutionMeters {
    private final MeterRegistry meters;

    public ExecutionMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Takes the measures of one provider. */
    public ExecutionListener of(String provider) {
        return execution -> {
            Instant stop = execution.stopTime();
            Duration time = stop == null ? Duration.ZERO : Duration.between(execution.startTime(), stop);
            meters.timer(
                            "landlord.executions",
                            "workflow",
                            execution.workflowId(),
                            "provider",
                            provider,
                            "state",
                            execution.state().wireName())
                    .record(time);
        };
    }
}
