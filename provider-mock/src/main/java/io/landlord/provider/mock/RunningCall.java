package io.landlord.provider.mock;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.jq.JqValues;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One attempt at a call: answers exactly once, unless it was cancelled before. */
final class RunningCall implements TaskContext {
    private final Execution.Identity identity;
    private final Command.Call command;
    private final Timeline timeline;
    private final TaskHandlers handlers;
    private final Executor threads;
    private final Consumer<Event> answer;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile Timeline.@Nullable Timer limit;

    RunningCall(
            Execution.Identity identity,
            Command.Call command,
            Timeline timeline,
            TaskHandlers handlers,
            Executor threads,
            Consumer<Event> answer) {
        this.identity = identity;
        this.command = command;
        this.timeline = timeline;
        this.handlers = handlers;
        this.threads = threads;
        this.answer = answer;
    }

    void begin() {
        if (command.timeout() != null) {
            limit = timeline.schedule(timeline.now().plus(command.timeout()), this::timedOut);
        }
        timeline.begin();
        threads.execute(this::run);
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            interrupt();
        }
    }

    private void run() {
        thread = Thread.currentThread();
        try {
            if (!over.get()) {
                handle();
            }
        } finally {
            timeline.end();
        }
    }

    private void handle() {
        try {
            JsonNode result = handlers.call(command.handler(), command.arguments(), this);
            answerOnce(new Event.CallDone(timeline.now(), command.id(), JqValues.normalize(result)));
        } catch (TaskFailure failure) {
            answerOnce(failed(new Event.Failure(
                    failure.type(),
                    failure.status(),
                    failure.title(),
                    String.valueOf(failure.getMessage()),
                    failure.isRetryable())));
        } catch (InterruptedException interrupted) {
            answerOnce(failed(new Event.Failure(
                    StandardError.RUNTIME.type(),
                    StandardError.RUNTIME.status(),
                    StandardError.RUNTIME.title(),
                    "the call was interrupted",
                    true)));
        }
    }

    private void timedOut() {
        Event.Failure failure = new Event.Failure(
                StandardError.TIMEOUT.type(),
                StandardError.TIMEOUT.status(),
                StandardError.TIMEOUT.title(),
                "the handler '" + command.handler() + "' took longer than " + command.timeout(),
                true);
        if (answerOnce(failed(failure))) {
            interrupt();
        }
    }

    private Event failed(Event.Failure failure) {
        return new Event.CallFailed(timeline.now(), command.id(), failure);
    }

    private boolean answerOnce(Event event) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        Timeline.Timer timer = limit;
        if (timer != null) {
            timer.cancel();
        }
        answer.accept(event);
        return true;
    }

    private void interrupt() {
        Timeline.Timer timer = limit;
        if (timer != null) {
            timer.cancel();
        }
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public @Nullable String tenant() {
        return identity.input().tags().get(ExecutionInput.TENANT_TAG);
    }

    @Override
    public String executionId() {
        return identity.executionId();
    }

    @Override
    public String executionName() {
        return identity.name();
    }

    @Override
    public String path() {
        return command.id().path().toString();
    }

    @Override
    public String pointer() {
        return command.pointer();
    }

    @Override
    public int attempt() {
        return command.id().attempt();
    }

    @Override
    public String idempotencyKey() {
        return identity.executionId() + "#" + path();
    }

    @Override
    public String attemptKey() {
        return identity.executionId() + "#" + command.id();
    }

    @Override
    public String correlationId() {
        return identity.input().tags().getOrDefault(ExecutionInput.CORRELATION_TAG, identity.executionId());
    }

    @Override
    public void heartbeat(JsonNode progress) {
        // Nobody watches a call in memory: losing its worker is losing the process.
    }

    @Override
    public boolean isCancelled() {
        return over.get();
    }
}
