package io.landlord.handlers;

import io.landlord.api.handler.TaskContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The context of a call of tenant {@code acme}. */
public record FakeContext(int attempt) implements TaskContext {
    public static final FakeContext FIRST = new FakeContext(1);

    @Override
    public @Nullable String tenant() {
        return "acme";
    }

    @Override
    public String executionId() {
        return "w:e";
    }

    @Override
    public String executionName() {
        return "e";
    }

    @Override
    public String path() {
        return "0";
    }

    @Override
    public String pointer() {
        return "/do/0/task";
    }

    @Override
    public String idempotencyKey() {
        return "w:e/0";
    }

    @Override
    public String attemptKey() {
        return "w:e/0#" + attempt;
    }

    @Override
    public String correlationId() {
        return "request-7";
    }

    @Override
    public void heartbeat(JsonNode progress) {}

    @Override
    public boolean isCancelled() {
        return false;
    }
}
