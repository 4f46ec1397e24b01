package io.landlord.control.reconcile;

import io.landlord.api.handler.TaskContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call of an execution of which only the name matters. */
record NamedContext(String executionName) implements TaskContext {
    @Override
    public @Nullable String tenant() {
        return null;
    }

    @Override
    public String executionId() {
        return "mock:" + executionName;
    }

    @Override
    public String path() {
        return "0";
    }

    @Override
    public String pointer() {
        return "/do/0/make";
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public String idempotencyKey() {
        return executionName;
    }

    @Override
    public String attemptKey() {
        return executionName;
    }

    @Override
    public String correlationId() {
        return "test";
    }

    @Override
    public void heartbeat(JsonNode progress) {}

    @Override
    public boolean isCancelled() {
        return false;
    }
}
