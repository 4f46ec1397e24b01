package io.landlord.core.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.WorkflowProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Runs operations on providers: each is timed, counted and logged once, and whatever a provider throws against its contract
 * becomes {@link ErrorCode#INTERNAL}.
 *
 * <p>Measures: the timer {@code landlord.facade.calls} by operation, provider and outcome ({@code ok} or the error's code), and
 * the counter {@code landlord.executions.started} by workflow and provider. A provider that was not found is {@code none}.
 */
final class Observer {
    private static final String NO_PROVIDER = "none";

    private final Logger logger = LoggerFactory.getLogger(WorkflowManager.class);
    private final MeterRegistry meters;

    Observer(MeterRegistry meters) {
        this.meters = meters;
    }

    /** One operation: what it does, what it is about, which provider does it, and what the log says of its result. */
    <T> T run(
            Operation operation,
            Subject subject,
            Supplier<WorkflowProvider> route,
            Function<WorkflowProvider, T> work,
            Function<T, UnaryOperator<Subject>> learned) {
        Timer.Sample sample = Timer.start(meters);
        String provider = NO_PROVIDER;
        try {
            WorkflowProvider chosen = route.get();
            provider = chosen.name();
            T result = guarded(operation, subject, chosen, work);
            stop(sample, operation, provider, "ok");
            Level level = operation.isChanging() ? Level.INFO : Level.DEBUG;
            line(level, operation, learned.apply(result).apply(subject), provider)
                    .log("done");
            return result;
        } catch (LandlordException failure) {
            stop(sample, operation, provider, failure.code().wireName());
            line(level(failure), operation, subject, provider)
                    .addKeyValue("code", failure.code().wireName())
                    .setCause(cause(failure))
                    .log("{}: {}", level(failure) == Level.INFO ? "refused" : "failed", failure.getMessage());
            throw failure;
        }
    }

    /** An execution came into being. */
    void started(String workflow, String provider) {
        meters.counter("landlord.executions.started", "workflow", workflow, "provider", provider)
                .increment();
    }

    private static <T> T guarded(
            Operation operation, Subject subject, WorkflowProvider provider, Function<WorkflowProvider, T> work) {
        try {
            return work.apply(provider);
        } catch (LandlordException failure) {
            throw failure;
        } catch (RuntimeException fault) {
            // The fault's own message stays in the cause: nobody vouches that it carries no secret.
            throw new LandlordException(
                    ErrorCode.INTERNAL,
                    "provider '" + provider.name() + "' broke off " + operation.wireName() + subject.phrase() + " with "
                            + fault.getClass().getSimpleName(),
                    fault);
        }
    }

    private void stop(Timer.Sample sample, Operation operation, String provider, String outcome) {
        long ignored = sample.stop(meters.timer(
                "landlord.facade.calls", "operation", operation.wireName(), "provider", provider, "outcome", outcome));
    }

    /** A caller's mistake is no trouble of ours. */
    private static Level level(LandlordException failure) {
        return switch (failure.code().category()) {
            case INVALID, NOT_FOUND, CONFLICT, UNSUPPORTED -> Level.INFO;
            case UNAVAILABLE -> Level.WARN;
            case INTERNAL -> Level.ERROR;
        };
    }

    private static @Nullable Throwable cause(LandlordException failure) {
        return level(failure) == Level.ERROR ? failure.getCause() : null;
    }

    private LoggingEventBuilder line(Level level, Operation operation, Subject subject, String provider) {
        LoggingEventBuilder line = logger.atLevel(level)
                .addKeyValue("operation", operation.wireName())
                .addKeyValue("provider", provider);
        line = add(line, "workflow", subject.workflow());
        line = add(line, "execution", subject.execution());
        line = add(line, "tenant", subject.tenant());
        return add(line, "correlation", subject.correlation());
    }

    private static LoggingEventBuilder add(LoggingEventBuilder line, String key, @Nullable String value) {
        return value == null ? line : line.addKeyValue(key, value);
    }
}
