package io.landlord.examples.provider;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.jq.JqValues;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One attempt at a call, as its handler sees it. */
final class HandlerCall implements TaskContext {
    private final Line.Identity execution;
    private final Command.Call command;
    private volatile boolean cancelled;

    HandlerCall(Line.Identity execution, Command.Call command) {
        this.execution = execution;
        this.command = command;
    }

    /** Has the handler do its work and tells what came of it. */
    Event answer(TaskHandlers handlers, Clock clock) {
        try {
            JsonNode result = handlers.call(command.handler(), command.arguments(), this);
            return new Event.CallDone(clock.instant(), command.id(), JqValues.normalize(result));
        } catch (TaskFailure failure) {
            return failed(clock, failure);
        } catch (InterruptedException interrupted) {
            return failed(clock, TaskFailure.of(StandardError.RUNTIME, "the call was interrupted", true, interrupted));
        }
    }

    /** The answer when the handler took longer than it may. */
    Event timedOut(Clock clock) {
        String detail = "the handler '" + command.handler() + "' took longer than " + command.timeout();
        return failed(clock, TaskFailure.of(StandardError.TIMEOUT, detail, true, null));
    }

    private Event failed(Clock clock, TaskFailure failure) {
        return new Event.CallFailed(
                clock.instant(),
                command.id(),
                new Event.Failure(
                        failure.type(),
                        failure.status(),
                        failure.title(),
                        String.valueOf(failure.getMessage()),
                        failure.isRetryable()));
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public @Nullable String tenant() {
        return execution.tags().get(ExecutionInput.TENANT_TAG);
    }

    @Override
    public String executionId() {
        return execution.id();
    }

    @Override
    public String executionName() {
        return execution.name();
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
        return execution.id() + "#" + path();
    }

    @Override
    public String attemptKey() {
        return execution.id() + "#" + command.id();
    }

    @Override
    public String correlationId() {
        return execution.tags().getOrDefault(ExecutionInput.CORRELATION_TAG, execution.id());
    }

    @Override
    public void heartbeat(JsonNode progress) {
        // Handlers run in this process: when it is lost, the call is made again, heartbeat or not.
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
