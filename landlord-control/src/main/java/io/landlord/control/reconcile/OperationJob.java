package io.landlord.control.reconcile;

import io.landlord.api.error.ErrorCategory;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Operations;
import io.landlord.control.operation.Reason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.node.NullNode;

/**
 * The work on one operation, from where it stands to its end. It may be cut off at any place and done again, here or on another
 * server: what was written decides how it goes on.
 *
 * <p>A job holds its place in the reconciler until its execution has ended: their bounded number is what protects the servers
 * that the workflows work on.
 */
final class OperationJob {
    /** What is to become of the job in the queue. */
    sealed interface Next {
        /** The operation has ended. */
        record Done() implements Next {}

        /** There is nothing to do now. */
        record Later(Duration pause) implements Next {}
    }

    /** Faults of an engine, or of our own, that an operation may meet before it is given up. */
    private static final int MOST_FAULTS = 6;

    private static final Next DONE = new Next.Done();

    private final Logger logger = LoggerFactory.getLogger(OperationJob.class);
    private final Operations operations;
    private final OperationLedger ledger;
    private final Engine engine;
    private final OperationMeters meters;
    private final Rhythm rhythm;
    private final Rest rest;
    private final String provider;

    /** @param provider the engine that operations begin on */
    OperationJob(
            Operations operations,
            OperationLedger ledger,
            Engine engine,
            OperationMeters meters,
            Rhythm rhythm,
            Rest rest,
            String provider) {
        this.operations = operations;
        this.ledger = ledger;
        this.engine = engine;
        this.meters = meters;
        this.rhythm = rhythm;
        this.rest = rest;
        this.provider = provider;
    }

    /**
     * Works on the operation.
     *
     * @param failures how often in sequence it could not go on before
     * @throws RuntimeException when it cannot go on now; it is to be called again after a pause that grows
     */
    Next run(String id, int failures) {
        Operation operation = operations.find(id).orElse(null);
        if (operation == null || operation.state().isFinal()) {
            return DONE;
        }
        if (operations.hasToWait(operation)) {
            return new Next.Later(rhythm.turn());
        }
        try (var ignoredTenant = MDC.putCloseable("tenant", operation.tenant());
                var ignoredOperation = MDC.putCloseable("operation", id);
                var ignoredCorrelation = MDC.putCloseable("correlation", operation.correlationId())) {
            Held held = ledger.take(id).orElse(null);
            return held == null ? DONE : work(held, failures);
        } catch (Held.Lost lost) {
            // The job stays until the operation has ended, so that no operation is ever without one.
            log(operation, "operation was taken over");
            return new Next.Later(rhythm.turn());
        }
    }

    private Next work(Held held, int failures) {
        try {
            return follow(underWay(held));
        } catch (Held.Lost lost) {
            throw lost;
        } catch (LandlordException failure) {
            if (mayPass(failure)) {
                delay(held, failure, failures);
                throw failure;
            }
            Reason reason = Reasons.of(held.operation(), failure);
            return isFault(failure) ? fault(held, failure, reason) : end(current(held), new End.Failed(reason));
        } catch (RuntimeException | LinkageError | StackOverflowError bug) {
            return fault(held, bug, Reasons.ofFault(held.operation(), bug));
        }
    }

    /** It may not be there the next time; but one that stays must not keep a tenant waiting for ever. */
    private Next fault(Held held, Throwable fault, Reason reason) {
        int faults = ledger.fault(held, "cannot go on now, is tried again: " + reason.message());
        logger.atError()
                .setCause(fault)
                .addKeyValue("faults", faults)
                .log(faults < MOST_FAULTS ? "operation met a fault, is tried again" : "operation met too many faults");
        return faults < MOST_FAULTS
                ? new Next.Later(
                        rhythm.retry(faults, ThreadLocalRandom.current().nextDouble()))
                : end(current(held), new End.Failed(reason));
    }

    /** The operation with an execution. */
    private Held underWay(Held held) {
        Held begun = held.operation().state() == Operation.State.PENDING ? begin(held) : held;
        return begun.operation().executionId() == null ? start(begun) : begun;
    }

    private Held begin(Held held) {
        Operation operation = held.operation();
        Held begun = ledger.begin(held, provider, engine.workflowId(operation), engine.input(operation));
        log(begun.operation(), "operation began");
        return begun;
    }

    private Held start(Held held) {
        Held started = ledger.started(held, engine.start(held).executionId());
        log(started.operation(), "execution started");
        return started;
    }

