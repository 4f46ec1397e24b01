package io.landlord.provider.temporal;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.jq.JqValues;
import io.landlord.machine.Event;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.activity.DynamicActivity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.common.converter.EncodedValues;
import io.temporal.failure.ApplicationFailure;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** The one activity there is: it makes an attempt at a call or publishes an event, whatever the task is named. */
final class Attempt implements DynamicActivity {
    /** The type of the failure that tells how a handler failed; its detail is an {@link Event.Failure}. */
    static final String FAILED = "landlord.call-failed";

    /** Stands where a call has its handler. */
    static final String BUS = "the event bus";

    /** Nobody reads more, and Temporal takes no failure of any length. */
    private static final int LONGEST_DETAIL = 16_384;

    private static final String UNREACHED = "landlord.event-not-recorded";

    private static final String CLOSING = "landlord.worker-closes";

    private static final String NO_HANDLER = "landlord.no-such-handler";

    private final TaskHandlers handlers;
    private final Deliveries deliveries;
    private final Beats beats;
    private final SizeGuard guard;
    private final BooleanSupplier closing;
    private final Predicate<ActivityInfo> held;

    Attempt(
            TaskHandlers handlers,
            Deliveries deliveries,
            Beats beats,
            SizeGuard guard,
            BooleanSupplier closing,
            Predicate<ActivityInfo> held) {
        this.handlers = handlers;
        this.deliveries = deliveries;
        this.beats = beats;
        this.guard = guard;
        this.closing = closing;
        this.held = held;
    }

    @Override
    public Object execute(EncodedValues arguments) {
        Wire.Call call = arguments.get(0, Wire.Call.class);
        if (call.event() == null && handlers.options(call.handler()).isEmpty()) {
            // What is deployed has its handlers: it is this worker that lacks one, and another may have it.
            throw ApplicationFailure.newFailure(
                    "this worker has no task handler '" + call.handler() + "', only " + handlers.names()
                            + ": give it the same task handlers as the others on its task queue",
                    NO_HANDLER);
        }
        ActivityExecutionContext context = Activity.getExecutionContext();
        Series series = new Series(call, context, held);
        Optional<RuntimeException> halt = series.halt();
        if (halt.isPresent()) {
            throw halt.get();
        }
        String workflowId =
                Objects.requireNonNull(context.getInfo().getWorkflowType(), "no workflow has asked for this");
        Running running = new Running(call, workflowId, series, Thread.currentThread());
        beats.begin(running);
        try {
            return call.event() == null
                    ? fitting(
                            handlers.call(call.handler(), JqValues.normalize(call.arguments()), running),
                            series,
                            call.pointer())
                    : published(call.event(), call.executionId());
        } catch (TaskFailure failure) {
            throw series.failed(shortened(new Event.Failure(
                    failure.type(),
                    failure.status(),
                    failure.title(),
                    String.valueOf(failure.getMessage()),
                    failure.isRetryable())));
        } catch (InterruptedException interrupted) {
            throw interrupted(running, series);
        } finally {
            beats.end(running);
            running.over();
        }
    }

    private Object fitting(JsonNode given, Series series, String pointer) {
        JsonNode result = JqValues.normalize(given);
        Object answer = series.answer(result);
        long excess = guard.excess(answer, result);
        if (excess > 0) {
            throw series.failed(SizeGuard.failure("the result of the task '" + Outbox.name(pointer) + "'", excess));
        }
        return answer;
    }

    private JsonNode published(JsonNode envelope, String executionId) throws InterruptedException {
        try {
            deliveries.emitted(new EventMessage(JqValues.normalize(envelope)), executionId);
            return NullNode.getInstance();
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.PROVIDER_UNAVAILABLE) {
                // Some may have it and others not: Temporal has it published again until all do.
                throw ApplicationFailure.newFailure(String.valueOf(failure.getMessage()), UNREACHED);
            }
            throw unforeseen(failure);
        } catch (TaskFailure failure) {
            throw failure;
        } catch (RuntimeException fault) {
            throw unforeseen(fault);
        }
    }

    private static TaskFailure unforeseen(RuntimeException fault) {
        return TaskFailure.of(StandardError.RUNTIME, String.valueOf(fault), false, fault);
    }

    private RuntimeException interrupted(Running running, Series series) {
        ActivityCompletionException abandoned = running.abandoned;
        if (abandoned != null) {
            return abandoned;
        }
        if (closing.getAsBoolean()) {
            // Temporal gives the call to another worker: a redelivery, no attempt.
            return ApplicationFailure.newFailure("the worker shuts down", CLOSING);
        }
        return series.failed(new Event.Failure(
                StandardError.RUNTIME.type(),
                StandardError.RUNTIME.status(),
                StandardError.RUNTIME.title(),
                "the call was interrupted",
                true));
    }

    private static Event.Failure shortened(Event.Failure failure) {
        String detail = failure.detail();
        return detail.length() <= LONGEST_DETAIL
                ? failure
                : new Event.Failure(
                        failure.type(),
                        failure.status(),
                        failure.title(),
                        detail.substring(0, LONGEST_DETAIL - 1) + "\u2026",
                        failure.retryable());
    }

    /** What a handler knows of its call, and how Temporal knows that the call goes on. */
    private static final class Running implements TaskContext, Runnable {
        private final Wire.Call call;
        private final String workflowId;
        private final Series series;
        private final Thread thread;
        private volatile @Nullable JsonNode progress;
        private volatile @Nullable ActivityCompletionException abandoned;
        private boolean over;

        Running(Wire.Call call, String workflowId, Series series, Thread thread) {
            this.call = call;
            this.workflowId = workflowId;
            this.series = series;
            this.thread = thread;
        }

        /** Says that the call goes on, and learns whether it should. */
        @Override
        public void run() {
            try {
                series.beat(progress);
            } catch (ActivityCompletionException unwanted) {
                abandon(unwanted);
            } catch (RuntimeException unreachable) {
                // The next beat may come through; when none does, the call is made again elsewhere.
            }
        }

        private synchronized void abandon(ActivityCompletionException unwanted) {
            if (!over && abandoned == null) {
                abandoned = unwanted;
                thread.interrupt();
            }
        }

        /** From now on the thread does something else and is not to be interrupted. */
        synchronized void over() {
            over = true;
            boolean ignored = Thread.interrupted();
        }

        @Override
        public @Nullable String tenant() {
            return call.tag(ExecutionInput.TENANT_TAG);
        }

        @Override
        public String executionId() {
            return call.executionId();
        }

        @Override
        public String executionName() {
            return call.executionId().substring(workflowId.length() + 1);
        }

        @Override
        public String path() {
            return series.id().path().toString();
        }

        @Override
        public String pointer() {
            return call.pointer();
        }

        @Override
        public int attempt() {
            return series.id().attempt();
        }

        @Override
        public String idempotencyKey() {
            return call.executionId() + "#" + path();
        }

        @Override
        public String attemptKey() {
            return call.executionId() + "#" + series.id();
        }

        @Override
        public String correlationId() {
            String told = call.tag(ExecutionInput.CORRELATION_TAG);
            return told == null ? call.executionId() : told;
        }

        @Override
        public void heartbeat(JsonNode newProgress) {
            progress = newProgress;
        }

        @Override
        public boolean isCancelled() {
            return abandoned != null;
        }
    }
}
