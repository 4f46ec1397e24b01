package io.landlord.core.handler;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.CallInterceptor;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Measures every call of a task handler: the timer {@code landlord.handler.calls} by handler and outcome. The outcome is
 * {@code ok}, {@code interrupted}, the name of the specification's error, or {@code other}.
 */
public final class HandlerMeters implements CallInterceptor {
    private final MeterRegistry meters;

    public HandlerMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public JsonNode around(String handler, TaskContext context, Call call) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "other";
        try {
            JsonNode result = call.proceed();
            outcome = "ok";
            return result;
        } catch (TaskFailure failure) {
            outcome = category(failure);
            throw failure;
        } catch (InterruptedException interruption) {
            outcome = "interrupted";
            throw interruption;
        } finally {
            long ignored = sample.stop(meters.timer("landlord.handler.calls", "handler", handler, "outcome", outcome));
        }
    }

    private static String category(TaskFailure failure) {
        return StandardError.of(failure.type())
                .map(error -> error.name().toLowerCase(Locale.ROOT))
                .orElse("other");
    }
}