    private Next follow(Held begun) {
        Held held = begun;
        boolean stopped = false;
        int faults = 0;
        Duration look = rhythm.firstLook();
        Duration unwatched = rhythm.watch();
        while (true) {
            if (unwatched.compareTo(rhythm.watch()) >= 0) {
                unwatched = Duration.ZERO;
                stopped = stopped || ledger.order(held) == OperationLedger.Order.STOP && stop(held.operation());
            }
            switch (look(held.operation(), ++faults)) {
                case Seen.Nothing() -> look = rhythm.slowestLook();
                case Seen.Forgotten(LandlordException cause) -> {
                    if (ledger.order(held) == OperationLedger.Order.STOP) {
                        // What it made is left to the removal, which takes all there is.
                        return end(held, new End.Failed(Reasons.of(held.operation(), cause)));
                    }
                    held = start(ledger.restart(held));
                    look = rhythm.firstLook();
                }
                case Seen.Known(ExecutionStatus status) -> {
                    if (status.state().isFinal()) {
                        return end(held, outcome(held.operation(), status));
                    }
                    faults = 0;
                }
            }
            if (rest.isCutShort(look)) {
                return new Next.Later(Duration.ZERO);
            }
            unwatched = unwatched.plus(look);
            look = rhythm.nextLook(look);
        }
    }

    /** What a look at an execution showed. */
    private sealed interface Seen {
        /** The engine does not answer now. The job keeps its place: what it follows may well be running. */
        record Nothing() implements Seen {}

        /** The engine does not know the execution: it lost its memory. */
        record Forgotten(LandlordException cause) implements Seen {}

        record Known(ExecutionStatus status) implements Seen {}
    }

    private Seen look(Operation operation, int faults) {
        try {
            return new Seen.Known(engine.status(operation));
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.EXECUTION_NOT_FOUND) {
                return new Seen.Forgotten(failure);
            }
            if (!mayPass(failure) && !(isFault(failure) && faults < MOST_FAULTS)) {
                throw failure;
            }
            logger.atWarn()
                    .addKeyValue("execution", operation.executionId())
                    .addKeyValue("provider", operation.provider())
                    .log("engine does not answer: {}", failure.getMessage());
            return new Seen.Nothing();
        }
    }

    /** Whether the engine took the request; where it did not, it is made again. */
    private boolean stop(Operation operation) {
        try {
            engine.stop(operation);
            log(operation, "execution stopped for a removal");
            return true;
        } catch (LandlordException failure) {
            // Not there any more, or not to be reached now: the next look at the execution tells.
            return false;
        }
    }

    private static End outcome(Operation operation, ExecutionStatus status) {
        if (status.state() == ExecutionState.SUCCEEDED) {
            return new End.Succeeded(Objects.requireNonNullElse(status.output(), NullNode.getInstance()));
        }
        return new End.Failed(Reasons.of(operation, status));
    }

    private Next end(Held held, End end) {
        Operation ended = ledger.end(held, end);
        meters.ended(ended);
        log(ended, "operation ended");
        return DONE;
    }

    /** The operation as the ledger has it by now, where that is still this job's. */
    private Held current(Held held) {
        return new Held(operations.get(held.operation().id()), held.lease(), held.input());
    }

    /** Whether waiting may help. That an engine is not configured here may be mended, or another server may have it. */
    private static boolean mayPass(LandlordException failure) {
        return failure.code().category().retryable()
                || failure.code() == ErrorCode.PROVIDER_NOT_FOUND
                || failure.code() == ErrorCode.VERSION_CONFLICT;
    }

    private static boolean isFault(LandlordException failure) {
        return failure.code().category() == ErrorCategory.INTERNAL;
    }

    private void delay(Held held, LandlordException failure, int failures) {
        logger.atWarn()
                .addKeyValue("tenant", held.operation().tenant())
                .addKeyValue("operation", held.operation().id())
                .addKeyValue("provider", provider)
                .addKeyValue("failures", failures + 1)
                .log("operation cannot go on now: {}", failure.getMessage());
        if (failures == 0 && failure.code() != ErrorCode.STORE_UNAVAILABLE) {
            ledger.delayed(held, "cannot go on now, is tried again: " + failure.getMessage());
        }
    }

    private void log(Operation operation, String message) {
        logger.atInfo()
                .addKeyValue("tenant", operation.tenant())
                .addKeyValue("operation", operation.id())
                .addKeyValue("kind", operation.kind().wireName())
                .addKeyValue("state", operation.state().wireName())
                .addKeyValue("attempt", operation.attempt())
                .addKeyValue("execution", operation.executionId())
                .addKeyValue("workflow", operation.workflowId())
                .addKeyValue("provider", operation.provider())
                .addKeyValue("correlation", operation.correlationId())
                .log(message);
    }
}
